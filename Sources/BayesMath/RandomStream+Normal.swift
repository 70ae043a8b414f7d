#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RandomStream {
  /// A standard normal draw, by Box and Muller's method from two uniforms.
  package mutating func normal() -> Double {
    let radius = (-2 * log(openUniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }
}
