import BayesMath
import CVectorMath
import Testing

@Suite("Vector kernels of the gamma family")
struct GammaKernelTests {
  private func expect(
    _ values: [Double], _ references: [Double], within bound: Double, _ what: (Int) -> String
  ) {
    for (place, (value, reference)) in zip(values, references).enumerated() {
      let unit = max(reference.magnitude, 1).ulp
      let isFine = value == reference || (value - reference).magnitude <= bound * unit
      #expect(isFine, "\(what(place)): \(value), not \(reference)")
    }
  }

  @Test("log gamma and digamma keep their digits in every region")
  func functions() throws {
    let table = try #require(cvm_best())
    let x = GammaReferences.points.map(\.x)
    let logGammas = GammaReferences.points.map(\.logGamma)
    let digammas = GammaReferences.points.map(\.digamma)
    expect(runKernel(table, CVM_LGAMMA, x), logGammas, within: 4) { "log Γ(\(x[$0]))" }
    expect(runKernel(table, CVM_DIGAMMA, x), digammas, within: 4) { "ψ(\(x[$0]))" }
  }

  @Test("log gamma and digamma keep their leading digits where they vanish")
  func zeros() throws {
    let table = try #require(cvm_best())
    for (x, logGamma, digamma) in GammaReferences.points where x > 0.9 && x < 2.5 {
      let values = (runKernel(table, CVM_LGAMMA, [x])[0], runKernel(table, CVM_DIGAMMA, [x])[0])
      #expect((values.0 - logGamma).magnitude <= 8 * logGamma.ulp, "log Γ(\(x))")
      #expect((values.1 - digamma).magnitude <= 8 * digamma.ulp, "ψ(\(x))")
    }
  }

  @Test("the rises of log gamma and digamma keep their digits in every region")
  func rises() throws {
    let table = try #require(cvm_best())
    let points = GammaReferences.rises
    let (x, d) = (points.map(\.x), points.map(\.d))
    let values = runKernel(table, CVM_LOG_RISING, x, d)
    let slopes = runKernel(table, CVM_DIGAMMA_RISE, x, d)
    for (k, point) in points.enumerated() {
      // Beside its minimum log gamma is flat, and over it its rise is a difference of like terms.
      let scale = max(point.logRising.magnitude, point.x < 10 ? min(point.d, 1) : 0)
      let isClose = (values[k] - point.logRising).magnitude <= 1e-13 * scale
      #expect(isClose, "(\(point.x), \(point.d)): \(values[k]), not \(point.logRising)")
      let isSlope = (slopes[k] - point.digammaRise).magnitude <= 1e-13 * point.digammaRise
      #expect(isSlope, "(\(point.x), \(point.d)): \(slopes[k]), not \(point.digammaRise)")
    }
  }

  @Test("vectors and the functions of single numbers agree, outside their domains too")
  func single() throws {
    let table = try #require(cvm_best())
    let points = [
      0, -0.0, .infinity, -.infinity, .nan, -1, -0.5, -3.25, Double.leastNonzeroMagnitude,
      1e5 * Double.leastNonzeroMagnitude,
      1e-100, 0.3, 1, 2, 7.5, 10, 40, 1e150, 1e301,
    ]
    let x = points.flatMap { point in points.map { _ in point } }
    let y = points.flatMap { _ in points }
    let pairs: [(cvm_code, (Double, Double) -> Double)] = [
      (CVM_LGAMMA, { x, _ in GammaFunctions.logGamma(x) }),
      (CVM_DIGAMMA, { x, _ in GammaFunctions.digamma(x) }),
      (CVM_LOG_RISING, GammaRatios.logRising), (CVM_DIGAMMA_RISE, GammaRatios.digammaRise),
      (CVM_LOG_BETA, GammaRatios.logBeta), (CVM_LOG_CHOOSE, GammaRatios.logChoose),
    ]
    for (code, plain) in pairs {
      for ((x, y), value) in zip(zip(x, y), runKernel(table, code, x, y)) {
        let expected = plain(x, y)
        let isSame = value == expected || (value.isNaN && expected.isNaN)
        let isClose = (value - expected).magnitude <= 16 * max(expected.magnitude, 1).ulp
        #expect(
          isSame || isClose,
          "\(String(cString: cvm_code_name(Int32(code.rawValue))))(\(x), \(y)): \(value), \(expected)"
        )
      }
    }
  }

  @Test("all instruction sets and single numbers give the same bits over the whole range")
  func bits() throws {
    let best = try #require(cvm_best())
    let portable = try #require(cvm_portable())
    var stream = RandomStream(seed: 5, purpose: .test)
    func positive() -> Double { Double.exp(60 * (stream.uniform() - 0.5) * stream.uniform()) }
    let x = (0..<4000).map { _ in positive() }
    let y = (0..<4000).map { $0 % 7 == 0 ? 0 : positive() }
    for code in [
      CVM_LGAMMA, CVM_DIGAMMA, CVM_LOG_RISING, CVM_DIGAMMA_RISE, CVM_LOG_BETA, CVM_LOG_CHOOSE,
    ] {
      let expected = runKernel(best, code, x, y).map(\.bitPattern)
      #expect(runKernel(portable, code, x, y).map(\.bitPattern) == expected)
      #expect(runKernelSteps(best, code, x, y, width: 1).map(\.bitPattern) == expected)
    }
  }
  @Test("the rises from one number, whose log gamma is taken once, have the bits of a vector's")
  func fromNumber() throws {
    let table = try #require(cvm_best())
    let d = (0..<300).map { Double($0 % 30) / 3 }
    for x in [1e-200, 0.3, 2.7, 9.9, 10, 500, -1.5, .nan] {
      let copies = [Double](repeating: x, count: d.count)
      let expected = runKernel(table, CVM_LOG_RISING, copies, d)
      let values = runKernel(table, CVM_LOG_RISING, copies, d, fromNumber: true)
      for (value, expected) in zip(values, expected) {
        #expect(value.bitPattern == expected.bitPattern || (value.isNaN && expected.isNaN), "\(x)")
      }
    }
  }
}
