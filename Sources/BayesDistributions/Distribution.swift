package import BayesMath

/// A family of distributions: one file, one type, one line in `DistributionCatalog.all`.
///
/// `logDensity` is written once over `Scalar`, its only control flow `S.select` on values that may
/// depend on draws (plain loops over vector components are fine), and is read three ways: on Double
/// as the reference, on Dual by the laws, on traced expressions by the compiler. It is normalised:
/// no constant is dropped. Outside the support it is −∞ with zero gradient.
package protocol Distribution: Sendable {
  /// Names, parameterisations, support and all else that other parts derive from.
  static var declaration: DistributionDeclaration { get }

  /// The normalised log density (or log mass) at `value`, whose elements are in row-major order:
  /// one for a univariate distribution, K for a vector, K·K for a matrix.
  static func logDensity<S: Scalar>(_ value: [S], _ arguments: Arguments<S>) -> S

  /// log P(X ≤ x), for univariate distributions that declare `.cdf`.
  static func logCDF<S: Scalar>(_ x: S, _ arguments: Arguments<S>) -> S
  /// log P(X > x), accurate where it is small.
  static func logCCDF<S: Scalar>(_ x: S, _ arguments: Arguments<S>) -> S
  /// The smallest x with P(X ≤ x) ≥ p, for distributions that declare `.quantile`; by search where
  /// there is no closed form.
  static func quantile(_ p: Double, _ arguments: Arguments<Double>) -> Double
  /// One draw, in row-major order, for distributions that declare `.draw`; the quantile of a uniform
  /// number unless a distribution has its own way; nothing where the density is no probability.
  static func draw(
    _ arguments: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double]
  /// Whether the mass of a category depends on its own element of the one argument alone, so that the
  /// others need not be read.
  static func readsOwnElement(form: Int) -> Bool
  /// What is wrong with arguments that lie in their domains one by one, as a clause of its own; nil where
  /// there is a density. Nil as a whole where the domains say everything.
  static var fault: ArgumentFault? { get }
  /// Which of its components a draw comes from, for distributions made of others.
  static func drawComponent(
    _ arguments: Arguments<Double>, using stream: inout RandomStream
  ) -> Int
  /// Where its components' densities are taken.
  static func componentValue<S: Scalar>(_ value: [S]) -> [S]
  /// Mean and variance (univariate), NaN or infinite where they do not exist.
  static func moments(_ arguments: Arguments<Double>) -> (mean: Double, variance: Double)
}

/// A clause that says what is wrong with arguments together; nil where nothing is.
package typealias ArgumentFault = @Sendable (Arguments<Double>) -> String?

extension Distribution {
  package static var fault: ArgumentFault? { nil }
  package static func logCDF<S: Scalar>(_ x: S, _ arguments: Arguments<S>) -> S {
    .constant(.nan)
  }
  package static func logCCDF<S: Scalar>(_ x: S, _ arguments: Arguments<S>) -> S {
    .constant(.nan)
  }
  package static func quantile(_ p: Double, _ arguments: Arguments<Double>) -> Double {
    QuantileSearch.quantile(of: Self.self, p, arguments)
  }
  package static func draw(
    _ arguments: Arguments<Double>, count: Int, using stream: inout RandomStream
  ) -> [Double] {
    [quantile(stream.openUniform(), arguments)]
  }
  package static func readsOwnElement(form: Int) -> Bool { false }
  package static func drawComponent(
    _ arguments: Arguments<Double>, using stream: inout RandomStream
  ) -> Int { 0 }
  package static func componentValue<S: Scalar>(_ value: [S]) -> [S] { value }
  package static func moments(
    _ arguments: Arguments<Double>
  ) -> (mean: Double, variance: Double) { (.nan, .nan) }
}

/// The arguments of a distribution at one point, in the order of the form they were given in.
package struct Arguments<S: Scalar>: Sendable {
  /// The index of the parameterisation in `declaration.forms`.
  package let form: Int
  /// Per parameter its elements in row-major order.
  ///
  /// One for a scalar. A `.range` parameter takes two places (lower, upper; infinite where open); a
  /// `.components` parameter holds the log densities of the components at the value.
  package let values: [[S]]

  package init(form: Int = 0, _ values: [[S]]) {
    self.form = form
    self.values = values
  }

  /// The scalar parameter at `index`.
  package subscript(index: Int) -> S { values[index][0] }
  /// The vector parameter at `index`.
  package func vector(_ index: Int) -> [S] { values[index] }
}
