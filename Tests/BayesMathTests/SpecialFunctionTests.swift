import BayesMath
import Testing

/// References: mpmath at 100 digits.
@Suite("Gamma, beta and normal functions")
struct SpecialFunctionTests {
  private func expect(
    _ value: Double, _ reference: Double, within tolerance: Double = 1e-13, of scale: Double = 0,
    _ what: String
  ) {
    let isFine =
      value == reference
      || (value - reference).magnitude <= tolerance * max(reference.magnitude, scale)
    #expect(isFine, "\(what): \(value), not \(reference)")
  }

  static let psi: [(x: Double, logGamma: Double, digamma: Double, trigamma: Double)] = [
    (1e-300, 690.7755278982137, -9.999999999999999e+299, .infinity),
    (1e-05, 11.512919692895826, -100000.57719921567, 10000000001.644909),
    (0.5, 0.5723649429247001, -1.9635100260214235, 4.934802200544679),
    (1.0, 0.0, -0.5772156649015329, 1.6449340668482264),
    (1.4616321449683622, -0.12148629053584961, -9.241265521729427e-17, 0.9676722454476212),
    (2.0, 0.0, 0.42278433509846713, 0.6449340668482264),
    (9.99, 12.779315214350193, 2.250700372831201, 0.10527695014824179),
    (10.0, 12.801827480081469, 2.251752589066721, 0.10516633568168575),
    (1000.0, 5905.220423209181, 6.907255195648812, 0.0010005001666666333),
    (1000000000000000.0, 3.3538776394910668e+16, 34.538776394910684, 1.0000000000000005e-15),
    (-0.5, 1.2655121234846454, 0.03648997397857652, 8.934802200544679),
    (-3.25, -0.6231534513209986, 4.46627587235028, 19.474085068082154),
  ]

  @Test("log gamma and its two derivatives")
  func gamma() {
    for point in Self.psi {
      let first = Dual.logGamma(Dual(point.x, 1))
      expect(first.value, point.logGamma, of: 1, "log Γ(\(point.x))")
      expect(first.derivative, point.digamma, of: 1e-2, "ψ(\(point.x))")
      expect(Dual.digamma(Dual(point.x, 1)).derivative, point.trigamma, "ψ′(\(point.x))")
    }
  }

  static let rising: [(x: Double, d: Double, value: Double, alongX: Double, alongD: Double)] = [
    (0.1, 0.2, -1.1569146569161304, 6.921230718210944, -3.5025242222001327),
    (3.0, 1e-10, 9.227843351182139e-11, 3.949340668405208e-11, 0.9227843351379605),
    (1e-08, 2.5, -18.135997860675722, 100000001.28037229, 0.7031566455488207),
    (1e+20, 3.0, 138.15510557964274, 3e-20, 46.051701859880914),
    (1000000.0, 0.5, 6.907755153982137, 5.00000125e-07, 13.815510557964316),
    (1.4616321449683622, 1e-05, 4.83834646843802e-11, 9.676678178417814e-06, 9.6766781783254e-06),
    (50.0, 10000000000.0, 220258510295.53738, 19.123861261462565, 23.025850934890457),
    (12.0, 700.0, 3944.6041816981424, 4.124713819861479, 6.567375499837291),
  ]

  @Test("the rise of log gamma keeps its digits for huge arguments and tiny steps")
  func rising() {
    for (x, d, value, alongX, alongD) in Self.rising {
      // Beside its minimum log gamma is flat: there a rise is known to the step's square only.
      let scale = (x - 1.4616).magnitude < 1e-3 ? d : 0
      expect(Double.logRising(x, d), value, of: scale, "(\(x), \(d))")
      expect(Dual.logRising(Dual(x, 1), Dual(d)).derivative, alongX, "∂x (\(x), \(d))")
      expect(Dual.logRising(Dual(x), Dual(d, 1)).derivative, alongD, of: 1e-2, "∂d (\(x), \(d))")
    }
  }

