/// A fingerprint of bound data: FNV-1a over names, lengths and bits, 64 bits in hexadecimal.
enum DataDigest {
  static func of(
    _ graph: ModelGraph, _ inputs: [[Double]?], _ observations: [Observation?]
  ) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x0000_0100_0000_01b3
      hash ^= hash >> 29
    }
    for (input, values) in zip(graph.inputs, inputs) {
      for byte in input.name.utf8 { mix(UInt64(byte)) }
      mix(UInt64(values?.count ?? 0))
      for value in values ?? [] { mix(value.bitPattern) }
    }
    for observation in observations {
      for cell in observation?.latentCells ?? [] { mix(UInt64(cell)) }
    }
    return String(hash, radix: 16)
  }
}
