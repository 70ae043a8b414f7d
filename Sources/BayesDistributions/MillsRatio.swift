import BayesMath

/// Mills' ratio of the standard normal distribution, R(z) = Φ(-z) / φ(z) = ∫ exp(-z t - t²/2) dt over
/// positive t: what is left of normal tails when their squares have cancelled.
enum MillsRatio {
  /// log R(z): by the normal tail where its square is small, beyond by the continued fraction
  /// 1 / (z + 1 / (z + 2 / (z + …))) (A&S 26.2.14), whose 30 terms suffice from 8 on.
  static func log<S: Scalar>(_ z: S) -> S {
    let isFar = S.less(.constant(8), z)
    let near = S.select(isFar, .constant(0), z)
    return S.select(
      isFar, logFar(z),
      S.logPhi(-near) + .constant(0.5) * near * near + .constant(halfLogTwoPi))
  }

  /// log R(z) for z > 8; of any other z a number without meaning.
  private static func logFar<S: Scalar>(_ z: S) -> S {
    let far = S.select(S.less(.constant(8), z), z, .constant(8))
    var rest = S.constant(0)
    for k in stride(from: 30.0, through: 1, by: -1) { rest = .constant(k) / (far + rest) }
    return -S.log(far + rest)
  }

  /// log(exp(shape²/2 - shape z) Φ(z - shape)) = log(φ(z) R(shape - z)), with neither square where it
  /// would cancel.
  static func logTilted<S: Scalar>(_ z: S, shape: S) -> S {
    let rest = shape - z
    let isFar = S.less(.constant(8), rest)
    let near = shape * (.constant(0.5) * shape - z) + S.logPhi(-rest)
    return S.select(isFar, logNormalDensity(z) + logFar(rest), near)
  }

  /// log(R(z) - R(z + gap)) for z > -8.25 and positive gaps: for wide gaps as it stands, else as
  /// ∫ exp(-z t - t²/2) (1 - exp(-gap t)) dt, in which nothing cancels.
  static func logDifference<S: Scalar>(_ z: S, gap: S) -> S {
    let positive = S.select(S.less(.constant(0), z), z, .constant(0))
    let isWide = S.less(.constant(2) + positive, gap)
    let narrow = logIntegral(
      S.select(isWide, .constant(0), z), gap: S.select(isWide, .constant(1), gap))
    let from = S.select(isWide, z, .constant(0))
    let first = log(from)
    let ratio = log(from + S.select(isWide, gap, .constant(2))) - first
    return S.select(isWide, first + logOneMinusExp(ratio), narrow)
  }

  private static func logIntegral<S: Scalar>(_ z: S, gap: S) -> S {
    let rate = .constant(1) + S.select(S.less(.constant(0), z), z, .constant(0))
    var sum = S.constant(0)
    for node in HalfLineRule.nodes {
      let t = .constant(node.u) / rate
      let weight = -S.expm1(-gap * t) * .constant(node.weight)
      sum = sum + weight * S.exp(-t * (z + .constant(0.5) * t))
    }
    return S.log(sum) - S.log(rate)
  }

  /// log φ(z).
  static func logNormalDensity<S: Scalar>(_ z: S) -> S {
    .constant(-halfLogTwoPi) - .constant(0.5) * z * z
  }

  private static let halfLogTwoPi = 0.918938533204672742
}
