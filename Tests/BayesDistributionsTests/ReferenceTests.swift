import BayesDistributions
import BayesMath
import Testing

/// Every number against mpmath at 100 digits: 1e-13, and 1e-8 where the file gives a reason.
///
/// Errors of a logarithm count relative to the larger of it and one; those of a derivative relative to
/// the larger of it and one over its coordinate, that is on the scale of the coordinate itself.
@Suite("References")
struct ReferenceTests {
  @Test("every distribution has a file of references", arguments: ReferenceFamily.all)
  func exists(family: ReferenceFamily) {
    #expect(!family.points.isEmpty, "Tests/References/distributions/\(family.name).json")
    #expect(family.can(.quantile) == !family.quantiles.isEmpty)
    for (form, _) in family.declaration.forms.enumerated() {
      #expect(family.points.contains { $0.arguments.form == form }, "no point of form \(form)")
    }
  }

  @Test(
    "density and distribution functions have the values of the references",
    arguments: ReferenceFamily.all)
  func values(family: ReferenceFamily) {
    for point in family.points {
      for (function, reference) in point.functions {
        let value = function.evaluate(family.distribution, point.value, point.arguments)
        let isFine =
          value == reference.value
          || (value - reference.value).magnitude
            <= tolerance(point) * max(1e-3, reference.value.magnitude)
          || (value - reference.value).magnitude <= tolerance(point)
            && function == .logDensity
        #expect(isFine, "\(function)\(describe(point)) = \(value), not \(reference.value)")
      }
    }
  }

  @Test(
    "derivatives in the value and in every argument are those of the references",
    arguments: ReferenceFamily.all)
  func derivatives(family: ReferenceFamily) {
    for point in family.points {
      for (function, reference) in point.functions {
        for (k, slope) in reference.gradient.enumerated() {
          guard let slope else { continue }
          let derivative =
            function.along(k, of: family.distribution, point.value, point.arguments).derivative
          let coordinate = point.coordinates[k].magnitude
          let scale = slope.magnitude + 1 / (coordinate == 0 ? 1 : max(coordinate, 1e-9))
          #expect(
            (derivative - slope).magnitude <= tolerance(point) * scale,
            "∂\(function)/∂\(k)\(describe(point)) = \(derivative), not \(slope)")
        }
      }
    }
  }

  @Test("a distribution with a CDF has references of it", arguments: ReferenceFamily.all)
  func coverage(family: ReferenceFamily) {
    #expect(family.can(.cdf) == family.points.contains { $0.functions[.logCDF] != nil })
  }

  @Test("quantiles are those of the references", arguments: ReferenceFamily.all)
  func quantiles(family: ReferenceFamily) {
    for point in family.quantiles {
      guard let p = point.probability else { continue }
      let value = family.distribution.quantile(p, point.arguments)
      let reference = point.value[0]
      #expect(
        (value - reference).magnitude <= 1e-13 * quantileScale(family, point, p),
        "quantile(\(p))\(describe(point)) = \(value), not \(reference)")
    }
  }

  /// How far a quantile moves, relative to a probability moved by its own size, and by itself.
  private func quantileScale(
    _ family: ReferenceFamily, _ point: ReferencePoint, _ p: Double
  ) -> Double {
    let density = Double.exp(family.distribution.logDensity(point.value, point.arguments))
    return point.value[0].magnitude + min(p, 1 - p) / density
      + point.arguments.values[0][0].magnitude
  }

  @Test("every form equals the first after conversion", arguments: ReferenceFamily.all)
  func forms(family: ReferenceFamily) {
    for point in family.points {
      guard let first = point.first else { continue }
      let value = family.distribution.logDensity(point.value, point.arguments)
      let other = family.distribution.logDensity(point.value, first)
      // The converted arguments are rounded: the density moves by its condition number.
      guard value.isFinite, other.isFinite else { continue }
      #expect((value - other).magnitude <= 1e-11 * max(1, value.magnitude), "\(describe(point))")
    }
  }

  private func tolerance(_ point: ReferencePoint) -> Double { point.isHard ? 1e-8 : 1e-13 }

  private func describe(_ point: ReferencePoint) -> String {
    "(\(point.value); form \(point.arguments.form), \(point.arguments.values))"
  }
}
