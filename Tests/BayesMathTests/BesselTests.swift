import BayesMath
import Testing

/// References: mpmath at 50 digits.
@Suite("Modified Bessel functions")
struct BesselTests {
  static let points: [(x: Double, logI0: Double, ratio: Double)] = [
    (1e-08, 2.5000000000000001e-17, 5.0e-9),
    (1e-05, 2.4999999999843754e-11, 4.9999999999375004e-6),
    (0.001, 2.4999998437500175e-7, 0.00049999993750001043),
    (0.1, 0.0024984392338762437, 0.049937603987938922),
    (1.0, 0.23591435850717865, 0.44638996589653451),
    (8.0, 6.0581042554278139, 0.93523549352943861),
    (29.9, 27.286385310555094, 0.98313283326580569),
    (30.1, 27.483023208951183, 0.98324589715371098),
    (700.0, 695.80569999844345, 0.99928545881842609),
  ]

  @Test("log I0 and its derivative keep their digits from near zero to large arguments")
  func values() {
    for point in Self.points {
      let computed = Dual.logBesselI0(Dual(point.x, 1))
      #expect(abs(computed.value / point.logI0 - 1) < 1e-13, "x = \(point.x)")
      #expect(abs(computed.derivative / point.ratio - 1) < 1e-13, "x = \(point.x)")
    }
  }

  @Test("log I0 is flat at zero")
  func zero() {
    #expect(Dual.logBesselI0(Dual(0, 1)) == Dual(0, 0))
  }
}
