import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

/// A distribution that a function of the program gives, with all its arguments but the value.
struct OwnDistribution {
  let function: FunctionDeclaration
  let name: Identifier
  let arguments: [Checker.BoundArgument]

  /// The formal that the value takes; its type says where the density lies.
  var value: Formal { function.formals[0] }
}

/// `func Tilted(y: Real in 0..., rate: Real) -> Real { … }` behind `~` and in `logp`.
extension Checker {
  /// Reads a function that stands for a distribution; nil, diagnosed, where it cannot.
  mutating func ownReference(
    _ function: FunctionDeclaration, _ call: CallExpression, _ name: Identifier
  ) -> DistributionReference? {
    guard let value = function.formals.first, name.name.first?.isUppercase ?? false,
      let distribution = ownFamily(of: value.type)
    else {
      report(.notADensity(name, function))
      return nil
    }
    guard let arguments = match(call, to: function, formals: function.formals.dropFirst()) else {
      return nil
    }
    return DistributionReference(
      distribution: distribution, declaration: distribution.declaration,
      form: value.type.bounds == nil ? 0 : 1, arguments: [], span: call.span,
      own: OwnDistribution(function: function, name: name, arguments: arguments))
  }

  private func ownFamily(of type: TypeExpression) -> (any Distribution.Type)? {
    switch (type.name.name, rank(of: type)) {
    case ("Real", 0): OwnDensity.self
    case ("Int", 0): OwnMass.self
    case ("Real", 1): type.bounds == nil ? OwnVectorDensity.self : nil
    default: nil
    }
  }

  /// Where the density lies: the bounds of the value's formal, which the other arguments may decide.
  mutating func elaborate(
    _ own: OwnDistribution, _ reference: DistributionReference, plates: [AxisID], event: [AxisID]
  ) -> DistributionCall? {
    var bounds: [DistributionArgument] = []
    if let written = own.value.type.bounds {
      let nothing = BoundArgument(symbol: .invalid, span: own.name.span)
      let range = withBody(
        of: own.function, own.name, [nothing] + own.arguments, isModel: false
      ) { checker in
        checker.elaborateRange(written, plates: plates)
      }
      guard let range else { return nil }
      bounds = [range]
    }
    return DistributionCall(
      reference.distribution, form: reference.form, arguments: bounds, eventAxes: event,
      span: reference.span)
  }

  /// The log density of each independent value: the function's body, with the value as its first
  /// argument.
  mutating func density(
    of own: OwnDistribution, value: NodeID, plates: [AxisID], at span: SourceSpan
  ) -> NodeID? {
    guard mayEnter(own.function, own.name, at: span) else { return nil }
    let outer = indexAxes.count
    defer { indexAxes.removeSubrange(outer...) }
    indexAxes += plates.filter { isIndex($0) && !indexAxes.contains($0) }
    let first = BoundArgument(
      symbol: .value(value), span: own.name.span, isSpread: true,
      rank: rank(of: own.value.type))
    var arguments = [first] + own.arguments
    guard let spread = spread(&arguments, at: span) else { return nil }
    let values = withBody(of: own.function, own.name, arguments, isModel: false) { checker in
      checker.runBody(own.function).flatMap { checker.results($0, of: own.function, at: span) }
    }
    guard let values else { return nil }
    guard values.count == 1, let body = number(values[0], at: span), ownAxes(of: body).isEmpty
    else {
      report(.severalDensities(own.name, at: span))
      return nil
    }
    return fit(gathered(body, along: spread, at: span), plates: plates, event: [], at: span)
  }

  /// Whether an axis is that of an equation's index variable or of a piece.
  private func isIndex(_ axis: AxisID) -> Bool {
    if case .piece = graph[axis].extent { true } else { false }
  }

  /// A log density that is negative infinity where the value lies outside.
  mutating func limited(
    _ density: NodeID, _ value: NodeID, to call: DistributionCall, at span: SourceSpan
  ) -> NodeID? {
    guard case .range(let lower, let upper)? = call.arguments.first else { return density }
    var density = density
    for (end, comparison) in [(lower, "<="), (upper, ">=")] {
      guard let end else { continue }
      let outside = constant(-.infinity, .real, at: span)
      guard let holds = elementwise(comparison, [end, value], at: span),
        let (operands, axes) = broadcast([holds, density, outside], at: span)
      else { return nil }
      density = node(
        .select(condition: operands[0], whenTrue: operands[1], whenFalse: operands[2]),
        axes: axes, element: .real, at: span)
    }
    return density
  }
}
