/// A Euclidean metric, the inverse of the mass matrix: M⁻¹ = S (I + U (Λ − I) Uᵀ) S.
///
/// S is diagonal. U holds a few orthonormal directions, in coordinates divided by S, along which the
/// target is √Λ times as wide as S says.
package struct Metric: Sendable, Hashable {
  /// S², one number for each coordinate.
  package var diagonal: [Double]
  /// The columns of U, one after the other.
  package var directions: [[Double]] = []
  /// Λ, one number for each direction.
  package var stretches: [Double] = []

  package init(diagonal: [Double]) { self.diagonal = diagonal }
}
