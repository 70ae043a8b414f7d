package import BayesData
import BayesSource

/// Joins a graph with data: sizes, codes, bounds, missing cells, and the tables of all that depends on
/// data only.
package struct Binder {
  private(set) var graph: ModelGraph
  let data: DataSet
  let options: BindingOptions
  var evaluator: ReferenceEvaluator<Double>
  var diagnostics: [Diagnostic] = []
  var remarks: [String] = []
  var sizes: [Int?]
  var labels: [[String]?]
  /// Which axes have their length, which dimensions were asked for one, which inputs were read.
  var isMeasured: [Bool]
  var isSized: [Bool]
  var isRead: [Bool]
  /// Per input the flat positions of its missing cells.
  var missing: [[Int]]
  /// The data each input was read from.
  var origins: [DataValue?]
  /// The columns of a table that each input was put together from.
  var columnOrigins: [Int: [DataValue]] = [:]
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
    isMeasured = Array(repeating: false, count: graph.axes.count)
    isSized = Array(repeating: false, count: graph.dimensions.count)
    isRead = Array(repeating: false, count: graph.inputs.count)
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
    checkNames()
    findSizes()
    measureAxes()
    guard isFine else {
      for index in graph.inputs.indices where isAbsent(index) { reportMissing(index) }
      return nil
    }
    for index in graph.inputs.indices { read(index) }
    checkSurplus()
    guard isFine else { return nil }
    chooseArms()
    guard isFine else { return nil }
    checkEqualities()
    checkPieces()
    guard isFine, fitsMemory() else { return nil }
    checkBounds()
    let observations = observe()
    guard isFine else { return nil }
    return fold(observations)
  }

  var isFine: Bool { !diagnostics.contains { $0.severity == .error } }

  /// Notes a finding, once.
  mutating func report(_ diagnostic: Diagnostic) {
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  /// Leaves out the equations of arms that do not hold.
  private mutating func chooseArms() {
    for index in graph.variables.indices {
      graph.variables[index].terms = graph.variables[index].terms.filter { term in
        term.arm.flatMap { integer($0) } != 0
      }
    }
  }

  private mutating func checkEqualities() {
    for equality in graph.axisEqualities {
      let first = evaluator.lengths[equality.first.index]
      let second = evaluator.lengths[equality.second.index]
      if first != second
        || evaluator.segments[equality.first]?.lengths
          != evaluator.segments[equality.second]?.lengths
      {
        report(
          .lengthsDiffer(
            graph[equality.first].name, first, graph[equality.second].name, second,
            at: equality.span))
      }
    }
  }
}
