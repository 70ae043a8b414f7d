package import BayesSource

/// A piece of the text that means something, with the spaces and comments before it.
package struct Token: Sendable, Hashable {
  package let kind: TokenKind
  /// The token itself, without trivia.
  package let span: SourceSpan
  /// Spaces, comments and insignificant newlines before the token.
  package let leadingTrivia: SourceSpan
}

/// What a token is.
package enum TokenKind: Sendable, Hashable {
  case identifier
  case integer
  case real
  case string
  /// One of the hard keywords.
  case keyword
  /// An operator or a bracket.
  case punctuation
  /// A newline that ends a statement.
  case newline
  case endOfFile
  /// Bytes that form no token; already diagnosed.
  case invalid
}
