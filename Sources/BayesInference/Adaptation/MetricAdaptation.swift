/// Learns a diagonal metric during warm-up.
package protocol MetricAdaptation {
  /// Whether the step-size search is to be run again after the last draw.
  mutating func learn(
    position: UnsafePointer<Double>, gradient: UnsafePointer<Double>, info: TransitionInfo,
    iteration: Int
  ) -> MetricChange
}

/// What a draw changed.
package enum MetricChange: Sendable, Hashable {
  case none
  /// A new diagonal; the step size is searched for anew where `restartsStep` says so.
  case metric([Double], restartsStep: Bool)
}

/// Stan's warm-up: a buffer, windows that double, a buffer; in each window regularised variances.
package struct WindowedVariance: MetricAdaptation {
  /// The iterations (0-based, last of each window) at which the metric changes.
  package let windowEnds: [Int]
  private let start: Int
  private let end: Int
  private var estimate: RunningVariance

  package init(dimension: Int, warmup: Int) {
    estimate = RunningVariance(dimension: dimension)
    let plan = Self.windows(warmup: warmup)
    windowEnds = plan.ends
    start = plan.start
    end = plan.end
  }

  /// Start, ends of windows and the end of the last for a warm-up of some length.
  static func windows(warmup: Int) -> (start: Int, ends: [Int], end: Int) {
    guard warmup >= 20 else { return (warmup, [], warmup) }
    var first = 75
    var last = 50
    var size = 25
    if first + size + last > warmup {
      first = Int(0.15 * Double(warmup))
      last = Int(0.1 * Double(warmup))
      size = warmup - first - last
    }
    let end = warmup - last
    var ends: [Int] = []
    var begin = first
    while begin < end {
      var next = begin + size
      // A window whose successor would overrun is stretched to the end, but for the first.
      if begin > first, next + 2 * size > end { next = end }
      ends.append(next - 1)
      begin = next
      size *= 2
    }
    return (first, ends, end)
  }

  package mutating func learn(
    position: UnsafePointer<Double>, gradient: UnsafePointer<Double>, info: TransitionInfo,
    iteration: Int
  ) -> MetricChange {
    guard iteration >= start, iteration < end else { return .none }
    estimate.add(position)
    guard windowEnds.contains(iteration) else { return .none }
    let n = Double(estimate.count)
    let diagonal = estimate.means.indices.map { i in
      n / (n + 5) * estimate.variance(i) + 1e-3 * 5 / (n + 5)
    }
    estimate = RunningVariance(dimension: diagonal.count)
    return .metric(diagonal, restartsStep: true)
  }
}

/// The diagonal that makes draws and gradients alike: metric = √(Var x / Var ∇), exact for a Gaussian
/// target from few draws (Seyboldt, Carlson and Carpenter 2026, "Preconditioning Hamiltonian Monte
/// Carlo by minimizing Fisher divergence").
///
/// A foreground window is in use while a background window fills; windows grow by half.
package struct FisherDiagonal: MetricAdaptation {
  private struct Window {
    var positions: RunningVariance
    var gradients: RunningVariance
    var count: Int { positions.count }

    init(dimension: Int) {
      positions = RunningVariance(dimension: dimension)
      gradients = RunningVariance(dimension: dimension)
    }

    mutating func add(_ x: UnsafePointer<Double>, _ g: UnsafePointer<Double>) {
      positions.add(x)
      gradients.add(g)
    }
  }
  private let dimension: Int
  private let earlyEnd: Int
  private let lastStart: Int
  private var foreground: Window
  private var background: Window
  private var windowSize = 80.0
  private var hasRestarted = false
  private var diagonal: [Double]

  package init(dimension: Int, warmup: Int) {
    self.dimension = dimension
    earlyEnd = Int(0.3 * Double(warmup))
    lastStart = warmup - Int(0.15 * Double(warmup))
    foreground = Window(dimension: dimension)
    background = Window(dimension: dimension)
    diagonal = [Double](repeating: 1, count: dimension)
  }

  /// The metric before any draw: one over the gradient where the chain starts, so that a unit step is
  /// of unit size in the metric's scale; bounded, for a gradient of zero says nothing of the scale.
  package mutating func begin(gradient: UnsafePointer<Double>) -> [Double] {
    diagonal = (0..<dimension).map { 1 / min(max(abs(gradient[$0]), 1e-10), 1e10) }
    return diagonal
  }

  package mutating func learn(
    position: UnsafePointer<Double>, gradient: UnsafePointer<Double>, info: TransitionInfo,
    iteration: Int
  ) -> MetricChange {
    guard iteration < lastStart else { return .none }
    if info.isGood {
      foreground.add(position, gradient)
      background.add(position, gradient)
    }
    switchWindows(iteration)
    guard foreground.count >= 3, info.isGood else { return .none }
    let restarts = !hasRestarted
    hasRestarted = true
    estimate()
    return .metric(diagonal, restartsStep: restarts)
  }

  private mutating func switchWindows(_ iteration: Int) {
    if iteration < earlyEnd {
      guard background.count >= 10 else { return }
    } else {
      guard Double(background.count) >= windowSize else { return }
      // No switch if the next window would not fit before the last, step-only part.
      let next = windowSize * 1.5
      guard Double(lastStart - iteration) >= next else { return }
      windowSize = next
    }
    foreground = background
    background = Window(dimension: dimension)
  }

  /// A coordinate whose draws or gradients do not vary keeps the scale it had.
  private mutating func estimate() {
    for i in 0..<dimension {
      let ratio =
        (foreground.positions.variance(i) / foreground.gradients.variance(i)).squareRoot()
      if ratio.isFinite, ratio > 0 { diagonal[i] = min(max(ratio, 1e-20), 1e20) }
    }
  }
}
