import BayesExecution
import BayesMath
import BayesPosterior
import Synchronization

/// A log density over unconstrained vectors with its gradient: what other samplers need of a model.
///
/// It may be evaluated from any number of threads at once; workspaces are kept and lent out.
public struct ModelLogDensity: Sendable {
  private let program: Program
  private let workspaces = Workspaces()
  /// The names of the quantities that `quantities(at:)` gives: `mu`, `theta[3]`.
  public let names: [String]

  init(_ program: Program, labels: [[String]?]) {
    self.program = program
    names = program.scalars(labels: labels).map(\.name)
  }

  /// The number of unconstrained coordinates.
  public var dimension: Int { program.dimension }

  /// The normalised log density with the Jacobian of the transforms, and its gradient.
  ///
  /// A value of −∞ or NaN means that the point has no density; the gradient then means nothing.
  /// - Precondition: `point` has `dimension` elements.
  public func gradient(at point: [Double]) -> (value: Double, gradient: [Double]) {
    check(point)
    var gradient = [Double](repeating: 0, count: max(dimension, 1))
    var position = point.isEmpty ? [0] : point
    let evaluator = workspaces.borrow { program.makeEvaluator() }
    defer { workspaces.giveBack(evaluator) }
    let value =
      (try? evaluator.logDensityAndGradient(at: &position, gradient: &gradient)) ?? .nan
    return (value, Array(gradient.prefix(dimension)))
  }

  /// The values of parameters and reports, in the order of `names`.
  ///
  /// - Precondition: `point` has `dimension` elements.
  public func quantities(at point: [Double]) -> [Double] {
    check(point)
    let generator = program.makeGenerator()
    var values = [Double](repeating: 0, count: max(generator.count, 1))
    let position = point.isEmpty ? [0] : point
    position.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      generator.generate(at: start, into: &values)
    }
    return Array(values.prefix(program.keptCount))
  }

  private func check(_ point: [Double]) {
    precondition(
      point.count == dimension, "the point has \(point.count) elements, not \(dimension)")
  }
}

/// Evaluators that are not in use; each serves one thread at a time.
private final class Workspaces: Sendable {
  /// Moves between threads only while it stands in the list or just after it left it.
  private struct Idle: @unchecked Sendable { let evaluator: Evaluator }
  private let idle = Mutex<[Idle]>([])

  func borrow(orMake make: () -> Evaluator) -> Evaluator {
    idle.withLock { $0.popLast() }?.evaluator ?? make()
  }

  func giveBack(_ evaluator: Evaluator) {
    let free = Idle(evaluator: evaluator)
    idle.withLock { $0.append(free) }
  }
}
