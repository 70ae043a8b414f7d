package import BayesMath

/// A map from unconstrained coordinates onto the values of a support, with the logarithm of the
/// absolute determinant of its Jacobian, constants included.
///
/// Tables and formulas: Stan reference manual, "Constraint transforms"; the simplex is the isometric
/// log-ratio transform (Egozcue et al. 2003).
package protocol Transform: Sendable {
  /// How many coordinates a value of `count` elements has.
  static func coordinates(of count: Int) -> Int
  /// The value of `count` elements at `y`, and log |J|.
  static func constrain<S: Scalar>(_ y: [S], count: Int) -> (value: [S], logJacobian: S)
  /// The coordinates of a value inside the support.
  static func unconstrain(_ value: [Double]) -> [Double]
}
