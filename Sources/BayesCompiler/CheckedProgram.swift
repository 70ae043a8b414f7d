package import BayesGraph
package import BayesSource

/// A program whose names are resolved and whose every expression has element, axes and level.
///
/// The expressions stand as nodes in one flat arena, the graph to be: checking elaborates the syntax
/// tree into it, with functions inlined and index variables as axes of their own, so that nothing
/// recurses over long chains later on.
package struct CheckedProgram: Sendable {
  package let source: SourceText
  /// What was declared, in order.
  package let declarations: [Declaration]
  /// The elaborated nodes, dead ones included; lowering keeps what is used.
  package let elaboration: ModelGraph
  package let diagnostics: [Diagnostic]

  /// A declared name with its type, as `dump --after types` prints it.
  package struct Declaration: Sendable, Hashable {
    package let name: String
    package let role: String
    package let type: String
    package let level: Level
    package let support: String?
    package let span: SourceSpan
  }

  /// One line per declaration: role, name, type, level and support.
  package func dump() -> String {
    declarations.map { declaration in
      let support = declaration.support.map { " in \($0)" } ?? ""
      return "\(declaration.role) \(declaration.name): \(declaration.type)\(support)"
        + " @\(declaration.level)\n"
    }.joined()
  }
}
