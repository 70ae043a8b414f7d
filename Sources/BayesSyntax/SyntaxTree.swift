package import BayesSource

/// What the parser makes of a text.
///
/// Every token with the comments and spaces before it, the items they form, and what is wrong with
/// them. Parsing never fails: it returns this value.
package struct SyntaxTree: Sendable {
  package let source: SourceText
  /// All tokens in order, the last one the end of the file; with their leading trivia they print
  /// back the text byte for byte.
  package let tokens: [Token]
  /// The declarations and statements that could be made out.
  package let items: [Item]
  package let diagnostics: [Diagnostic]
}
