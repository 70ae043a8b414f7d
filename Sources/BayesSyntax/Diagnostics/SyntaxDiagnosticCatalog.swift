package import BayesSource

/// All codes of this phase.
package enum SyntaxDiagnosticCatalog {
  /// In the order of their numbers.
  package static let all: [DiagnosticCode] = [
    SyntaxCodes.notUTF8, SyntaxCodes.notText, SyntaxCodes.fileTooLarge, SyntaxCodes.strayCharacter,
    SyntaxCodes.unterminatedString, SyntaxCodes.unknownEscape, SyntaxCodes.malformedNumber,
    SyntaxCodes.numberOutOfRange, SyntaxCodes.malformedQuotedName, SyntaxCodes.foreignComment,
    SyntaxCodes.foreignOperator, SyntaxCodes.tooManyErrors, SyntaxCodes.unclosedBracket,
    SyntaxCodes.strayBracket, SyntaxCodes.missingExpression, SyntaxCodes.missingName,
    SyntaxCodes.reservedWord, SyntaxCodes.missingType, SyntaxCodes.missingSymbol,
    SyntaxCodes.noStatement, SyntaxCodes.missingNewline, SyntaxCodes.trailingComma,
    SyntaxCodes.lineBeginsWithOperator, SyntaxCodes.lineBeginsWithBlock,
    SyntaxCodes.chainedComparison, SyntaxCodes.labelIsNoName, SyntaxCodes.missingRole,
    SyntaxCodes.onlyAtTopLevel, SyntaxCodes.reservedAfterRange, SyntaxCodes.valueForSeveralNames,
    SyntaxCodes.unknownWord, SyntaxCodes.nestingTooDeep, SyntaxCodes.chainTooLong,
    SyntaxCodes.misplacedComprehension, SyntaxCodes.misplacedUnderscore,
  ]
}

/// The codes of the lexer and the parser, each with its page.
package enum SyntaxCodes {}
