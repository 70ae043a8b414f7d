import BayesMath

/// Tunes the logarithm of the step size to a mean acceptance (Hoffman and Gelman 2014, section 3.2).
package struct DualAveraging: Sendable, Hashable {
  private var mu: Double
  private var count = 0.0
  private var hbar = 0.0
  private var logStep: Double
  private var logAverage = 0.0
  private let target: Double
  private static let gamma = 0.05
  private static let kappa = 0.75
  private static let offset = 10.0

  /// Begins at a step size and aims at ten times the centre, which is the same unless it is given.
  package init(initial step: Double, target: Double, around centre: Double? = nil) {
    self.target = target
    mu = Double.log(10 * (centre ?? step))
    logStep = Double.log(step)
    logAverage = Double.log(step)
  }

  /// The step size to try next.
  package var current: Double { Double.exp(logStep) }

  /// The step size to keep.
  package var average: Double { count == 0 ? Double.exp(logStep) : Double.exp(logAverage) }

  /// Begins anew around a step size.
  package mutating func restart(at step: Double, around centre: Double? = nil) {
    self = DualAveraging(initial: step, target: target, around: centre)
  }

  package mutating func learn(acceptance: Double) {
    let a = acceptance.isNaN ? 0 : min(acceptance, 1)
    count += 1
    let weight = 1 / (count + Self.offset)
    hbar = (1 - weight) * hbar + weight * (target - a)
    logStep = mu - hbar * count.squareRoot() / Self.gamma
    let decay = Double.pow(count, -Self.kappa)
    logAverage = decay * logStep + (1 - decay) * logAverage
  }
}
