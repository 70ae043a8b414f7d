extension RandomStream {
  /// A standard normal draw, by inversion: one uniform each.
  package mutating func normal() -> Double { NormalFunctions.quantile(openUniform()) }

  /// The next standard normal draws, the same numbers as `normal()` gives one by one.
  package mutating func fillNormal(_ target: UnsafeMutablePointer<Double>, count: Int) {
    // Lanes set one by one would move the whole vector through memory each time.
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 8) { group in
      for start in stride(from: 0, to: count, by: 8) {
        let size = min(8, count - start)
        fillUniform(group, count: size)
        for lane in size..<8 { group[lane] = 0.5 }
        let memory = UnsafeMutableRawBufferPointer(group)
        let uniforms = memory.loadUnaligned(as: SIMD8<Double>.self)
        memory.storeBytes(of: NormalFunctions.quantiles(uniforms), as: SIMD8<Double>.self)
        for lane in 0..<size { target[start + lane] = group[lane] }
      }
    }
  }
}
