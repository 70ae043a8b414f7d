import BayesGraph
import BayesSource
import BayesSyntax

/// What a name stands for.
enum Symbol {
  case dimension(DimensionID)
  case value(NodeID)
  /// A `var` of a function: the value it has now.
  case mutable(NodeID)
  case variable(VariableID)
  case function(FunctionDeclaration)
  /// A submodel.
  case model(FunctionDeclaration)
  /// What a submodel without `return` was used for: its parts have values, it has none.
  case valueless
  /// An imported file.
  case module(Int)
  /// A covariance function.
  case kernel(Kernel)
  /// A `let` whose pieces are still being collected: group and state.
  case open(group: Int, state: Int)
  /// A `gate` or `decide`.
  case judgement
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

  /// What stands in the scope around the innermost one.
  func inOuter(_ name: String) -> Entry? { scopes[max(scopes.count - 2, 0)][name] }

  /// What the innermost scope declares, by name.
  var innermost: [String: Entry] { scopes.last ?? [:] }

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

  /// In which scope a name is declared, the outermost being 0.
  func depth(of name: String) -> Int? { scopes.lastIndex { $0[name] != nil } }

  /// Leaves the scopes from the outermost to the one at `depth`.
  mutating func cut(to depth: Int) { scopes.removeSubrange(min(depth + 1, scopes.count)...) }

  /// These scopes, the outer ones down to `depth` as they are in `other`, which may have finished
  /// what was being collected in them.
  func takingOuter(_ depth: Int, from other: Scopes) -> Scopes {
    var taken = self
    for place in 0...min(depth, scopes.count - 1, other.scopes.count - 1) {
      taken.scopes[place] = other.scopes[place]
    }
    return taken
  }

  /// The `var`s in force with their values.
  var mutables: [(name: String, value: NodeID)] {
    Set(names).sorted().compactMap { name in
      if case .mutable(let id)? = self[name]?.symbol { (name, id) } else { nil }
    }
  }
}
