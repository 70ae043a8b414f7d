import BayesMath

/// The distribution function of the Rice distribution of scale one, by quadrature of its density from
/// the point on, away from the mode.
enum RiceTail {
  /// The log probability of the side of b that is not the larger, and whether that is the lower one.
  static func log<S: Scalar>(_ b: S, distance a: S) -> (S, S.Condition) {
    let isLower = S.less(b * b, .constant(1) + a * a)
    let gap = S.abs(b - a)
    // Where the density has fallen to nothing before zero, the lower side is a half line too.
    let isShort = S.and(
      isLower, S.less(b * (gap + .constant(0.5) * b), .constant(45)))
    let outward = S.select(isLower, S.constant(-1), .constant(1))
    let half = halfLine(
      S.select(isShort, .constant(10), b), a: S.select(isShort, .constant(10), a),
      outward: S.select(isShort, .constant(1), outward))
    let short = interval(S.select(isShort, b, .constant(1)), a: S.select(isShort, a, .constant(1)))
    let square = .constant(-0.5) * (b - a) * (b - a)
    return (square + S.select(isShort, short, half), isLower)
  }

  /// log ∫ (b ± u) exp(-u (2 |b - a| + u) / 2) I₀(a (b ± u)) over positive u, I₀ scaled.
  private static func halfLine<S: Scalar>(_ b: S, a: S, outward: S) -> S {
    let gap = outward * (b - a)
    let rate = .constant(1) + gap
    var sum = S.constant(0)
    for node in HalfLineRule.nodes {
      let u = .constant(node.u) / rate
      let t = b + outward * u
      let exponent = S.logScaledBesselI0(a * t) - u * (gap + .constant(0.5) * u)
      sum = sum + .constant(node.weight) * t * S.exp(exponent)
    }
    return S.log(sum) - S.log(rate)
  }

  /// The same over u from 0 to b, by the tanh-sinh rule (Takahasi and Mori 1974).
  private static func interval<S: Scalar>(_ b: S, a: S) -> S {
    var sum = S.constant(0)
    for (share, weight) in unitRule {
      let t = b * .constant(share)
      let exponent =
        S.logScaledBesselI0(a * t) + .constant(0.5) * (b - t) * (t + b - .constant(2) * a)
      sum = sum + .constant(weight * share) * S.exp(exponent)
    }
    return S.log(sum) + .constant(2) * S.log(b)
  }

  /// Places on (0, 1) and their weights.
  private static let unitRule: [(share: Double, weight: Double)] = (-52...52).map { k in
    let step = 0.0625
    let t = Double(k) * step
    let share = Double.invLogit(.pi * Double.sinh(t))
    let other = Double.invLogit(-.pi * Double.sinh(t))
    return (share, .pi * Double.cosh(t) * share * other * step)
  }
}
