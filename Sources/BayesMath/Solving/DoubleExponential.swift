/// Integrals over an interval, a half-line or the line by the double exponential rule.
///
/// H. Takahasi and M. Mori, Double exponential formulas for numerical integration, Publ. RIMS 9 (1974):
/// a change of the variable after which the trapezoidal rule converges exponentially, halved until two
/// sums agree. Ends, where the function may be infinite, are never evaluated.
package enum DoubleExponential {
  /// The first distance of the nodes, and how often it is halved at most.
  package static let spacing = 0.5
  package static let halvings = 10
  /// Nodes up to here are always used, those beyond it until two in a row add next to nothing.
  package static let least = 3.0
  package static let most = 6.5
  package static let negligible = 1e-20

  /// All of these, in this order, for the kernels.
  package static var constants: [Double] { [spacing, Double(halvings), least, most, negligible] }

  /// A node: x and its weight; nil where x falls on an end.
  package static func node(
    _ u: Double, lower: Double, upper: Double
  ) -> (x: Double, weight: Double)? {
    let inner = 0.5 * Double.pi * Double.sinh(u)
    let slope = 0.5 * Double.pi * Double.cosh(u)
    switch (lower.isInfinite, upper.isInfinite) {
    case (false, false):
      // The distance from the nearer end, which keeps its digits.
      let share = 1 / (1 + Double.exp(2 * inner.magnitude))
      let distance = (upper - lower) * share
      let x = inner < 0 ? lower + distance : upper - distance
      guard x > lower, x < upper else { return nil }
      return (x, 2 * (upper - lower) * slope * share * (1 - share))
    case (false, true):
      let distance = Double.exp(inner)
      return lower + distance > lower ? (lower + distance, slope * distance) : nil
    case (true, false):
      let distance = Double.exp(inner)
      return upper - distance < upper ? (upper - distance, slope * distance) : nil
    case (true, true): return (Double.sinh(inner), slope * Double.cosh(inner))
    }
  }

  /// The integral of f from `lower` to `upper`.
  package static func solve<F: SolvedFunction>(
    _ f: inout F, from lower: F.Number, to upper: F.Number, controls: SolverControls
  ) throws(SolverFailure) -> F.Number {
    let (a, b) = (f.value(lower), f.value(upper))
    guard !a.isNaN, !b.isNaN else { throw .notFinite }
    let ends = moved(&f, upper, b) - moved(&f, lower, a)
    guard a != b else { return ends }
    var sums = Sums<F>(min(a, b), max(a, b), controls.maxSteps)
    try sums.reachOut(&f)
    var area = sums.area
    for _ in 0..<halvings {
      let before = f.value(area)
      try sums.halve(&f)
      area = sums.area
      let change = (f.value(area) - before).magnitude
      if change <= controls.absolute + controls.relative * f.value(area).magnitude {
        // The derivatives that the numbers carry may need another round.
        try sums.halve(&f)
        return (a < b ? sums.area : -sums.area) + ends
      }
    }
    throw .tooManySteps
  }

  /// What an integral gains where its end moves: nothing but a derivative.
  private static func moved<F: SolvedFunction>(
    _ f: inout F, _ end: F.Number, _ value: Double
  ) -> F.Number {
    guard value.isFinite else { return .constant(0) }
    let height = f([.constant(value)])[0]
    return f.value(height).isFinite ? height * (end - .constant(value)) : .constant(0)
  }

  /// Sums over ever finer nodes.
  private struct Sums<F: SolvedFunction> {
    private let lower: Double
    private let upper: Double
    private var left: Int
    private var spacing = DoubleExponential.spacing
    private var total = F.Number.constant(0)
    private var largest = 0.0
    private var ends = (-DoubleExponential.most, DoubleExponential.most)

    init(_ lower: Double, _ upper: Double, _ evaluations: Int) {
      self.lower = lower
      self.upper = upper
      left = evaluations
    }

    var area: F.Number { .constant(spacing) * total }

    /// Adds a node; gives the size of what it adds.
    private mutating func add(_ u: Double, _ f: inout F) throws(SolverFailure) -> Double {
      guard let node = DoubleExponential.node(u, lower: lower, upper: upper) else { return 0 }
      guard left > 0 else { throw .tooManySteps }
      left -= 1
      let term = .constant(node.weight) * f([.constant(node.x)])[0]
      let size = f.value(term).magnitude
      guard size.isFinite else { throw .notFinite }
      total = total + term
      largest = max(largest, size)
      return size
    }

    /// The widest sum, from the middle to where nothing is added any more.
    mutating func reachOut(_ f: inout F) throws(SolverFailure) {
      _ = try add(0, &f)
      for sign in [-1.0, 1.0] {
        var small = 0
        var u = spacing
        while u <= DoubleExponential.most, small < 2 {
          let size = try add(sign * u, &f)
          let adds = size > DoubleExponential.negligible * largest
          small = u >= DoubleExponential.least && !adds ? small + 1 : 0
          u += spacing
        }
        if sign < 0 { ends.0 = -u } else { ends.1 = u }
      }
    }

    /// Adds the nodes in the middle between those that are there.
    mutating func halve(_ f: inout F) throws(SolverFailure) {
      spacing /= 2
      for sign in [-1.0, 1.0] {
        let end = sign < 0 ? -ends.0 : ends.1
        var u = spacing
        while u < end {
          _ = try add(sign * u, &f)
          u += 2 * spacing
        }
      }
    }
  }
}
