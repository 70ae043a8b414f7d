import BayesGraph
import BayesSource
import BayesSyntax

/// What a name stands for.
enum Symbol {
  case dimension(DimensionID)
  case value(NodeID)
  case variable(VariableID)
  case function(FunctionDeclaration)
  /// A `let` whose pieces are still being collected: group and state.
  case open(group: Int, state: Int)
  /// Declared wrongly; what depends on it is not diagnosed again.
  case invalid
}

/// A name with the place that declared it.
struct Entry {
  let symbol: Symbol
  let span: SourceSpan
}

/// The names in force, innermost scope last.
struct Scopes {
  fileprivate var scopes: [[String: Entry]] = [[:]]

  mutating func push() { scopes.append([:]) }
  mutating func pop() { scopes.removeLast() }

  subscript(name: String) -> Entry? {
    for scope in scopes.reversed() {
      if let entry = scope[name] { return entry }
    }
    return nil
  }

  func inInnermost(_ name: String) -> Entry? { scopes.last?[name] }

  mutating func declare(_ name: String, _ symbol: Symbol, at span: SourceSpan) {
    scopes[scopes.count - 1][name] = Entry(symbol: symbol, span: span)
  }

  /// Replaces what a name stands for, where it is declared.
  mutating func replace(_ name: String, by symbol: Symbol) {
    for index in scopes.indices.reversed() {
      if let entry = scopes[index][name] {
        scopes[index][name] = Entry(symbol: symbol, span: entry.span)
        return
      }
    }
  }

  var names: [String] { scopes.flatMap { $0.keys } }
}

extension Scopes {
  /// Declares a name in the scope around the innermost one.
  mutating func declareOutside(_ name: String, _ symbol: Symbol, at span: SourceSpan) {
    let place = max(scopes.count - 2, 0)
    scopes[place][name] = Entry(symbol: symbol, span: span)
  }
}
