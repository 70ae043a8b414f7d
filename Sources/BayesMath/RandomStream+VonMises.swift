#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RandomStream {
  /// An angle in (−π, π] around a location: Best and Fisher (1979) from a wrapped Cauchy envelope.
  ///
  /// Written with 1 - ρ and half angles, which stay exact where concentrations are so large that ρ
  /// and the cosine round to one; below 1/2, where ρ would cancel, from a uniform envelope.
  package mutating func vonMises(location: Double, concentration: Double) -> Double {
    guard concentration >= 0, concentration < .infinity, location.magnitude < .infinity else {
      return .nan
    }
    let angle =
      concentration < 0.5
      ? angleFromUniform(concentration) : angleFromWrappedCauchy(concentration)
    return (location + angle).remainder(dividingBy: 2 * .pi)
  }

  private mutating func angleFromUniform(_ concentration: Double) -> Double {
    while true {
      let angle = .pi * (2 * uniform() - 1)
      if log(openUniform()) <= concentration * (cos(angle) - 1) { return angle }
    }
  }

  private mutating func angleFromWrappedCauchy(_ concentration: Double) -> Double {
    let root = (1 + 4 * concentration * concentration).squareRoot()
    // 1 - ρ with ρ = (τ - √(2τ)) / (2κ), τ = 1 + root.
    let gap =
      ((2 * (1 + root)).squareRoot() - 1 - 1 / (2 * concentration + root)) / (2 * concentration)
    let rho = 1 - gap
    // r - 1 with r = (1 + ρ²) / (2ρ).
    let excess = gap * gap / (2 * rho)
    while true {
      let half = atan(gap / (1 + rho) * tan(.pi * (uniform() - 0.5)))
      let sine = sin(half)
      let c = concentration * (excess + 2 * sine * sine)
      let u = openUniform()
      if c * (2 - c) > u || log(c / u) + 1 >= c { return 2 * half }
    }
  }
}
