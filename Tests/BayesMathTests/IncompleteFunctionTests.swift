import BayesMath
import Testing

/// References: mpmath at 100 digits.
///
/// Derivatives count on the scale of their argument.
@Suite("Incomplete gamma and beta functions")
struct IncompleteFunctionTests {
  private func expect(
    _ value: Double, _ reference: Double, at x: Double, _ what: String
  ) {
    let bound = 1e-13 * (reference.magnitude + 1e-3 / x)
    #expect((value - reference).magnitude <= bound, "\(what): \(value), not \(reference)")
  }

  static let gamma:
    [(
      a: Double, x: Double, lower: Double, lowerA: Double, lowerX: Double, upper: Double,
      upperA: Double, upperX: Double
    )] = [
      (
        2.5, 1.7, -1.0176866809990912, -0.7374665961365745, 0.8427762200352534,
        -0.44852409798819304, 0.41740551646166396, -0.47701068120009654
      ),
      (
        30.0, 20.0, -3.8250099918518083, -0.467740195230673, 0.5736171781123964,
        -0.022059754568555464, 0.010432884263264372, -0.012794456605799297
      ),
      (
        30.0, 55.0, -8.85517510612605e-05, -5.823723187104661e-05, 4.343313001483122e-05,
        -9.331967694649034, 0.6576341258840294, -0.4904613006840293
      ),
      (
        31.5, 400.0, -3.2493483123215753e-128, -8.318760195999313e-128, 3.0022521456784236e-128,
        -293.55243744628854, 2.56013187766127, -0.9239551618070124
      ),
      (
        1e-10, 0.5, -5.5977359482116615e-11, -0.5597735948661714, 1.2130613194791077e-10,
        -23.606073801932833, 10000000000.524103, -2.167057057831924
      ),
      (
        0.001, 1e-05, -0.010936541856671912, -10.937363513165012, 99.9990010039885,
        -4.521108920080178, 994.6164157622044, -9093.658434107085
      ),
      (
        0.3, 1.4, -0.04935950577597468, -0.21418381580726817, 0.06842828238344638,
        -3.033203151992659, 4.233050814928277, -1.3523916147242372
      ),
      (
        0.7, 1.71, -0.11142178340808537, -0.2517001589492666, 0.13260327883442893,
        -2.249626089642916, 2.1354717039523465, -1.1250312712726682
      ),
      (1.0, 1e-300, -690.7755278982137, -691.1983122333122, 9.999999999999999e+299, 0.0, 0.0, 0.0),
      (
        1000.0, 990.0, -0.9688443502997507, -0.03177093562353011, 0.03192580463791274,
        -0.47726412865859935, 0.01943298103788223, -0.01952770807568543
      ),
      (
        1000.0, 1300.0, -1.8736155715785553e-18, -4.98582758314972e-19, 4.384683581309868e-19,
        -40.818661649018566, 0.26610728789732835, -0.23402258434560794
      ),
      (
        50000.0, 50100.0, -0.3959059586432984, -0.0023964037950447445, 0.002394003398053914,
        -1.1180091657831865, 0.004933617057039908, -0.004928675218956478
      ),
      (
        0.5, 700.0, -2.1010145162642176e-306, -1.7892272992158808e-305, 2.102513104642889e-306,
        -703.8486181251224, 8.516015883589796, -1.0007132689313047
      ),
    ]