  static let beta: [(a: Double, b: Double, value: Double, alongA: Double, alongB: Double)] = [
    (1e+20, 3.0, -137.4619583990828, -3e-20, -45.128917524782445),
    (0.5, 0.5, 1.1447298858494002, -1.3862943611198906, -1.3862943611198906),
    (1e-300, 2.0, 690.7755278982137, -9.999999999999999e+299, -6.449340668482264e-301),
    (1e-05, 100000000.0, 11.512735486088436, -100018.99787995462, -1.0000000049999501e-13),
    (300.0, 200.0, -337.98011306546465, -0.5114928830243545, -0.9177924818690801),
    (100000.0, 100000.0, -138633.92706134808, -0.6931496805661953, -0.6931496805661953),
  ]

  @Test("log beta where the three log gammas would cancel to nothing")
  func beta() {
    for (a, b, value, alongA, alongB) in Self.beta {
      expect(Double.logBeta(a, b), value, "(\(a), \(b))")
      expect(Dual.logBeta(Dual(a, 1), Dual(b)).derivative, alongA, "∂a (\(a), \(b))")
      expect(Dual.logBeta(Dual(a), Dual(b, 1)).derivative, alongB, of: 1e-300, "∂b (\(a), \(b))")
    }
  }

  static let choose: [(n: Double, k: Double, value: Double)] = [
    (10.0, 3.0, 4.787491742782046),
    (10000000000.0, 2.0, 45.358554679220966),
    (10000000000.0, 9999999998.0, 45.358554679220966),
    (1000000.0, 500000.0, 693140.0470130637),
    (50.0, 0.0, 0.0),
    (50.0, 50.0, 0.0),
  ]

  @Test("log binomial coefficients of huge numbers")
  func choose() {
    for (n, k, value) in Self.choose { expect(Double.logChoose(n, k), value, "(\(n), \(k))") }
  }

  static let phi: [(z: Double, value: Double, slope: Double)] = [
    (-10000.0, -50000010.12927891, 10000.000099999997),
    (-38.5, -745.695270290411, 38.52593909685449),
    (-10.0, -53.23128515051247, 10.098093233962512),
    (-5.0, -15.064998393988725, 5.186503967125842),
    (-1.0, -1.8410216450092636, 1.525135276160981),
    (-0.9999, -1.8408691354861395, 1.5250551865122075),
    (0.0, -0.6931471805599453, 0.7978845608028654),
    (0.5, -0.3689464152886564, 0.5091604338370335),
    (5.0, -2.866516129637636e-07, 1.4867199409049056e-06),
    (8.2, -1.2019351542735859e-16, 9.998378748497213e-16),
    (37.0, -5.725571222524577e-300, 2.1200065515246056e-298),
  ]

  @Test("the normal log CDF and its slope in both tails")
  func phi() {
    for (z, value, slope) in Self.phi {
      let log = Dual.logPhi(Dual(z, 1))
      // Far out on the right both fall below the smallest normal number.
      expect(log.value, value, of: 1e-300, "log Φ(\(z))")
      expect(log.derivative, slope, of: 1e-300, "slope at \(z)")
    }
  }

  static let quantiles: [(p: Double, z: Double)] = [
    (1e-300, -37.0470962993612),
    (1e-20, -9.262340089798407),
    (1e-05, -4.264890793922825),
    (0.075, -1.439531470938456),
    (0.3, -0.5244005127080408),
    (0.5, 0.0),
    (0.7, 0.5244005127080407),
    (0.999, 3.090232306167813),
  ]

  @Test("normal quantiles, from the tails to the centre")
  func quantile() {
    for (p, z) in Self.quantiles { expect(NormalFunctions.quantile(p), z, of: 1e-3, "\(p)") }
    expect(NormalFunctions.centralQuantile(1e-20), 2.5066282746310005e-20, "1e-20 from the centre")
  }
}
