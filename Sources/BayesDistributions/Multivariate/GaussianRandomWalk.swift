package import BayesMath

/// A random walk with normal steps, from a normal start.
///
/// Density: `Normal(x[1]; initialMean, initialSD) ∏ Normal(x[t]; x[t - 1] + drift, sd)`.
package enum GaussianRandomWalk: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "GaussianRandomWalk", summary: "A random walk with normal steps, from a normal start.",
    forms: [
      DistributionForm(
        DistributionParameter("drift"), DistributionParameter("sd", .positive),
        DistributionParameter("initialMean"), DistributionParameter("initialSD", .positive)),
      DistributionForm(
        DistributionParameter("sd", .positive), DistributionParameter("initialMean"),
        DistributionParameter("initialSD", .positive)),
    ],
    value: .vector, support: .real, capabilities: [.draw],
    example: "param x: Real[Time] ~ GaussianRandomWalk(0, s, 0, 10)")

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let (drift, rest) = parts(p)
    guard let first = value.first else { return .constant(0) }
    let start = (first - rest[1]) / rest[2]
    var square = start * start
    for (x, last) in zip(value.dropFirst(), value) {
      let z = (x - last - drift) / rest[0]
      square = square + z * z
    }
    let n = Double(value.count)
    return .constant(-0.918938533204672742 * n) - S.log(rest[2])
      - .constant(n - 1) * S.log(rest[0]) - .constant(0.5) * square
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    let (drift, rest) = parts(p)
    var x = rest[1] + rest[2] * stream.normal()
    return (0..<count).map { step in
      if step > 0 { x += drift + rest[0] * stream.normal() }
      return x
    }
  }

  /// The drift, and the step's scale with the start's mean and scale.
  private static func parts<S: Scalar>(_ p: Arguments<S>) -> (drift: S, rest: [S]) {
    p.form == 0
      ? (p[0], [p[1], p[2], p[3]]) : (.constant(0), [p[0], p[1], p[2]])
  }
}
