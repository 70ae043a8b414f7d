package import BayesData
import BayesSource

/// Joins a graph with data: sizes, codes, bounds, missing cells, and the tables of all that depends on
/// data only.
package struct Binder {
  let graph: ModelGraph
  let data: DataSet
  let options: BindingOptions
  var evaluator: ReferenceEvaluator<Double>
  var diagnostics: [Diagnostic] = []
  var remarks: [String] = []
  var sizes: [Int?]
  var labels: [[String]?]
  /// Per input the flat positions of its missing cells.
  var missing: [[Int]]
  /// The data each input was read from.
  var origins: [DataValue?]
  var usedNames: Set<String> = []

  init(_ graph: ModelGraph, _ data: DataSet, _ options: BindingOptions) {
    self.graph = graph
    self.data = data
    self.options = options
    evaluator = ReferenceEvaluator(
      graph: graph, lengths: Array(repeating: 0, count: graph.axes.count),
      offsets: Array(repeating: 0, count: graph.axes.count),
      inputs: Array(repeating: nil, count: graph.inputs.count),
      variables: Array(repeating: nil, count: graph.variables.count))
    sizes = Array(repeating: nil, count: graph.dimensions.count)
    labels = Array(repeating: nil, count: graph.dimensions.count)
    missing = Array(repeating: [], count: graph.inputs.count)
    origins = Array(repeating: nil, count: graph.inputs.count)
  }

  /// The graph bound to data, or every error that could be found.
  package static func bind(
    _ graph: ModelGraph, data: DataSet, options: BindingOptions = BindingOptions()
  ) -> BindingResult {
    var binder = Binder(graph, data, options)
    let model = binder.bind()
    let failed = binder.diagnostics.contains { $0.severity == .error }
    return BindingResult(model: failed ? nil : model, diagnostics: binder.diagnostics)
  }

  private mutating func bind() -> BoundModel? {
    for index in graph.inputs.indices where graph.inputs[index].axes.isEmpty { read(index) }
    findSizes()
    measureAxes()
    guard isFine else { return nil }
    for index in graph.inputs.indices where !graph.inputs[index].axes.isEmpty { read(index) }
    checkSurplus()
    guard isFine else { return nil }
    measureAxes()
    checkEqualities()
    checkPieces()
    guard isFine, fitsMemory() else { return nil }
    checkBounds()
    let observations = observe()
    guard isFine else { return nil }
    return fold(observations)
  }

  var isFine: Bool { !diagnostics.contains { $0.severity == .error } }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Lengths and offsets of all axes, as far as sizes are known.
  private mutating func measureAxes() {
    for (index, axis) in graph.axes.enumerated() {
      switch axis.extent {
      case .dimension(let dimension, _):
        evaluator.lengths[index] = sizes[dimension.index] ?? 0
      case .fixed(let length): evaluator.lengths[index] = length
      case .count(let node):
        evaluator.lengths[index] = length(integer(node) ?? 0, of: node)
      case .range(let lower, let upper):
        guard let first = integer(lower), let last = integer(upper) else { continue }
        evaluator.offsets[index] = first - 1
        evaluator.lengths[index] = max(last - first + 1, 0)
      case .piece(let dimension, let lower, let upper):
        let size = sizes[dimension.index] ?? 0
        let first = min(max(lower.flatMap { integer($0) } ?? 0, 0), size)
        let last = min(max(upper.flatMap { integer($0) } ?? size, 0), size)
        evaluator.offsets[index] = first
        evaluator.lengths[index] = max(last - first, 0)
      }
    }
    forgetSizes()
  }

  /// Sizes read before they were known must be read again.
  private mutating func forgetSizes() {
    for index in graph.nodes.indices { evaluator.values[index] = nil }
  }

  private mutating func length(_ length: Int, of node: NodeID) -> Int {
    if length < 0 {
      report(.negativeSize("a slice", length, at: graph[node].origin))
      return 0
    }
    return length
  }

  /// A data-level Int without axes; nil where its inputs are not there yet.
  mutating func integer(_ node: NodeID) -> Int? {
    guard isReady(node) else { return nil }
    guard let value = evaluator.evaluate(node).first else { return nil }
    return Int(exactly: value)
  }

  /// Whether all inputs a node reads have been read.
  private func isReady(_ node: NodeID) -> Bool {
    var pending = [node]
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      if case .input(let input) = graph[next].operation, evaluator.inputs[input.index] == nil {
        return false
      }
      if case .variable = graph[next].operation { return false }
      for operand in graph.operands(of: next) where seen.insert(operand).inserted {
        pending.append(operand)
      }
    }
    return true
  }

  private mutating func checkEqualities() {
    for equality in graph.axisEqualities {
      let first = evaluator.lengths[equality.first.index]
      let second = evaluator.lengths[equality.second.index]
      if first != second {
        report(
          .lengthsDiffer(
            graph[equality.first].name, first, graph[equality.second].name, second,
            at: equality.span))
      }
    }
  }

  /// Estimates the tables before anything large is made.
  private mutating func fitsMemory() -> Bool {
    var bytes = 0.0
    for node in graph.nodes where !node.axes.isEmpty {
      let count = node.axes.reduce(1.0) { $0 * Double(evaluator.lengths[$1.index]) }
      bytes += 8 * count
      if bytes > Double(options.maxMemory) {
        report(.tooLarge(bytes, limit: options.maxMemory, at: node.origin))
        return false
      }
    }
    return true
  }
}
