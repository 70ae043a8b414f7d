/// Functions of several arguments from the gamma family, with exact slopes in each.
extension Dual {
  /// The chain rule for two arguments; slopes are taken only where the argument moves.
  static func mapped(
    _ value: Double, _ a: Dual, _ slopeA: @autoclosure () -> Double, _ b: Dual,
    _ slopeB: @autoclosure () -> Double
  ) -> Dual {
    let first = a.derivative == 0 ? 0 : slopeA() * a.derivative
    let second = b.derivative == 0 ? 0 : slopeB() * b.derivative
    return Dual(value, first + second)
  }

  /// log Γ(x + d) - log Γ(x) with its slopes.
  public static func logRising(_ x: Dual, _ d: Dual) -> Dual {
    mapped(
      Double.logRising(x.value, d.value), x,
      GammaRatios.logRisingSlope(x.value, d.value, along: 0), d,
      GammaRatios.logRisingSlope(x.value, d.value, along: 1))
  }

  /// log B(a, b) with its slopes.
  public static func logBeta(_ a: Dual, _ b: Dual) -> Dual {
    mapped(
      Double.logBeta(a.value, b.value), a, GammaRatios.logBetaSlope(a.value, b.value, along: 0), b,
      GammaRatios.logBetaSlope(a.value, b.value, along: 1))
  }

  /// log C(n, k) with its slopes.
  public static func logChoose(_ n: Dual, _ k: Dual) -> Dual {
    mapped(
      Double.logChoose(n.value, k.value), n,
      GammaRatios.logChooseSlope(n.value, k.value, along: 0), k,
      GammaRatios.logChooseSlope(n.value, k.value, along: 1))
  }

  /// log(exp(-|x|) I₀(x)) with its slope.
  public static func logScaledBesselI0(_ x: Dual) -> Dual {
    let slope = BesselFunctions.ratioLessOne(x.value.magnitude)
    return x.mapped(Double.logScaledBesselI0(x.value), x.value < 0 ? -slope : slope)
  }

  /// log P(a, x), differentiated term by term in a, by the density in x.
  public static func logGammaP(_ a: Dual, _ x: Dual) -> Dual {
    IncompleteGamma.logTails(a, x).lower
  }

  /// log(1 - P(a, x)) likewise.
  public static func logGammaQ(_ a: Dual, _ x: Dual) -> Dual {
    IncompleteGamma.logTails(a, x).upper
  }

  /// log I_x(a, b), differentiated term by term in the shapes, by the density in x.
  public static func logBetaI(_ a: Dual, _ b: Dual, _ x: Dual, _ y: Dual) -> Dual {
    IncompleteBeta.logTails(a, b, x, y).lower
  }

  /// P(a, x) with its slopes.
  public static func gammaP(_ a: Dual, _ x: Dual) -> Dual { exp(logGammaP(a, x)) }

  /// I_x(a, b) with its slopes.
  public static func betaI(_ a: Dual, _ b: Dual, _ x: Dual) -> Dual {
    exp(logBetaI(a, b, x, Dual(1) - x))
  }

  /// That of the value, whichever way it moves.
  public static func termCount(_ x: Dual) -> Int? { Double.termCount(x.value) }
}
