package import BayesCompiler
package import BayesGraph
package import BayesSource
package import BayesSyntax

/// A model's text with all that parsing and checking found out about it.
package struct ModelText: Sendable {
  package let tree: SyntaxTree
  package let program: CheckedProgram

  /// The text with that of the files it imports.
  package var source: SourceText { program.source }

  package init(_ source: SourceText, imports: SourceProvider = .none) {
    tree = Pipeline.parse(source)
    program = Pipeline.check(tree, imports: imports)
  }

  /// Reads and checks the model in a file, and the files it imports.
  package init(contentsOf path: String) throws(FileError) {
    let bytes = try FileReader.bytes(of: path)
    self.init(SourceText(name: path, bytes: bytes), imports: .files)
  }

  /// What the parser found, then what the checker found; after errors of the parser, those of the
  /// checker that may be due to them are left out.
  package var diagnostics: [Diagnostic] {
    tree.diagnostics.contains { $0.severity == .error }
      ? tree.diagnostics : tree.diagnostics + program.diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The graph; nil where there are errors.
  package func lowered() -> ModelGraph? { hasErrors ? nil : Pipeline.lower(program) }
}