  @Test("both incomplete gamma functions and their derivatives in shape and argument")
  func gamma() {
    for p in Self.gamma {
      let moving = [(Dual(p.a, 1), Dual(p.x)), (Dual(p.a), Dual(p.x, 1))]
      let lower = moving.map { Dual.logGammaP($0.0, $0.1) }
      let upper = moving.map { Dual.logGammaQ($0.0, $0.1) }
      let name = "(\(p.a), \(p.x))"
      // Where one tail is nearly all, the other holds the digits.
      #expect(
        (lower[0].value - p.lower).magnitude <= 1e-13 * max(p.lower.magnitude, 1e-9), "P \(name)")
      #expect(
        (upper[0].value - p.upper).magnitude <= 1e-13 * max(p.upper.magnitude, 1e-9), "Q \(name)")
      expect(lower[0].derivative, p.lowerA, at: p.a, "∂P/∂a \(name)")
      expect(lower[1].derivative, p.lowerX, at: p.x, "∂P/∂x \(name)")
      expect(upper[0].derivative, p.upperA, at: p.a, "∂Q/∂a \(name)")
      expect(upper[1].derivative, p.upperX, at: p.x, "∂Q/∂x \(name)")
    }
  }

  static let beta:
    [(
      a: Double, b: Double, x: Double, lower: Double, lowerSlopes: [Double], upper: Double,
      upperSlopes: [Double]
    )] = [
      (
        2.0, 3.0, 0.3, -1.0546911016101816,
        [-0.7065567836541014, 0.37193528844350243, 5.064599483204135], -0.4281709456438023,
        [0.3776181183776638, -0.1987802070966271, -2.706766917293233]
      ),
      (
        1.0, 19.0, 0.865169, -2.9241884382664e-17,
        [-9.97336690717533e-17, 5.859293271465655e-17, 4.120682953257158e-15], -38.070929595716215,
        [3.4106443950951477, -2.003733136616643, -140.91714813358942]
      ),
      (
        1e-05, 1.0, 0.3, -1.2039728043259361e-05,
        [-1.2039728043259361, 1.31879566028313e-05, 3.3333333333333335e-05], -11.327304725965844,
        [99999.39801480579, -1.0953633807923577, -2.768595150308568]
      ),
      (
        1e-08, 3.0, 0.4, -1.3629073311615505e-09,
        [-0.13629073435815503, 1.0720710642246537e-09, 9.000000064799999e-09], -20.413645676101158,
        [100000000.84314182, -0.7866059848547475, -6.603530447661898]
      ),
      (
        0.5, 0.5, 1e-20, -23.47743363522991, [-46.66540749876102, 1.3862943611198906, 5e+19],
        -6.366197723878455e-11,
        [2.9708121101192944e-09, -8.825424006667908e-11, -3183098862.0405493]
      ),
      (
        300.0, 200.0, 0.61, -0.3942838121445425,
        [-0.019311760851423148, 0.02958769066823454, 24.525103439506484], -1.1213570820841303,
        [0.0399563477038091, -0.06121741384373065, -50.74283842058819]
      ),
      (
        300.0, 200.0, 0.45, -25.47796208970904,
        [-0.29409646043731913, 0.32567724394416253, 309.4234835939264], -8.611159912144573e-12,
        [2.532511650432359e-12, -2.804458827361776e-12, -2.6644950978116153e-09]
      ),
      (
        30000.0, 20.0, 0.9991, -2.685040488285044,
        [-0.0003182253634443657, 0.4125144437246021, 10615.648740157698], -0.0706568607492464,
        [2.3298202095677452e-05, -0.03020137921521135, -777.2024424701675]
      ),
      (
        15000.0, 1.25, 0.998, -29.073371506416304,
        [-0.001985861309777245, 3.661172047113114, 14909.002847278556], -2.3637153985364167e-13,
        [4.694010957278726e-16, -8.653968744453386e-13, -3.5240639606939766e-09]
      ),
      (
        0.001, 0.002, 0.7, -0.40461935958441947,
        [-332.4891906099, 166.66669652156486, 0.004744759101513948], -1.100305934616816,
        [666.669169526018, -334.1809336834667, -0.009513646455708668]
      ),
      (
        12.0, 10000.0, 0.002, -0.021285853965930496,
        [-0.013792426026125624, 2.132665138773721e-05, 106.79874297427422], -3.8603366083608313,
        [0.6410903234450394, -0.00099129114850904, -4964.147753789624]
      ),
    ]

  @Test("the incomplete beta function, its complement and their derivatives in all arguments")
  func beta() {
    for p in Self.beta {
      let arguments = [p.a, p.b, p.x]
      let name = "(\(p.a), \(p.b), \(p.x))"
      for k in 0..<3 {
        let d = arguments.enumerated().map { Dual($1, $0 == k ? 1 : 0) }
        let rest = Dual(1) - d[2]
        let lower = Dual.logBetaI(d[0], d[1], d[2], rest)
        let upper = Dual.logBetaI(d[1], d[0], rest, d[2])
        #expect(
          (lower.value - p.lower).magnitude <= 1e-13 * max(p.lower.magnitude, 1e-9), "I \(name)")
        #expect(
          (upper.value - p.upper).magnitude <= 1e-13 * max(p.upper.magnitude, 1e-9), "1-I \(name)")
        expect(lower.derivative, p.lowerSlopes[k], at: arguments[k], "∂\(k) I \(name)")
        expect(upper.derivative, p.upperSlopes[k], at: arguments[k], "∂\(k) (1 - I) \(name)")
      }
    }
  }

  @Test("published points of both functions themselves")
  func published() {
    let beta = Dual.betaI(Dual(2, 1), Dual(3), Dual(0.3))
    #expect((beta.value - 0.3483).magnitude < 1e-15)
    #expect((beta.derivative + 0.246093727746724).magnitude < 1e-14)
    let other = Dual.betaI(Dual(2), Dual(3, 1), Dual(0.3))
    #expect((other.derivative - 0.129545060964872).magnitude < 1e-14)
    let gamma = Dual.gammaP(Dual(2.5, 1), Dual(1.7))
    #expect((gamma.value - 0.36143007689620492).magnitude < 1e-15)
    #expect((gamma.derivative + 0.266542608550025).magnitude < 1e-14)
  }

  @Test("at and beyond the ends both functions are zero and one without slope")
  func ends() {
    for x in [-1.0, 0] {
      #expect(Dual.logGammaP(Dual(2, 1), Dual(x)) == Dual(-.infinity, 0))
      #expect(Dual.logGammaQ(Dual(2, 1), Dual(x)) == Dual(0, 0))
      #expect(Dual.logBetaI(Dual(2, 1), Dual(3), Dual(x), Dual(1 - x)) == Dual(-.infinity, 0))
    }
    #expect(Dual.logGammaQ(Dual(2, 1), Dual(.infinity)) == Dual(-.infinity, 0))
    #expect(Dual.logBetaI(Dual(2, 1), Dual(3), Dual(1), Dual(0)) == Dual(0, 0))
  }
}
