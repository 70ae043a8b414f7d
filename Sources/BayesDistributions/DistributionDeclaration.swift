/// What a distribution is, as far as checker, transforms, help, manual and laws need to know.
package struct DistributionDeclaration: Sendable {
  /// UpperCamelCase, as models spell it.
  package let name: String
  /// The Stan functions it stands for, without suffix: `normal`, `std_normal`.
  package let stanNames: [String]
  /// One sentence.
  package let summary: String
  /// Parameterisations; the first is the positional one.
  package let forms: [DistributionForm]
  package let value: ValueShape
  /// Where the density is not zero; what a `param` without a type is constrained to.
  package let support: SupportRule
  /// What it can do besides a log density.
  package let capabilities: Set<DistributionCapability>
  /// Whether a value of reals has a probability of its own, so that no `param` can have it.
  package let hasAtom: Bool
  /// The parameters that make it a location-scale family, if it is one.
  package let locationScale: LocationScale?
  /// Arguments to try in laws and help: per form some sets, elements in row-major order.
  package let example: String
  package let sources: [String]

  package init(
    name: String, stanNames: [String] = [], summary: String, forms: [DistributionForm],
    value: ValueShape = .real, support: SupportRule,
    capabilities: Set<DistributionCapability> = [.draw], hasAtom: Bool = false,
    locationScale: LocationScale? = nil,
    example: String, sources: [String] = []
  ) {
    self.name = name
    self.stanNames = stanNames
    self.summary = summary
    self.forms = forms
    self.value = value
    self.support = support
    self.capabilities = capabilities
    self.hasAtom = hasAtom
    self.locationScale = locationScale
    self.example = example
    self.sources = sources
  }
}

/// One way to name a distribution's parameters.
package struct DistributionForm: Sendable {
  package let parameters: [DistributionParameter]

  package init(_ parameters: DistributionParameter...) {
    self.parameters = parameters
  }
}

/// A parameter: its name, shape and where its values may lie.
package struct DistributionParameter: Sendable {
  package let name: String
  package let shape: ParameterShape
  package let domain: ParameterDomain

  package init(
    _ name: String, _ domain: ParameterDomain = .real, shape: ParameterShape = .scalar
  ) {
    self.name = name
    self.shape = shape
    self.domain = domain
  }
}

/// How many numbers a parameter is, against the event axis K of the distribution.
package enum ParameterShape: Sendable, Hashable {
  case scalar
  /// K numbers over the event axis (cutpoints: any number of them).
  case vector
  /// K·K numbers.
  case matrix
  /// `lower...upper`, either end optional.
  case range
  /// A list of distributions over the same value.
  case components
}

/// The values for which a parameter makes sense; elsewhere evaluation fails with a reason.
package enum ParameterDomain: Sendable, Hashable {
  case real
  case positive
  case nonNegative
  case unitInterval
  /// Between 0 and 1, neither of them.
  case openUnitInterval
  /// Above 0 and at most 1.
  case positiveShare
  /// 0, 1, 2, …
  case count
  case integer
  case simplex
  case ordered
  case positiveDefinite
  case choleskyFactor
  /// Checked by the distribution's own support rule: `upper` against `lower`.
  case any
}

/// The shape and element of a distribution's value.
package enum ValueShape: Sendable, Hashable {
  case real
  /// An integer; `ofCategory` outcomes are codes 1…K of the event axis of a parameter.
  case integer(ofCategory: Bool)
  /// K reals over one event axis.
  case vector
  /// K integers over one event axis.
  case integerVector
  /// K·K reals over one event axis taken twice.
  case matrix
}

/// Where a distribution lives, with bounds that may be parameters (by index in the form used).
package enum SupportRule: Sendable, Hashable {
  case real
  case positive
  case nonNegative
  case unitInterval
  /// From parameter `lower`, to parameter `upper`, where given.
  case interval(lower: Int?, upper: Int?)
  /// A `.range` parameter at this index gives the bounds; without it the whole line.
  case range(Int?)
  /// Angles in (−π, π] by convention; any real is accepted.
  case angle
  /// 0 or 1.
  case binary
  /// 0, 1, 2, …, up to the integer parameter `upper` where given.
  case counts(upper: Int?)
  /// 1, 2, …, up to the integer parameter `upper` where given.
  case positiveCounts(upper: Int?)
  /// 1, 2, … K.
  case categories
  case integers(lower: Int, upper: Int)
  case simplex
  case correlation, covariance
  case choleskyCorrelation, choleskyCovariance
  case sumToZero
  /// The value's own type says it (Flat on anything).
  case declared
}

/// What a distribution can do besides a log density.
package enum DistributionCapability: String, Sendable, Hashable, CaseIterable {
  case cdf, quantile, draw, moments
}

/// Which parameters are location and scale, so that x = location + scale · z, or log x is.
package struct LocationScale: Sendable, Hashable {
  package let location: Int?
  package let scale: Int
  /// Per form that has both: the power of its scale parameter that is the scale (-1/2 for a precision).
  package let powers: [Double]
  /// Whether location and scale are those of the logarithm, which is normal.
  package let isLogarithmic: Bool

  package init(
    location: Int?, scale: Int, powers: [Double] = [1], isLogarithmic: Bool = false
  ) {
    self.location = location
    self.scale = scale
    self.powers = powers
    self.isLogarithmic = isLogarithmic
  }
}
