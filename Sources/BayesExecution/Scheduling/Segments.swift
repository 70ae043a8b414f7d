import CVectorMath

/// Runs of equal positions in an index table: rows sorted by group, or nearly so.
///
/// Adding run by run needs neither a load nor a store of the sum for every element.
enum Segments {
  /// Whether runs have four elements or more on average.
  static func areWorthwhile(_ table: [Int32]) -> Bool {
    var runs = 1
    for (last, next) in zip(table, table.dropFirst()) where next != last { runs += 1 }
    return table.count >= 4 * runs
  }

  /// As the interpreter reads them: where the runs of every block begin, then triples of first
  /// element, end and position within the block.
  static func encoded(_ table: [Int32]) -> [Int32] {
    let size = Int(CVM_BLOCK)
    let blocks = (table.count + size - 1) / size
    var triples: [Int32] = []
    var starts: [Int32] = []
    for block in 0..<blocks {
      starts.append(Int32(blocks + 1 + triples.count))
      let end = min((block + 1) * size, table.count)
      var first = block * size
      while first < end {
        let next = table[first..<end].firstIndex { $0 != table[first] } ?? end
        triples += [Int32(first - block * size), Int32(next - block * size), table[first]]
        first = next
      }
    }
    starts.append(Int32(blocks + 1 + triples.count))
    return starts + triples
  }
}
