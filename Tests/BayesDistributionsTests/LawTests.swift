import BayesDistributions
import BayesMath
import Testing

/// Laws over the whole catalogue at the arguments of the references; what a distribution lacks, its
/// declaration says.
@Suite("Laws")
struct LawTests {
  static let withCDF = ReferenceFamily.all.filter { $0.can(.cdf) }

  @Test(
    "a distribution has the name models spell, a form and an example",
    arguments: ReferenceFamily.all)
  func declared(family: ReferenceFamily) {
    #expect(DistributionCatalog.byName[family.name] != nil)
    #expect(family.declaration.example.contains(family.name))
    #expect(!family.declaration.forms.isEmpty)
  }

  @Test("quantiles come with a CDF", arguments: ReferenceFamily.all)
  func capabilities(family: ReferenceFamily) {
    #expect(family.can(.cdf) == family.can(.quantile))
  }

  @Test("the CDF and its complement sum to one", arguments: withCDF)
  func complement(family: ReferenceFamily) {
    for point in family.points {
      let below = family.distribution.logCDF(point.value[0], point.arguments)
      let above = family.distribution.logCCDF(point.value[0], point.arguments)
      #expect(below <= 0 && above <= 0)
      let sum = Double.exp(below) + Double.exp(above)
      #expect(
        (sum - 1).magnitude < (point.isHard ? 1e-9 : 1e-13), "\(point.value) \(point.arguments)")
    }
  }

  @Test(
    "the derivative of the CDF is the density",
    arguments: withCDF.filter { $0.declaration.value == .real })
  func slope(family: ReferenceFamily) {
    for point in family.points {
      let density = family.distribution.logDensity(point.value, point.arguments)
      for (function, sign) in [(ReferenceFunction.logCDF, 1.0), (.logCCDF, -1.0)] {
        let log = function.along(0, of: family.distribution, point.value, point.arguments)
        guard density > -700, log.value > -700, log.value.isFinite, log.derivative != 0 else {
          continue
        }
        let slope = sign * log.derivative * Double.exp(log.value - density)
        #expect(
          (slope - 1).magnitude < (point.isHard ? 1e-6 : 1e-11),
          "\(function) \(point.value) \(point.arguments)")
      }
    }
  }

  @Test("the quantile of the CDF leads back", arguments: withCDF)
  func inverse(family: ReferenceFamily) {
    for point in family.points {
      let x = point.value[0]
      let below = family.distribution.logCDF(x, point.arguments)
      let above = family.distribution.logCCDF(x, point.arguments)
      // Beyond, the probability itself has no digits left.
      guard below > -600, above > Double.log(1e-3) else { continue }
      let density = family.distribution.logDensity([x], point.arguments)
      guard density.isFinite else { continue }
      let back = family.distribution.quantile(Double.exp(below), point.arguments)
      if family.declaration.value == .real {
        let p = Double.exp(below)
        let scale =
          x.magnitude + p * max(1, -below) / Double.exp(density)
          + point.arguments.values[0][0].magnitude
        #expect((back - x).magnitude <= 1e-12 / (1 - p) * scale, "\(x) \(point.arguments): \(back)")
      } else if density > below - 20 {
        #expect(back == x, "\(x) \(point.arguments): \(back)")
      }
    }
  }

  @Test("the density is −∞ with zero gradient outside the support", arguments: ReferenceFamily.all)
  func outside(family: ReferenceFamily) {
    for arguments in family.argumentSets {
      for value in family.valuesOutside(arguments) {
        let count = value.count + arguments.values.joined().count
        for k in 0..<count {
          let density = ReferenceFunction.logDensity.along(
            k, of: family.distribution, value, arguments)
          #expect(density == Dual(-.infinity, 0), "\(value) \(arguments) along \(k)")
        }
      }
    }
  }

  @Test("density, CDF and gradients are numbers at extreme values", arguments: ReferenceFamily.all)
  func extremes(family: ReferenceFamily) {
    for arguments in family.argumentSets {
      for value in family.extremeValues(arguments) {
        let count = value.count + arguments.values.joined().count
        for k in 0..<count {
          let density = ReferenceFunction.logDensity.along(
            k, of: family.distribution, value, arguments)
          #expect(
            !density.value.isNaN && !density.derivative.isNaN, "\(value) \(arguments) along \(k)")
          #expect(density.value < .infinity)
          guard family.can(.cdf) else { continue }
          for function in [ReferenceFunction.logCDF, .logCCDF] {
            let log = function.along(k, of: family.distribution, value, arguments)
            #expect(!log.value.isNaN && log.value <= 0, "\(function) \(value) \(arguments)")
            #expect(!log.derivative.isNaN, "\(function) \(value) \(arguments) along \(k)")
          }
        }
      }
    }
  }
}
