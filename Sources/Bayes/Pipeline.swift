package import BayesCompiler
package import BayesData
package import BayesExecution
package import BayesGraph
package import BayesSource
package import BayesSyntax

/// The way of a model through the house, door by door.
package enum Pipeline {
  /// Text to tokens and tree; what is wrong stands in the tree.
  package static func parse(_ source: SourceText) -> SyntaxTree { Parser.parse(source) }

  /// Tree, and what it imports, to names, types, axes and levels.
  package static func check(
    _ tree: SyntaxTree, imports: SourceProvider = .none
  ) -> CheckedProgram { Checker.check(tree, imports: imports) }

  /// Program to graph; nil where the program has errors.
  ///
  /// Later stages take for granted what the verifier checks: a build for debugging stops at a fault, and
  /// the tests hold every graph they make to it.
  package static func lower(_ program: CheckedProgram) -> ModelGraph? {
    let graph = Lowering.lower(program)
    assert(graph.map { GraphVerifier.faults(in: $0).isEmpty } ?? true)
    return graph
  }

  /// Graph and data to sizes, tables and observed cells.
  package static func bind(
    _ graph: ModelGraph, data: DataSet, options: BindingOptions = BindingOptions()
  ) -> BindingResult {
    Binder.bind(graph, data: data, options: options)
  }

  /// Bound model to what is sampled, and how.
  package static func plan(
    _ model: BoundModel, options: PlanOptions = PlanOptions()
  ) -> Plan {
    Planner.plan(model, options: options)
  }

  /// Plan to vector operations, forward and adjoint.
  package static func compile(
    _ plan: Plan, options: CompileOptions = CompileOptions()
  ) throws(Diagnostic) -> Program {
    try Program(compiling: plan, options: options)
  }
}
