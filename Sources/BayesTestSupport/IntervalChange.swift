import BayesData
import BayesMath

/// A coordinate that the other program samples on another interval than ours: the same quantity
/// through two transforms.
package struct IntervalChange {
  let block: String
  /// 0-based in its block.
  let element: Int
  let theirs: Interval
  let ours: Interval

  /// An interval with a logit transform, or the whole line with none.
  enum Interval {
    case line
    case between(Double, Double)

    /// The value at a coordinate, its derivative, and the logarithm's derivative of that.
    func forward(_ u: Double) -> (value: Double, slope: Double, logSlopeSlope: Double) {
      guard case .between(let lower, let upper) = self else { return (u, 1, 0) }
      let p = 1 / (1 + Double.exp(-u))
      return (lower + (upper - lower) * p, (upper - lower) * p * (1 - p), 1 - 2 * p)
    }

    func backward(_ x: Double) -> Double {
      guard case .between(let lower, let upper) = self else { return x }
      return Double.log((x - lower) / (upper - x))
    }
  }

  /// The change that a reference file's member describes; nil where it lacks something.
  init?(_ value: JSONNode) {
    guard let name = value["name"]?.string, let element = value["element"]?.number,
      let theirs = Self.interval(value["theirs"]), let ours = Self.interval(value["ours"])
    else { return nil }
    block = name
    self.element = Int(element) - 1
    self.theirs = theirs
    self.ours = ours
  }

  private static func interval(_ value: JSONNode?) -> Interval? {
    guard let ends = value?.array, ends.count == 2 else { return nil }
    guard let lower = ends[0].number, let upper = ends[1].number else { return .line }
    return .between(lower, upper)
  }

  /// Their point as ours: the log density with our Jacobian, the gradient by the chain rule.
  func apply(to point: inout Oracle.Point, at place: Int) {
    let old = theirs.forward(point.position[place])
    let coordinate = ours.backward(old.value)
    let new = ours.forward(coordinate)
    point.position[place] = coordinate
    point.logDensity += Double.log(new.slope) - Double.log(old.slope)
    point.gradient[place] =
      (point.gradient[place] - old.logSlopeSlope) / old.slope * new.slope + new.logSlopeSlope
  }
}
