import BayesMath

/// Quantiles by bisection of the distribution function, from whichever tail is the smaller.
///
/// Doubles in order are integers in order, so 64 steps reach neighbouring doubles whatever the scale.
enum QuantileSearch {
  static func quantile(
    of distribution: any Distribution.Type, _ p: Double, _ arguments: Arguments<Double>
  ) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    var slack = 0.0
    if case .integer = distribution.declaration.value { slack = Self.slack }
    let isBelow: (Double) -> Bool
    if p == 0 {
      isBelow = { distribution.logCDF($0, arguments) == -.infinity }
    } else if p == 1 {
      isBelow = { distribution.logCCDF($0, arguments) > -.infinity }
    } else if p < 0.5 {
      let target = Double.log(p)
      let least = target - slack * target.magnitude
      isBelow = { distribution.logCDF($0, arguments) < least }
    } else {
      let target = Double.log1p(-p)
      let most = target + slack * target.magnitude
      isBelow = { distribution.logCCDF($0, arguments) > most }
    }
    if case .integer = distribution.declaration.value { return firstCount(isBelow) }
    return firstDouble(isBelow)
  }

  /// A probability computed for a count should lead back to it.
  private static let slack = 1e-13

  private static func firstDouble(_ isBelow: (Double) -> Bool) -> Double {
    let isPositive = isBelow(0)
    var low = isPositive ? 0 : -order(of: .infinity)
    var high = isPositive ? order(of: .infinity) : 0
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if isBelow(double(at: middle)) { low = middle } else { high = middle }
    }
    return double(at: high)
  }

  private static func firstCount(_ isBelow: (Double) -> Bool) -> Double {
    var step = 1.0
    var high = 0.0
    while isBelow(high), step < 0x1p52 {
      high += step
      step *= 2
    }
    if high == 0 {
      // Zero is not below: counts from negative numbers on.
      while !isBelow(high - step) {
        if step >= 0x1p52 { return -.infinity }
        step *= 2
      }
    }
    if isBelow(high) { return .infinity }
    var low = high - step
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return high
  }

  private static func order(of x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.bitPattern)
    return bits < 0 ? Int64.min - bits : bits
  }

  private static func double(at order: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: order < 0 ? Int64.min - order : order))
  }
}
