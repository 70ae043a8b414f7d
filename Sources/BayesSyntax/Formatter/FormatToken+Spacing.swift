extension FormatToken {
  /// Gives each token its role and the space before it.
  static func space(_ tokens: inout [FormatToken]) {
    // How many conditionals wait for their colon, for each open bracket.
    var conditionals = [0]
    for index in tokens.indices {
      let previous = index > 0 ? tokens[index - 1] : nil
      tokens[index].setRole(
        after: previous, next: tokens[(index + 1)...].prefix(3).map(\.symbol),
        waiting: conditionals[conditionals.count - 1])
      let symbol = tokens[index].symbol
      if symbol.closer != nil {
        conditionals.append(0)
      } else if symbol.isCloser {
        if conditionals.count > 1 { conditionals.removeLast() }
      } else if symbol == .newline {
        conditionals[conditionals.count - 1] = 0
      } else if tokens[index].role == .conditional {
        conditionals[conditionals.count - 1] += symbol == .question ? 1 : -1
      }
      if let previous { tokens[index].hasSpace = tokens[index].needsSpace(after: previous) }
      if symbol == .dot, previous?.symbol == .integer, index + 1 < tokens.count,
        tokens[index + 1].looksLikeExponent || tokens[index].after != nil
          || tokens[index + 1].hasComment
      {
        tokens[index].hasSpace = true
      }
    }
  }

  private mutating func setRole(after previous: FormatToken?, next: [Symbol], waiting: Int) {
    let followsOperand = previous?.endsOperand ?? false
    switch symbol {
    case .identifier, .integer, .real, .string, .true, .false, .underscore, .rightParenthesis,
      .rightBracket:
      endsOperand = true
    case .minus, .not:
      role = followsOperand ? .infix : .prefix
    case .question:
      let isOfType = next.first?.beginsExpression != true
      role = isOfType ? .tight : .conditional
      endsOperand = isOfType
    case .colon:
      role = waiting > 0 ? .conditional : .tight
    case _ where symbol.infix != nil:
      role = .infix
    case _ where symbol.isName:
      let isClause = previous?.isRange == true && symbol.isReservedAfterRange
      role = followsOperand || isClause ? .word : .plain
      endsOperand = role != .word || isAttribute
    default:
      break
    }
  }

  /// `1.e5` would be a malformed number, as is `1.` at the end of a line.
  private var looksLikeExponent: Bool {
    let start = text.utf8.prefix(2)
    return start.count == 2 && (start.first ?? 0) | 0x20 == UInt8(ascii: "e")
      && (start.last ?? 0) >= UInt8(ascii: "0") && (start.last ?? 0) <= UInt8(ascii: "9")
  }

  private var isRange: Bool { symbol == .closedRange || symbol == .halfOpenRange }
  private var isAttribute: Bool {
    symbol == .ordered || symbol == .circular || symbol == .stream
  }

  private func needsSpace(after previous: FormatToken) -> Bool {
    if isRange, previous.endsOperand { return false }
    if previous.isRange { return role == .word || !(symbol.beginsExpression || isTightBehind) }
    switch symbol {
    case .comma, .rightParenthesis, .rightBracket, .newline, .endOfFile: return false
    case .dot: return false
    case .leftParenthesis, .leftBracket:
      if previous.symbol == .censored, previous.role == .word { return false }
      if previous.endsOperand && previous.role != .word { return false }
    default: break
    }
    if role == .tight || symbol == .power { return false }
    switch previous.symbol {
    case .leftParenthesis, .leftBracket, .power, .newline, .dot: return false
    default: return previous.role != .prefix
    }
  }

  private var isTightBehind: Bool {
    switch symbol {
    case .comma, .rightParenthesis, .rightBracket, .newline, .endOfFile: true
    default: role == .tight
    }
  }
}
