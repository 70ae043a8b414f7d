import BayesData
import BayesDistributions
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import Testing

/// A model made node by node: free params and constants, operations on them, a report of the last and
/// its weighted sum as log density.
struct FunctionModel {
  private(set) var graph = ModelGraph(source: SourceText(name: "model.bayes", text: ""))
  private let span = SourceSpan(start: 0, end: 0)

  /// An anonymous axis.
  mutating func axis(_ length: Int) -> AxisID {
    graph.axes.append(Axis(name: "", extent: .fixed(length)))
    return AxisID(graph.axes.count - 1)
  }

  mutating func add(
    _ operation: BayesGraph.Operation, _ axes: [AxisID], _ level: Level = .draw
  ) -> NodeID {
    graph.append(Node(operation, axes: axes, element: .real, level: level, origin: span))
  }

  /// A param on the whole real line without a density of its own.
  mutating func param(_ axes: [AxisID]) -> NodeID {
    let id = VariableID(graph.variables.count)
    graph.variables.append(
      RandomVariable(
        name: "x\(id.index)", role: .param, element: .real, axes: axes, span: span))
    return add(.variable(id), axes)
  }

  /// Numbers that are known, over at most one axis.
  mutating func constants(_ values: [Double], _ axes: [AxisID]) -> NodeID {
    let numbers = values.map { add(.constant($0), [], .data) }
    return axes.isEmpty ? numbers[0] : add(.stack(numbers), axes, .data)
  }

  /// Reports a node as `f` and adds its elements, weighted by 1, -1/2, 1/3, … along their axes.
  mutating func finish(_ node: NodeID) {
    let axes = graph[node].axes
    graph.reports.append(Report(name: "f", node: node, axes: axes, span: span))
    var weighted = node
    for axis in axes {
      let place = add(.position(axis), [axis], .data)
      let weight = add(.elementwise(Reciprocal.self, [place]), [axis], .data)
      weighted = add(.elementwise(Multiply.self, [weighted, weight]), axes)
    }
    graph.factors.append(Factor(node: weighted, span: span))
  }

  /// Both readings of the model.
  func compile() throws -> CompiledModel {
    let bound = Binder.bind(graph, data: DataSet())
    let model = try #require(bound.model, "\(bound.diagnostics.map(\.message))")
    return try CompiledModel(model)
  }
}

/// A bound model beside its program, each held to the other.
struct CompiledModel {
  let model: BoundModel
  let program: Program

  init(_ model: BoundModel) throws {
    self.model = model
    var options = PlanOptions()
    options.plain = true
    program = try Program(compiling: Planner.plan(model, options: options))
    #expect(GraphVerifier.faults(in: model.graph) == [])
  }

  /// The program's reports.
  func reports(at position: [Double]) -> [Double] {
    let generator = program.makeGenerator()
    var values = [Double](repeating: 0, count: generator.count)
    (position + [0]).withUnsafeBufferPointer { point in
      values.withUnsafeMutableBufferPointer { values in
        guard let start = point.baseAddress, let results = values.baseAddress else { return }
        generator.generate(at: start, into: results)
      }
    }
    let names = program.quantities
    return names.filter { $0.kind == .report }.flatMap { values[$0.offset..<$0.offset + $0.count] }
  }

  /// The program's log density with its gradient.
  func density(at position: [Double]) throws -> (value: Double, gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: program.dimension)
    let value = try program.makeEvaluator().logDensityAndGradient(
      at: position + [0], gradient: &gradient)
    return (value, gradient)
  }

  /// The reference evaluator over a scalar type, its params at a position.
  private func evaluator<S: Scalar>(_ position: [S]) -> ReferenceEvaluator<S> {
    var start = 0
    let variables = model.graph.variables.map { variable -> [S]? in
      let count = model.count(of: variable.axes)
      defer { start += count }
      // Coordinates stand with the first index fastest.
      let shape = variable.axes.map { model.lengths[$0.index] }
      guard shape.count == 2 else { return Array(position[start..<start + count]) }
      return (0..<count).map { position[start + $0 / shape[1] + $0 % shape[1] * shape[0]] }
    }
    var evaluator = ReferenceEvaluator<S>(
      graph: model.graph, lengths: model.lengths, offsets: model.offsets,
      inputs: Array(repeating: nil, count: model.graph.inputs.count), variables: variables)
    for (index, table) in model.tables.enumerated() {
      evaluator.values[index] = table?.values.map { .constant($0) }
    }
    return evaluator
  }

  /// The reference evaluator's reports.
  func expectedReports(at position: [Double]) -> [Double] {
    var evaluator = evaluator(position)
    return model.graph.reports.flatMap { evaluator.evaluate($0.node) }
  }

  /// The reference evaluator's log density with its derivative along a coordinate.
  func expectedDensity(at position: [Double], along coordinate: Int) -> Dual {
    var evaluator = evaluator(
      position.enumerated().map { Dual($0.element, $0.offset == coordinate ? 1 : 0) })
    return model.graph.factors.flatMap { evaluator.evaluate($0.node) }
      .reduce(Dual(0)) { $0 + $1 }
  }

  /// Holds the program to the reference evaluator: reports, log density, every derivative.
  func check(at position: [Double], _ subject: String, tolerance: Double = 1e-12) throws {
    let size = position.reduce(1) { max($0, $1.magnitude) }
    for (value, expected) in zip(reports(at: position), expectedReports(at: position)) {
      #expect(
        isClose(value, expected, tolerance * size), "\(subject): \(value), not \(expected)")
    }
    let (value, gradient) = try density(at: position)
    for coordinate in position.indices {
      let expected = expectedDensity(at: position, along: coordinate)
      #expect(isClose(value, expected.value, tolerance * size * 10), "\(subject): density")
      #expect(
        isClose(gradient[coordinate], expected.derivative, tolerance * size * 10),
        "\(subject): ∂\(coordinate) \(gradient[coordinate]), not \(expected.derivative)")
    }
  }
}

/// Whether two numbers agree, relative to the larger of the second and one.
func isClose(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
  value == expected || (value.isNaN && expected.isNaN)
    || (value - expected).magnitude <= tolerance * max(1, expected.magnitude)
}
