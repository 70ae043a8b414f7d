extension RandomStream {
  /// A standard normal draw, by inversion: one uniform each.
  package mutating func normal() -> Double { NormalFunctions.quantile(openUniform()) }

  /// The next standard normal draws, the same numbers as `normal()` gives one by one.
  package mutating func fillNormal(_ target: UnsafeMutablePointer<Double>, count: Int) {
    var start = 0
    while start < count {
      var uniforms = SIMD8<Double>(repeating: 0.5)
      let size = min(8, count - start)
      for lane in 0..<size { uniforms[lane] = openUniform() }
      let normals = NormalFunctions.quantiles(uniforms)
      for lane in 0..<size { target[start + lane] = normals[lane] }
      start += 8
    }
  }
}
