/// The words and signs that the lexer knows, for what describes them to editors.
package enum Vocabulary {
  /// Never a name, unless in backticks.
  package static let hardKeywords: Set<String> = Set(Symbol.hardKeywords.keys)
  /// Names, except in one place of the grammar each.
  package static let softKeywords: Set<String> = Set(Symbol.softKeywords.keys)
  /// Operators, brackets and separators.
  package static let punctuation: Set<String> = Set(Lexer.punctuation.keys)
}
