import BayesMath

/// The distribution function of the standard skew normal, by quadrature of its density.
///
/// Below zero the density is smooth and log-concave towards its tail, and `HalfLineRule` converges at
/// double-exponential speed. Above zero the complement is that of the mirrored distribution.
enum SkewNormalTail {
  /// log P(Z ≤ z).
  static func logBelow<S: Scalar>(_ z: S, shape: S) -> S {
    let isNegative = S.lessOrEqual(z, .constant(0))
    let tail = logTail(
      S.select(isNegative, z, -z), shape: S.select(isNegative, shape, -shape))
    return S.select(isNegative, tail, logOneMinusExp(tail))
  }

  /// log P(Z ≤ z) for z ≤ 0: the density at z times the integral of its ratio to that at z.
  ///
  /// Far out, where differences of squares have no digits, the integral is one over the slope.
  private static func logTail<S: Scalar>(_ z: S, shape: S) -> S {
    let isFar = S.less(z, .constant(-1e4))
    let near = logNearTail(S.select(isFar, .constant(-1), z), shape: shape)
    let far = S.select(isFar, z, .constant(-1e4))
    let bend = S.select(S.less(.constant(0), shape), shape * shape, .constant(0))
    let farTail =
      .constant(-0.225791352644727432) - .constant(0.5) * far * far + S.logPhi(shape * far)
      - S.log(-far * (.constant(1) + bend))
    return S.select(isFar, farTail, near)
  }

  private static func logNearTail<S: Scalar>(_ z: S, shape: S) -> S {
    let logPhi = S.logPhi(shape * z)
    let density =
      .constant(-0.225791352644727432) - .constant(0.5) * z * z + logPhi
    // The integrand falls at the rate of the log density's slope, where it has one.
    let hazard =
      S.exp(.constant(-0.918938533204672742) - .constant(0.5) * shape * shape * z * z - logPhi)
    let slope = shape * hazard - z
    let rate =
      .constant(1) + S.select(S.less(.constant(0), slope), slope, .constant(0))
    var sum = S.constant(0)
    for node in HalfLineRule.nodes {
      let u = .constant(node.u) / rate
      let ratio =
        u * (z - .constant(0.5) * u) + S.logPhi(shape * (z - u)) - logPhi
      sum = sum + .constant(node.weight) * S.exp(ratio)
    }
    return density + S.log(sum / rate)
  }
}
