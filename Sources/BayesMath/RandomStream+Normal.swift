extension RandomStream {
  /// A standard normal draw, by inversion: one uniform each.
  package mutating func normal() -> Double { NormalFunctions.quantile(openUniform()) }
}
