/// What the parser sees of a token: every keyword and every piece of punctuation is one.
enum Symbol: String, CaseIterable {
  // Tokens with a text of their own.
  case identifier, integer, real, string, newline, endOfFile
  /// Bytes that form no token, already diagnosed.
  case invalid
  /// A malformed literal, already diagnosed: it stands for some value.
  case invalidOperand
  /// What a parser that has lost its way sees until it finds its place again.
  case lost

  // Hard keywords: never a name, unless in backticks.
  case data, decide, dim
  case `else`
  case factor
  case `false`
  case `for`
  case `func`
  case gate
  case `if`
  case `import`
  case `in`
  case `let`
  case model, observe, param, predict, report
  case `return`
  case `true`
  case `var`
  case `while`

  // Soft keywords: names, except in one place of the grammar each.
  case `as`
  case censored, circular, forget, from
  case initial = "init"
  case maximize, minimize, of, ordered, stream, truncated, weight, when
  case `where`
  case with

  // Punctuation.
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case dot = "."
  case closedRange = "..."
  case halfOpenRange = "..<"
  case question = "?"
  case tilde = "~"
  case arrow = "->"
  case underscore = "_"
  case equals = "="
  case plusEquals = "+="
  case minusEquals = "-="
  case timesEquals = "*="
  case divideEquals = "/="
  case or = "||"
  case and = "&&"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case contract = "@"
  case power = "^"
  case not = "!"
}

extension Symbol {
  /// The hard keywords by their text.
  static let hardKeywords = words(from: .data, through: .while)
  /// The soft keywords by their text.
  static let softKeywords = words(from: .as, through: .with)

  private static func words(from first: Symbol, through last: Symbol) -> [String: Symbol] {
    let all = Symbol.allCases
    guard let lower = all.firstIndex(of: first), let upper = all.firstIndex(of: last) else {
      return [:]
    }
    return Dictionary(uniqueKeysWithValues: all[lower...upper].map { ($0.rawValue, $0) })
  }

  /// May stand where the grammar says IDENT.
  var isName: Bool {
    switch self {
    case .identifier, .as, .censored, .circular, .forget, .from, .initial, .maximize, .minimize,
      .of, .ordered, .stream, .truncated, .weight, .when, .where, .with:
      true
    default: false
    }
  }

  /// One of the hard keywords.
  var isHardKeyword: Bool { Symbol.hardKeywords[rawValue] == self }

  /// A keyword that can only begin a declaration or statement, so that the parser can take it as
  /// the start of one wherever it stands.
  var beginsItem: Bool {
    switch self {
    case .data, .decide, .dim, .factor, .func, .gate, .import, .let, .model, .observe, .param,
      .predict, .report, .return, .var, .while, .if:
      true
    default: false
    }
  }

  /// May be the first token of an expression.
  var beginsExpression: Bool {
    switch self {
    case .integer, .real, .string, .true, .false, .leftParenthesis, .leftBracket, .minus, .not,
      .closedRange, .halfOpenRange, .invalidOperand:
      true
    default: isName
    }
  }

  /// May follow a word that stands for a prefix operator: a call and an element are the word's own.
  var isOperandBehindWord: Bool {
    self == .identifier || self == .true || self == .false || self == .integer || self == .real
  }

  /// After `...` and `..<` these words begin a clause and are never an operand.
  var isReservedAfterRange: Bool {
    switch self {
    case .truncated, .censored, .weight, .when, .forget, .initial, .with, .from, .where: true
    default: false
    }
  }

  /// The operator of a chain, and how tightly it binds.
  var infix: (operator: InfixOperator, level: Int)? {
    switch self {
    case .or: (.or, 1)
    case .and: (.and, 2)
    case .equal: (.equal, 3)
    case .notEqual: (.notEqual, 3)
    case .less: (.less, 3)
    case .lessOrEqual: (.lessOrEqual, 3)
    case .greater: (.greater, 3)
    case .greaterOrEqual: (.greaterOrEqual, 3)
    case .plus: (.add, 4)
    case .minus: (.subtract, 4)
    case .times: (.multiply, 5)
    case .divide: (.divide, 5)
    case .remainder: (.remainder, 5)
    case .contract: (.contract, 5)
    default: nil
    }
  }

  /// The level of `<` and its like, whose operators do not chain.
  static let comparisonLevel = 3

  /// A newline after one of these does not end the statement.
  ///
  /// After `?` and `>`,
  /// which may also end a type, the parser decides; after `...` and `..<` it always ends.
  var continuesLine: Bool {
    switch self {
    case .comma, .colon, .dot, .tilde, .arrow, .equals, .plusEquals, .minusEquals, .timesEquals,
      .divideEquals, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greaterOrEqual, .plus,
      .minus, .times, .divide, .remainder, .contract, .power, .not:
      true
    default: false
    }
  }

  /// The bracket that closes this one.
  var closer: Symbol? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  /// `)`, `]` or `}`.
  var isCloser: Bool {
    self == .rightParenthesis || self == .rightBracket || self == .rightBrace
  }
}
