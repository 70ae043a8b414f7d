/// A fingerprint of bound data: FNV-1a over names, lengths and bits, 64 bits in hexadecimal.
enum DataDigest {
  static func of(
    _ graph: ModelGraph, _ inputs: [[Double]?], _ observations: [Observation?]
  ) -> String {
    var hash = Hash()
    for (input, values) in zip(graph.inputs, inputs) {
      hash.mix(input.name)
      hash.mix(values ?? [])
    }
    for observation in observations {
      for cell in observation?.latentCells ?? [] { hash.mix(UInt64(cell)) }
    }
    return hash.text
  }

  /// Of what is observed only, by the names of the variables in order: two models of the same
  /// observations agree in it, whatever else they read.
  static func observed(_ graph: ModelGraph, _ observations: [Observation?]) -> String {
    var hash = Hash()
    let named = zip(graph.variables, observations).compactMap { variable, observation in
      observation.map { (name: variable.name, observation: $0) }
    }
    for (name, observation) in named.sorted(by: { $0.name < $1.name }) {
      hash.mix(name)
      let latent = Set(observation.latentCells)
      hash.mix(
        observation.values.values.enumerated().map { latent.contains($0) ? .nan : $1 })
    }
    return hash.text
  }

  private struct Hash {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func mix(_ word: UInt64) {
      state = (state ^ word) &* 0x0000_0100_0000_01b3
      state ^= state >> 29
    }

    mutating func mix(_ name: String) {
      for byte in name.utf8 { mix(UInt64(byte)) }
    }

    mutating func mix(_ values: [Double]) {
      mix(UInt64(values.count))
      for value in values { mix(value.bitPattern) }
    }

    var text: String { String(state, radix: 16) }
  }
}

extension BoundModel {
  /// A digest of what is observed.
  package var observedDigest: String { DataDigest.observed(graph, observations) }
}
