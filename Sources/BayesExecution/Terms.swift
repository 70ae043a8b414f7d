package import BayesGraph
import BayesDistributions
import BayesMath
package import BayesSource

/// What each statement adds to the log density at a point: for reports and for finding out which one
/// is not finite.
package struct Terms: Sendable {
  /// One statement's part.
  package struct Term: Sendable, Hashable {
    /// The quantity's name, for terms in which a latent is summed out the latent's; `factor` for a factor,
    /// `jacobian` for the transforms.
    package let name: String
    package let span: SourceSpan?
    package let value: Double
    /// Per argument of its distribution the smallest and largest element.
    package let arguments: [Argument]
    /// Of an equation that has no solution at the point: why.
    package var reason: String?
  }

  /// An argument's range over a plate.
  package struct Argument: Sendable, Hashable {
    package let name: String
    package let smallest: Double
    package let largest: Double
  }

  private struct Entry: Sendable {
    let name: String
    let span: SourceSpan?
    let arguments: [String]
  }
  private let code: Code
  private let size: Int
  private let entries: [Entry]
  /// Equations that are solved; their terms stand in the result only where they have no solution.
  private let solutions: [Entry]

  package init(_ plan: Plan) {
    var lowering = GraphLowering(plan)
    lowering.constrainAll()
    var entries = [Entry(name: "jacobian", span: nil, arguments: [])]
    var outputs: [(id: NumericGraph.ID, count: Int, offset: Int)] = []
    var size = 0
    func add(_ id: NumericGraph.ID, count: Int) {
      outputs.append((id, count, size))
      size += count
    }
    add(lowering.logJacobian, count: 1)
    for (index, variable) in lowering.graph.variables.enumerated() where variable.role != .predict {
      for term in variable.terms where !term.isSummed {
        add(lowering.total(of: term.logDensity), count: 1)
        var names: [String] = []
        let declaration = term.distribution.distribution.declaration
        let parameters = declaration.forms[term.distribution.form].parameters
        for (parameter, argument) in zip(parameters, term.distribution.arguments) {
          guard case .value(let node, _) = argument else { continue }
          names.append(parameter.name)
          let id = lowering.value(node)
          add(id, count: lowering.tracer.graph.count(id))
        }
        entries.append(
          Entry(
            name: plan.name(of: VariableID(index)), span: term.span, arguments: names))
      }
    }
    for factor in lowering.graph.factors {
      add(lowering.total(of: factor.node), count: 1)
      entries.append(Entry(name: factor.name, span: factor.span, arguments: []))
    }
    for status in lowering.statuses {
      add(lowering.tracer.graph.gather(status.memory, [Int32(status.place)]), count: 1)
    }
    solutions = lowering.statuses.map { Entry(name: $0.name, span: $0.span, arguments: []) }
    self.entries = entries
    self.size = size
    code = Code(lowering.tracer.graph, outputs: outputs, options: CompileOptions())
  }

  /// All terms at an unconstrained point.
  package func evaluate(at position: [Double]) -> [Term] {
    guard let table = Program.bestTable else { return [] }
    let workspace = Workspace(code, table)
    defer { workspace.deallocate() }
    var values = [Double](repeating: 0, count: size)
    // Arrays of a model without parameters have no address; nothing is read from one.
    (position.isEmpty ? [0] : position).withUnsafeBufferPointer { point in
      values.withUnsafeMutableBufferPointer { values in
        guard let start = point.baseAddress, let results = values.baseAddress else { return }
        workspace.run(at: start, into: results)
      }
    }
    var place = 0
    func next() -> ArraySlice<Double> {
      let count = code.outputs[place].count
      let start = code.outputs[place].offset
      place += 1
      return values[start..<start + count]
    }
    let terms = entries.map { entry in
      let value = next().first ?? 0
      let arguments = entry.arguments.map { name in
        let elements = next()
        let hasNaN = elements.contains { $0.isNaN }
        return Argument(
          name: name, smallest: hasNaN ? .nan : elements.min() ?? .nan,
          largest: hasNaN ? .nan : elements.max() ?? .nan)
      }
      return Term(name: entry.name, span: entry.span, value: value, arguments: arguments)
    }
    let unsolved = solutions.compactMap { entry -> Term? in
      guard let failure = SolverFailure(rawValue: Int(next().first ?? 0)) else { return nil }
      return Term(
        name: entry.name, span: entry.span, value: .nan, arguments: [],
        reason: failure.reason(of: entry.name))
    }
    return unsolved + terms
  }
}

extension GraphLowering {
  /// The sum of a node's elements.
  mutating func total(of node: NodeID) -> ID {
    let id = value(node)
    return tracer.graph.sum(id, over: layout(node).count)
  }
}
