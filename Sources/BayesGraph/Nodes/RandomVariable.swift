package import BayesDistributions
package import BayesSource

/// A declared datum, or the data of an `observe` with a new name.
package struct Input: Sendable {
  package var name: String
  package var axes: [AxisID]
  package var element: ElementType
  /// Bounds from `in`, over axes of the input or none; data-level.
  package var lower: NodeID?
  package var upper: NodeID?
  package var constraint: ConstraintKind?
  /// What to take where the data lack it.
  package var defaultValue: NodeID?
  /// Whether null cells become latent (true for observed quantities).
  package var allowsMissing: Bool
  /// Whether it may be absent as a whole (a `predict`-only or prior run).
  package var isOptional: Bool
  package var span: SourceSpan

  package init(
    name: String, axes: [AxisID], element: ElementType, lower: NodeID? = nil, upper: NodeID? = nil,
    constraint: ConstraintKind? = nil, defaultValue: NodeID? = nil, allowsMissing: Bool = false,
    isOptional: Bool = false, span: SourceSpan
  ) {
    self.name = name
    self.axes = axes
    self.element = element
    self.lower = lower
    self.upper = upper
    self.constraint = constraint
    self.defaultValue = defaultValue
    self.allowsMissing = allowsMissing
    self.isOptional = isOptional
    self.span = span
  }
}

/// The structured types of the language.
package enum ConstraintKind: String, Sendable, Hashable, CaseIterable {
  case simplex, ordered, positiveOrdered, unitVector, sumToZero
  case correlation, covariance, choleskyCorrelation, choleskyCovariance
}

/// A `param`, `observe` or `predict` quantity.
package struct RandomVariable: Sendable {
  package enum Role: String, Sendable { case param, observe, predict }
  package enum Centring: String, Sendable { case automatic, centered, noncentered }

  package var name: String
  package var role: Role
  package var element: ElementType
  /// Plates, then the type's axes.
  package var axes: [AxisID]
  /// How many of the last axes belong to one value.
  package var eventRank: Int
  /// The structured type, or nil for reals between the bounds below.
  package var constraint: ConstraintKind?
  /// Bounds of a latent real, from its type or else its prior; over the variable's axes or fewer.
  package var lower: NodeID?
  package var upper: NodeID?
  /// The equations: together they cover the axes (an `observe` of declared data may cover a part).
  package var terms: [VariableTerm]
  /// For `observe`: the bound data (a new name or declared data), or the data-level node it observes.
  package var input: InputID?
  package var observed: NodeID?
  package var initial: NodeID?
  package var centring: Centring
  package var span: SourceSpan

  package init(
    name: String, role: Role, element: ElementType, axes: [AxisID], eventRank: Int = 0,
    constraint: ConstraintKind? = nil, lower: NodeID? = nil, upper: NodeID? = nil,
    terms: [VariableTerm] = [], input: InputID? = nil, observed: NodeID? = nil,
    initial: NodeID? = nil, centring: Centring = .automatic, span: SourceSpan
  ) {
    self.name = name
    self.role = role
    self.element = element
    self.axes = axes
    self.eventRank = eventRank
    self.constraint = constraint
    self.lower = lower
    self.upper = upper
    self.terms = terms
    self.input = input
    self.observed = observed
    self.initial = initial
    self.centring = centring
    self.span = span
  }
}

extension RandomVariable {
  /// Whether its values are integers or categories.
  package var isDiscrete: Bool {
    switch terms.first?.distribution.distribution.declaration.value {
    case .integer, .integerVector: true
    case .real, .vector, .matrix, nil: false
    }
  }
}

