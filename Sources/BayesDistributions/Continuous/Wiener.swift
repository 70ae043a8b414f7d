package import BayesMath

/// The time at which a drifting Brownian motion leaves a strip through its upper end, for the answers of
/// diffusion models of decision.
///
/// Density: with `t = x - delay`, `w = 1 - bias` and `u = t / separation²`
/// `exp(drift separation w - drift² t / 2) / separation² Σ (w + 2k) exp(-(w + 2k)² / (2u)) / √(2π u³)`
/// over all integers k.
///
/// Its integral is the probability of the upper end. Times at the lower end have the density with
/// `1 - bias` and `-drift`.
package enum Wiener: Distribution {
  package static let declaration = DistributionDeclaration(
    name: "Wiener", stanNames: ["wiener"],
    summary: "The first passage time of a drifting diffusion at the upper of two ends.",
    forms: [
      DistributionForm(
        DistributionParameter("separation", .positive),
        DistributionParameter("delay", .nonNegative),
        DistributionParameter("bias", .openUnitInterval), DistributionParameter("drift"))
    ],
    support: .interval(lower: 1, upper: nil), capabilities: [],
    example: "observe time[Trial] ~ Wiener(1.2, 0.2, 0.5, 0.8)",
    sources: [
      "Navarro and Fuss (2009), Fast and accurate calculations for first-passage times in Wiener "
        + "diffusion models"
    ])

  package static func logDensity<S: Scalar>(_ value: [S], _ p: Arguments<S>) -> S {
    let isInside = S.less(p[1], value[0])
    let t = inside(value[0] - p[1])
    let u = t / p[0] / p[0]
    let isEarly = S.less(u, .constant(0.5))
    let early = logEarly(S.select(isEarly, u, .constant(0.5)), bias: p[2])
    let late = logLate(S.select(isEarly, .constant(0.5), u), bias: p[2])
    return onlyWhere(
      isInside,
      p[3] * p[0] * (.constant(1) - p[2]) - .constant(0.5) * p[3] * p[3] * t
        - .constant(2) * S.log(p[0]) + S.select(isEarly, early, late))
  }

  package static func draw(
    _ p: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] { [] }

  /// The series of images, for u up to 1/2: paired so that what is small at either end of the strip comes
  /// out of no difference.
  private static func logEarly<S: Scalar>(_ u: S, bias: S) -> S {
    let w = .constant(1) - bias
    let isFar = S.less(bias, .constant(0.5))
    let (v, other) = (S.select(isFar, bias, .constant(0.25)), S.select(isFar, .constant(0.25), w))
    var far = S.constant(0)
    for m in [1.0, 3, 5, 7] {
      let exponent = .constant(0.5 * (m - 1)) * (.constant(m + 1) - .constant(2) * v) / u
      far = far + pair(m, v, u, exponent)
    }
    var near = other
    for n in [2.0, 4, 6] {
      let exponent = .constant(0.5 * n) * (.constant(n) - .constant(2) * other) / u
      near = near - pair(n, other, u, exponent)
    }
    return .constant(-0.918938533204672742) - .constant(1.5) * S.log(u)
      - .constant(0.5) * w * w / u + S.log(S.select(isFar, far, near))
  }

  /// exp(-exponent) ((n - v) - (n + v) exp(-2 n v / u)); of exponents that underflow zero, slope and all.
  private static func pair<S: Scalar>(_ n: Double, _ v: S, _ u: S, _ exponent: S) -> S {
    let turn = .constant(2 * n) * v / u
    let gap = -S.expm1(-S.select(S.less(turn, .constant(700)), turn, .constant(700)))
    let isGone = S.less(.constant(700), exponent)
    let weight = S.exp(-S.select(isGone, .constant(0), exponent))
    return S.select(
      isGone, .constant(0), weight * ((.constant(n) + v) * gap - .constant(2) * v))
  }

  /// The sine series, for u from 1/2 on, over its first term; sin(k x) / sin x by Chebyshev's polynomials.
  private static func logLate<S: Scalar>(_ u: S, bias: S) -> S {
    let pi = S.constant(Double.pi)
    let c = -S.cos(pi * bias)
    let rest = .constant(1) - bias
    let distance = S.select(S.less(bias, rest), bias, rest)
    let rate = .constant(-0.5) * pi * pi * u
    var (before, polynomial) = (S.constant(1), .constant(2) * c)
    var sum = S.constant(0)
    for k in [2.0, 3, 4, 5] {
      sum = sum + .constant(k) * polynomial * S.exp(rate * .constant(k * k - 1))
      (before, polynomial) = (polynomial, .constant(2) * c * polynomial - before)
    }
    return .constant(1.14472988584940017) + S.log(S.sin(pi * distance)) + rate + S.log1p(sum)
  }
}
