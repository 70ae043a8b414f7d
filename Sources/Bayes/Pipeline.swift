package import BayesCompiler
package import BayesGraph
package import BayesSource
package import BayesSyntax

/// The way of a model through the house, door by door.
package enum Pipeline {
  /// Text to tokens and tree; what is wrong stands in the tree.
  package static func parse(_ source: SourceText) -> SyntaxTree { Parser.parse(source) }

  /// Tree to names, types, axes and levels.
  package static func check(_ tree: SyntaxTree) -> CheckedProgram { Checker.check(tree) }

  /// Program to graph; nil where the program has errors.
  package static func lower(_ program: CheckedProgram) -> ModelGraph? { Lowering.lower(program) }
}