/// One `~` equation of a variable.
package struct VariableTerm: Sendable {
  /// Per axis of the variable: the axis that runs along it here.
  package var axes: [AxisID]
  /// The variable read over those axes.
  package var value: NodeID
  package var distribution: DistributionCall
  /// The node `logDensity(distribution, value)`, with truncation, censoring and weight applied: what
  /// the target adds, element by element.
  package var logDensity: NodeID
  /// Where false the element has no term; data-level.
  package var condition: NodeID?
  package var weight: NodeID?
  package var truncation: Truncation?
  package var censoring: Censoring?
  /// Of an equation in an arm of `if`: whether that arm holds, which the data decide; where it does not
  /// the equation is no part of the bound model.
  package var arm: NodeID?
  /// Whether a factor of the plan stands for it, in which discrete latents are summed out.
  package var isSummed = false
  package var span: SourceSpan

  package init(
    axes: [AxisID], value: NodeID, distribution: DistributionCall, logDensity: NodeID,
    condition: NodeID? = nil, weight: NodeID? = nil, truncation: Truncation? = nil,
    censoring: Censoring? = nil, arm: NodeID? = nil, span: SourceSpan
  ) {
    self.arm = arm
    self.axes = axes
    self.value = value
    self.distribution = distribution
    self.logDensity = logDensity
    self.condition = condition
    self.weight = weight
    self.truncation = truncation
    self.censoring = censoring
    self.span = span
  }
}

/// `truncated lower...upper`: renormalised to the bounds.
package struct Truncation: Sendable, Hashable {
  package var lower: NodeID?
  package var upper: NodeID?

  package init(lower: NodeID?, upper: NodeID?) {
    self.lower = lower
    self.upper = upper
  }
}

/// `censored(left: a, right: b, interval: c)`: which values are known only to lie at or beyond the
/// observed one, or between it and another.
///
/// `left` and `right` are Bools, or bounds at which a value is censored; `interval` is the upper end of
/// what begins at the observed value, and the value itself where that is exact. All are known from the
/// data.
package struct Censoring: Sendable, Hashable {
  package var left: NodeID?
  package var right: NodeID?
  package var interval: NodeID?

  package init(left: NodeID? = nil, right: NodeID? = nil, interval: NodeID? = nil) {
    self.left = left
    self.right = right
    self.interval = interval
  }
}

/// A distribution with its arguments.
package struct DistributionCall: Sendable {
  package var distribution: any Distribution.Type
  /// The parameterisation, an index into `declaration.forms`.
  package var form: Int
  package var arguments: [DistributionArgument]
  /// The axes of the value that belong to one event, in order.
  package var eventAxes: [AxisID]
  package var truncation: Truncation?
  package var span: SourceSpan

  package init(
    _ distribution: any Distribution.Type, form: Int, arguments: [DistributionArgument],
    eventAxes: [AxisID] = [], truncation: Truncation? = nil, span: SourceSpan
  ) {
    self.distribution = distribution
    self.form = form
    self.arguments = arguments
    self.eventAxes = eventAxes
    self.truncation = truncation
    self.span = span
  }
}

extension DistributionCall {
  /// The node of a scalar argument.
  package func node(_ place: Int) -> NodeID? {
    guard arguments.indices.contains(place), case .value(let node, _) = arguments[place] else {
      return nil
    }
    return node
  }
}

/// An argument of a distribution.
package enum DistributionArgument: Sendable {
  /// A value; `event` lists the axes that belong to one argument (a vector has one, a matrix two).
  case value(NodeID, event: [AxisID])
  /// `lower...upper`, either end open.
  case range(lower: NodeID?, upper: NodeID?)
  /// The components of a mixture.
  case components([DistributionCall])
  /// A component for each place of an axis, over which the component's arguments may lie.
  case family(DistributionCall, over: AxisID)
}

/// `factor e`: the sum of all elements is added to the log density.
package struct Factor: Sendable {
  /// What reports of the log density call it.
  package var name: String
  package var node: NodeID
  package var span: SourceSpan

  package init(name: String = "factor", node: NodeID, span: SourceSpan) {
    self.name = name
    self.node = node
    self.span = span
  }
}

/// A saved quantity.
package struct Report: Sendable {
  package var name: String
  package var node: NodeID
  package var axes: [AxisID]
  package var span: SourceSpan

  package init(name: String, node: NodeID, axes: [AxisID], span: SourceSpan) {
    self.name = name
    self.node = node
    self.axes = axes
    self.span = span
  }
}
