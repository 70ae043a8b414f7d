import BayesSource
import BayesSyntax
import Testing

/// A token's text and what lies before it.
struct Piece: Equatable {
  let space: String
  var text: String

  var length: Int { space.utf8.count + text.utf8.count }

  static func == (_ one: Piece, _ other: Piece) -> Bool { one.text == other.text }

  /// The tokens of a program; newlines are tokens too.
  static func all(_ tree: SyntaxTree) -> [Piece] {
    tree.tokens.map { token in
      Piece(
        space: tree.source.text(in: token.leadingTrivia), text: tree.source.text(in: token.span))
    }
  }
}

/// One token of a program dropped, doubled, or swapped with the next.
struct Injury {
  enum Kind: String, CaseIterable { case drop, double, swap }
  let kind: Kind
  let text: String
  /// The bytes of the injured text that the injury and one token on either side of it take.
  let place: SourceSpan

  /// The injury of `kind` at token `index` of a program; nil where it would change nothing.
  init?(_ kind: Kind, at index: Int, of pieces: [Piece]) {
    var injured = pieces
    var touched: Range<Int>
    switch kind {
    case .drop:
      injured[index].text = " "
      touched = index - 1..<index + 2
    case .double:
      injured.insert(Piece(space: " ", text: pieces[index].text), at: index + 1)
      touched = index - 1..<index + 3
    case .swap:
      guard index + 1 < pieces.count, pieces[index] != pieces[index + 1] else { return nil }
      injured[index].text = pieces[index + 1].text
      injured[index + 1].text = pieces[index].text
      touched = index - 1..<index + 3
    }
    touched = touched.clamped(to: 0..<injured.count)
    self.kind = kind
    text = injured.map { $0.space + $0.text }.joined()
    let start = injured[..<touched.lowerBound].reduce(0) { $0 + $1.length }
    let length = injured[touched].reduce(0) { $0 + $1.length }
    place = SourceSpan(start: start, end: start + length)
  }

  /// Whether a diagnostic points into the place, or directly behind it.
  func contains(_ span: SourceSpan) -> Bool {
    span.start >= place.start && span.start <= place.end
  }
}

@Suite("Injured programs")
struct InjuryTests {
  @Test("the first diagnostic stands within one token of the injury")
  func places() throws {
    var found: [Injury.Kind: (near: Int, all: Int)] = [:]
    var misses: [String] = []
    for path in Programs.all where path.hasPrefix("Tests/") {
      let pieces = try Piece.all(Parser.parse(Programs.source(path)))
      for kind in Injury.Kind.allCases {
        for index in pieces.indices {
          guard let injury = Injury(kind, at: index, of: pieces) else { continue }
          let tree = parse(injury.text)
          guard let first = tree.diagnostics.first?.span else { continue }
          let isNear = injury.contains(first)
          found[kind, default: (0, 0)].all += 1
          if isNear {
            found[kind, default: (0, 0)].near += 1
          } else {
            misses.append("\(path) \(kind) `\(pieces[index].text)`: \(tree.findings[0])")
          }
        }
      }
    }
    let near = found.values.reduce(0) { $0 + $1.near }
    let all = found.values.reduce(0) { $0 + $1.all }
    for (kind, count) in found.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      print("injuries by \(kind): \(count.near) of \(count.all) located within one token")
    }
    print("injuries: \(near) of \(all), \(1000 * near / max(all, 1)) per mille")
    #expect(all > 5000)
    #expect(near * 100 >= all * 90, "\(misses.prefix(40).joined(separator: "\n"))")
  }

  @Test("an injury leaves the declarations on other lines alone")
  func others() throws {
    var lost = 0
    var all = 0
    for path in Programs.all where path.hasPrefix("Tests/") {
      let whole = try Parser.parse(Programs.source(path))
      let pieces = Piece.all(whole)
      for index in pieces.indices where pieces[index].text != "\n" {
        for kind in [Injury.Kind.drop, .double] {
          guard let injury = Injury(kind, at: index, of: pieces) else { continue }
          all += 1
          // A block that is torn open or a line more or less may change the number by one.
          let count = parse(injury.text).items.count
          if abs(count - whole.items.count) > 1 {
            lost += 1
          }
        }
      }
    }
    print("injuries that lose other declarations: \(lost) of \(all)")
    #expect(lost * 100 <= all)
  }
}
