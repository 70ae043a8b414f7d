package import BayesMath

/// Vectors of length one: `y / |y|`, with a standard normal law on the length that has no meaning.
///
/// The density is with respect to the sphere's surface, so log |J| holds the constants of both.
package enum UnitVectorTransform: Transform {
  package static func coordinates(of count: Int) -> Int { count }

  package static func constrain<S: Scalar>(
    _ y: [S], count: Int
  ) -> (value: [S], logJacobian: S) {
    var square = S.constant(0)
    for element in y { square = square + element * element }
    let length = S.sqrt(square)
    let n = Double(count)
    let surface = Double.log(2) + n / 2 * Double.log(.pi) - Double.logGamma(n / 2)
    let constant = surface - n / 2 * Double.log(2 * .pi)
    return (y.map { $0 / length }, .constant(constant) - .constant(0.5) * square)
  }

  package static func unconstrain(_ value: [Double]) -> [Double] { value }
}
