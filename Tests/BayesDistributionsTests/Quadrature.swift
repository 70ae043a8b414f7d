import BayesDistributions
import BayesMath

/// Integrals of a univariate density, panel by panel outwards from the median, in the coordinate in
/// which it is smooth: sinh on the line, exponential on a half line, logistic on an interval.
///
/// On the line the panels start at the location of a family that has one, and between two ends at the
/// mode that is an argument: there the density may have a corner.
struct DensityIntegral {
  let distribution: any Distribution.Type
  let arguments: Arguments<Double>
  private let kind: Kind
  private let center: Double
  private let width: Double

  private enum Kind {
    case line(location: Double, scale: Double)
    case above(Double)
    case below(Double)
    case between(Double, Double)
  }

  /// Nil where more than 1e-8 of the probability lies closer to an end of the support than doubles do.
  init?(_ family: ReferenceFamily, _ arguments: Arguments<Double>) {
    distribution = family.distribution
    self.arguments = arguments
    let quartiles = [0.25, 0.5, 0.75].map { [distribution] in
      distribution.quantile($0, arguments)
    }
    switch family.declaration.support {
    case .positive, .nonNegative: kind = .above(0)
    case .unitInterval: kind = .between(0, 1)
    case .interval(let lower?, let upper?): kind = .between(arguments[lower], arguments[upper])
    case .interval(let lower?, nil):
      let upper = Self.end(distribution, at: 1, arguments)
      kind = upper.map { .between(arguments[lower], $0) } ?? .above(arguments[lower])
    default:
      let place = family.declaration.locationScale?.location
      let scale = quartiles[2] - quartiles[0]
      let location = place.map { arguments[$0] } ?? quartiles[1]
      let isNear = (location - quartiles[1]).magnitude < 20 * scale
      kind =
        Self.end(distribution, at: 0, arguments).map { .above($0) }
        ?? Self.end(distribution, at: 1, arguments).map { .below($0) }
        ?? .line(location: isNear ? location : quartiles[1], scale: scale)
    }
    switch kind {
    case .line, .below: break
    case .above(let low):
      let first = low == 0 ? 1e-300 : low.nextUp
      guard distribution.logCDF(first, arguments) < -18.5 else { return nil }
    case .between(let low, let high):
      let first = low == 0 ? 1e-300 : low.nextUp
      guard distribution.logCDF(first, arguments) < -18.5,
        distribution.logCCDF(high.nextDown, arguments) < -18.5
      else { return nil }
    }
    let places = quartiles.map { [kind] in Self.coordinate($0, kind) }
    guard places.allSatisfy(\.isFinite), places[2] > places[0] else { return nil }
    let mode = family.declaration.forms[arguments.form].parameters.firstIndex { $0.name == "mode" }
    let corner = mode.map { [kind] in Self.coordinate(arguments[$0], kind) } ?? places[1]
    if case .line = kind { center = 0 } else { center = corner.isFinite ? corner : places[1] }
    width = (places[2] - places[0]) / 8
  }

  /// An end of the support that depends on arguments: where the quantile stops and the density too.
  private static func end(
    _ distribution: any Distribution.Type, at p: Double, _ arguments: Arguments<Double>
  ) -> Double? {
    let end = distribution.quantile(p, arguments)
    guard end.magnitude < 1e6 else { return nil }
    let beyond = p == 0 ? end - 1e-6 - 1e-9 * end.magnitude : end + 1e-6 + 1e-9 * end.magnitude
    return distribution.logDensity([beyond], arguments) == -.infinity ? end : nil
  }

  /// ∫ f(x) p(x) dx.
  func callAsFunction(_ f: (Double) -> Double) -> Double {
    var total = 0.0
    for direction in [-1.0, 1.0] {
      var quiet = 0
      var start = 0.0
      // Panels double from a narrow first one: a peak may be far narrower than the quartiles.
      var step = width * 0x1p-20
      while quiet < 8, start < 10_000 * width {
        let part = integral(center + direction * start, direction * step, f)
        total += part
        start += step
        if step < width {
          step *= start > step ? 2 : 1
        } else {
          quiet = part.magnitude <= 1e-16 * total.magnitude ? quiet + 1 : 0
        }
      }
    }
    return total
  }

  private func integral(_ start: Double, _ step: Double, _ f: (Double) -> Double) -> Double {
    var sum = 0.0
    for (node, weight) in Self.rule {
      let t = start + step * node
      let (x, logSlope) = value(t)
      let density = distribution.logDensity([x], arguments) + logSlope
      // At a rounded end of the support the density may be infinite, on no length.
      guard density > -745, density < .infinity else { continue }
      sum += weight * Double.exp(density) * f(x)
    }
    return sum * step.magnitude
  }

  /// x and log dx/dt.
  private func value(_ t: Double) -> (Double, Double) {
    switch kind {
    case .line(let location, let scale):
      return (location + scale * Double.sinh(t), Double.log(scale) + Double.log(Double.cosh(t)))
    case .above(let low): return (low + Double.exp(t), t)
    case .below(let high): return (high - Double.exp(-t), -t)
    case .between(let low, let high):
      let (x, logJacobian): (Double, Double) = Bounded.constrain(t, lower: low, upper: high)
      return (x, logJacobian)
    }
  }

  private static func coordinate(_ x: Double, _ kind: Kind) -> Double {
    switch kind {
    case .line(let location, let scale): Double.asinh((x - location) / scale)
    case .above(let low): Double.log(x - low)
    case .below(let high): -Double.log(high - x)
    case .between(let low, let high): Double.log(x - low) - Double.log(high - x)
    }
  }

  /// Gauss and Legendre's rule of 24 points on (0, 1).
  static let rule: [(node: Double, weight: Double)] = {
    let n = 24
    return (1...n).map { k in
      var x = Double.cos(.pi * (Double(k) - 0.25) / (Double(n) + 0.5))
      var slope = 1.0
      for _ in 0..<20 {
        var (before, now) = (1.0, x)
        for j in 2...n {
          let m = Double(j)
          (before, now) = (now, ((2 * m - 1) * x * now - (m - 1) * before) / m)
        }
        slope = Double(n) * (x * now - before) / (x * x - 1)
        x -= now / slope
      }
      return ((1 - x) / 2, 1 / ((1 - x * x) * slope * slope))
    }
  }()
}
