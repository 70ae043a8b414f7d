import BayesMath

/// A sum of exponentials e^gain, as a significand times 2^(256 · scale): sums and comparisons need no
/// logarithm, and no gain overflows.
///
/// Near the typical set the scale is 0 and everything is plain arithmetic.
package struct TreeWeight {
  private var significand: Double
  private var scale: Int

  private static let step = 256 * 0.6931471805599453
  /// Beyond this no sum holds both: larger gains count as this one.
  private static let bound = 1e12

  /// e^gain; gains are no NaN.
  @inline(__always)
  package init(gain: Double) {
    self.init(gain: gain, exponential: Double.exp(gain))
  }

  /// e^gain with the exponential at hand, which is used where it neither over- nor underflows.
  @inline(__always)
  init(gain: Double, exponential: Double) {
    if abs(gain) < 170 {
      significand = exponential
      scale = 0
    } else {
      self = Self.scaled(gain)
    }
  }

  private init(significand: Double, scale: Int) {
    self.significand = significand
    self.scale = scale
  }

  private static func scaled(_ gain: Double) -> TreeWeight {
    let kept = min(max(gain, -bound), bound)
    let steps = (kept / step).rounded()
    return TreeWeight(significand: Double.exp(kept - steps * step), scale: Int(steps))
  }

  /// The significand this weight has under another scale.
  @inline(__always)
  private func significand(under other: Int) -> Double {
    scale == other ? significand : Self.shifted(significand, by: scale - other)
  }

  private static func shifted(_ significand: Double, by steps: Int) -> Double {
    if steps < -4 { return 0 }
    if steps > 3 { return .infinity }
    return significand * Double(sign: .plus, exponent: 256 * steps, significand: 1)
  }

  @inline(__always)
  package static func + (a: TreeWeight, b: TreeWeight) -> TreeWeight {
    let scale = max(a.scale, b.scale)
    return TreeWeight(
      significand: a.significand(under: scale) + b.significand(under: scale), scale: scale)
  }

  /// Whether a share of this weight is less than another: with a uniform share this is so with
  /// probability min(1, other / self).
  @inline(__always)
  package func exceeds(_ other: TreeWeight, atShare share: Double) -> Bool {
    share * significand < other.significand(under: scale)
  }
}
