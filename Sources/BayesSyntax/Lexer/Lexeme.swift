import BayesSource

/// A token while the parser works on it.
struct Lexeme {
  let kind: TokenKind
  let symbol: Symbol
  let span: SourceSpan
  /// The column of a line's first token, counted from 0.
  let indentation: Int?
  /// A newline that ends no statement stands before it.
  var followsLineBreak = false
  /// A newline that turned out to end no statement.
  var isAbsorbed = false
}
