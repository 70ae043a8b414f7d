/// Why a log density could not be evaluated at all, as against being −∞ at a point.
public struct EvaluationFailure: Error, Sendable, Hashable {
  /// A sentence that names the cause.
  public let message: String

  /// A failure with its cause.
  public init(_ message: String) { self.message = message }
}

/// A log density over unconstrained real vectors, with its gradient: what samplers see of a model.
///
/// A value of −∞ or NaN is a rejection, not an error; a throw ends the run. One evaluator serves
/// one thread: workspaces are never shared.
public protocol LogDensity {
  /// The number of unconstrained coordinates.
  var dimension: Int { get }

  /// The log density at `position`, its gradient written to `gradient`.
  ///
  /// Both buffers hold `dimension` numbers. The Jacobian of the constraining transforms is
  /// included. Where the result is not finite the gradient's contents mean nothing.
  func logDensityAndGradient(
    at position: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
  ) throws(EvaluationFailure) -> Double
}
