/// "Did you mean": the known name nearest to one that is not known.
package enum Suggestion {
  /// The candidate nearest to `name`, where one is near enough to be a slip of the pen.
  ///
  /// Names equal but for case and underscores are nearest. Else the distance of Damerau and
  /// Levenshtein (insert, delete, replace, swap two neighbours; optimal string alignment) may be 2,
  /// or a third of the length, and never more than half of the longer name. Among equally near
  /// candidates the first in code point order is taken, so that the answer does not depend on
  /// the order of the candidates.
  package static func nearest(
    to name: String, among candidates: some Sequence<String>
  ) -> String? {
    let wanted = Array(name.unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    let folded = fold(name)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let other = Array(candidate.unicodeScalars.prefix(longest + 1))
      guard other.count <= longest else { continue }
      guard let distance = distance(wanted, other, areAlike: fold(candidate) == folded) else {
        continue
      }
      if let known = best, (known.distance, known.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Names longer than this are nobody's slip, and would make the search slow.
  private static let longest = 128

  private static func allowance(_ first: Int, _ second: Int) -> Int {
    min(max(2, min(first, second) / 3), max(first, second) / 2)
  }

  /// The distance, where it is small enough to count.
  private static func distance(
    _ wanted: [Unicode.Scalar], _ other: [Unicode.Scalar], areAlike: Bool
  ) -> Int? {
    if areAlike { return 0 }
    let limit = allowance(wanted.count, other.count)
    guard abs(wanted.count - other.count) <= limit else { return nil }
    let distance = editDistance(wanted, other)
    return distance <= limit ? distance : nil
  }

  private static func fold(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" }
  }

  /// The least number of insertions, deletions, replacements and swaps of neighbours, no part
  /// edited twice.
  package static func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for i in first.indices {
      var row = [Int](repeating: i + 1, count: second.count + 1)
      for j in second.indices {
        let replaced = last[j] + (first[i] == second[j] ? 0 : 1)
        row[j + 1] = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[second.count]
  }
}
