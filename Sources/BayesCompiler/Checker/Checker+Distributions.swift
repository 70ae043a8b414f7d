import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

/// A distribution as it is written: which one, which parameterisation, which expressions.
struct DistributionReference {
  let distribution: any Distribution.Type
  let declaration: DistributionDeclaration
  let form: Int
  /// In the order of the form's parameters.
  let arguments: [Expression]
  let span: SourceSpan
  /// The function of the program that gives it, where one does.
  var own: OwnDistribution?
  /// The bounds that `Truncated` sets.
  var bounds = WrittenBounds()
  /// The distributions that it stands around, where no list in the text names them.
  var components: [DistributionReference] = []

  var name: String { own?.name.name ?? declaration.name }
  var parameters: [DistributionParameter] { declaration.forms[form].parameters }

  /// How many axes one value has.
  var valueRank: Int {
    switch declaration.value {
    case .real, .integer: 0
    case .vector, .integerVector: 1
    case .matrix: 2
    }
  }

  var isDiscrete: Bool {
    switch declaration.value {
    case .integer, .integerVector: true
    case .real, .vector, .matrix: false
    }
  }
}

extension Checker {
  /// Reads `Normal(mu, sd: s)`; nil, diagnosed, where it is no distribution.
  mutating func distributionReference(_ expression: Expression) -> DistributionReference? {
    if case .call(let call) = expression, let (symbol, name) = callable(call.callee),
      case .function(let function) = symbol
    {
      return ownReference(function, call, name)
    }
    guard case .call(let call) = expression, case .name(let name) = call.callee else {
      if let fault = noDistribution(expression) { report(fault) }
      return nil
    }
    if let derived = DerivedDistribution.byName[name.name] { return derived.read(&self, call) }
    guard let distribution = DistributionCatalog.byName[name.name] else {
      if case .invalid? = scopes[name.name]?.symbol { return nil }
      if case .model? = scopes[name.name]?.symbol {
        report(.modelAsValue(name))
        return nil
      }
      if let instead = Self.laterDistributions[name.name] {
        report(.notYet("`\(name.name)`", at: name.span, instead: instead))
      } else {
        report(.unknownDistribution(name))
      }
      return nil
    }
    if let comprehension = call.comprehension {
      report(.comprehensionInCall(name.name, at: comprehension.span))
      return nil
    }
    let declaration = distribution.declaration
    guard let (form, arguments) = chooseForm(call, of: declaration) else { return nil }
    return DistributionReference(
      distribution: distribution, declaration: declaration, form: form, arguments: arguments,
      span: call.span)
  }

  /// What is wrong with what stands for a distribution; nil where that is said already.
  private func noDistribution(_ expression: Expression) -> Diagnostic? {
    guard case .call(let call) = expression, case .member(let member) = call.callee else {
      return .distributionExpected(expression)
    }
    if isInvalid(member.base) { return nil }
    guard let module = module(member.base) else { return .distributionExpected(expression) }
    if case .model? = module.scopes[member.member.name]?.symbol {
      return .modelAsValue(member.member)
    }
    return .notOffered(member.member, module)
  }

  /// Distributions of later versions, and what does their work until then.
  package static let laterDistributions: [String: String] = [
    "Censored": "`censored(right: c)` stands behind the distribution",
    "AR": "`param x[t in Time.dropFirst()] ~ Normal(a * x[t - 1], s)`",
  ]

  /// The first parameterisation that has all labels and as many parameters as there are arguments;
  /// positional arguments fill its parameters in order.
  private mutating func chooseForm(
    _ call: CallExpression, of declaration: DistributionDeclaration
  ) -> (form: Int, arguments: [Expression])? {
    let labels = call.arguments.compactMap(\.label)
    for (index, form) in declaration.forms.enumerated() {
      let names = form.parameters.map(\.name)
      guard names.count == call.arguments.count, labels.allSatisfy({ names.contains($0.name) })
      else { continue }
      if let ordered = order(call.arguments, by: names) { return (index, ordered) }
    }
    let known = Set(declaration.forms.flatMap { $0.parameters.map(\.name) })
    let unknown = labels.filter { !known.contains($0.name) }
    for label in unknown {
      report(.unknownArgument(label, of: declaration.name, known: known.sorted()))
    }
    if unknown.isEmpty {
      report(.noSuchForm(declaration, found: call.arguments.count, at: call.span))
    }
    return nil
  }

  private func order(_ arguments: [Argument], by names: [String]) -> [Expression]? {
    var given: [String: Expression] = [:]
    for (place, argument) in arguments.enumerated() {
      let name = argument.label?.name ?? names[place]
      guard given[name] == nil else { return nil }
      given[name] = argument.value
    }
    let ordered = names.compactMap { given[$0] }
    return ordered.count == names.count ? ordered : nil
  }

  /// The call with its arguments checked against the plates and the event axes of the value.
  ///
  /// With `isTarget` and no event axes given, a multivariate distribution takes the axis of its
  /// arguments that is no plate as its event axis, else the last plate.
  mutating func elaborate(
    _ reference: DistributionReference, plates: [AxisID], event: [AxisID], isTarget: Bool
  ) -> DistributionCall? {
    var plates = plates
    var event = event
    var arguments: [DistributionArgument] = []
    var isValid = true
    if reference.valueRank > 0, event.isEmpty, isTarget {
      guard let found = inferEvent(reference, plates: &plates) else { return nil }
      event = found
    }
    if let own = reference.own {
      return elaborate(own, reference, plates: plates, event: event)
    }
    for (parameter, expression) in zip(reference.parameters, reference.arguments) {
      let argument = elaborate(
        expression, as: parameter, of: reference, plates: plates, event: event)
      if let argument { arguments.append(argument) } else { isValid = false }
    }
    if !reference.components.isEmpty {
      guard let calls = elaborate(reference.components, plates: plates) else { return nil }
      arguments.append(.components(calls))
    }
    guard isValid, let truncation = truncation(by: reference.bounds, plates: plates, of: reference)
    else { return nil }
    matchWeights(of: reference, arguments)
    let call = DistributionCall(
      reference.distribution, form: reference.form, arguments: arguments, eventAxes: event,
      truncation: truncation, span: reference.span)
    checkInterval(of: call)
    return call
  }

  /// The event axes of a value: where the text gives them no dimension, that of the arguments.
  mutating func named(
    _ event: ArraySlice<AxisID>, by reference: DistributionReference, plates: [AxisID],
    at span: SourceSpan
  ) -> [AxisID] {
    guard !event.isEmpty, event.allSatisfy(isAnonymous),
      let axis = eventAxis(of: reference, plates: plates)
    else { return Array(event) }
    let named = square([axis], rank: event.count)
    for (own, other) in zip(event, named) {
      graph.axisEqualities.append(AxisEquality(first: other, second: own, span: span))
    }
    return named
  }

  /// The axis with a name that the arrays among the arguments have besides the plates.
  private mutating func eventAxis(
    of reference: DistributionReference, plates: [AxisID]
  ) -> AxisID? {
    for (parameter, expression) in zip(reference.parameters, reference.arguments)
    where parameter.shape == .vector || parameter.shape == .matrix {
      let count = diagnostics.count
      let id = check(expression)
      diagnostics.removeSubrange(count...)
      let axis = id.flatMap { id -> AxisID? in
        // The second side of a matrix whose first is a plate names no axis but that plate's.
        let sides = Set(graph[id].axes.filter(plates.contains).compactMap(dimension))
        return graph[id].axes.last { axis in
          !plates.contains(axis) && !isAnonymous(axis) && owners(of: axis) == nil
            && dimension(of: axis).map { !sides.contains($0) } ?? true
        }
      }
      if let axis { return axis }
    }
    return nil
  }

  private mutating func inferEvent(
    _ reference: DistributionReference, plates: inout [AxisID]
  ) -> [AxisID]? {
    if let axis = eventAxis(of: reference, plates: plates) {
      return square([axis], rank: reference.valueRank)
    }
    guard let last = plates.popLast() else {
      report(.eventAxisMissing(reference.name, at: reference.span))
      return nil
    }
    return square([last], rank: reference.valueRank)
  }

  private mutating func square(_ axes: [AxisID], rank: Int) -> [AxisID] {
    guard rank == 2, let first = axes.first, let dimension = dimension(of: first) else {
      return axes
    }
    return [axis(of: dimension), axis(of: dimension, copy: 1)]
  }

  private mutating func elaborate(
    _ expression: Expression, as parameter: DistributionParameter,
    of reference: DistributionReference, plates: [AxisID], event: [AxisID]
  ) -> DistributionArgument? {
    switch parameter.shape {
    case .range: return elaborateRange(expression, plates: plates)
    case .components: return elaborateComponents(expression, plates: plates)
    case .scalar:
      guard let id = checkNumber(expression),
        let fitted = fit(id, plates: plates, event: [], at: expression.span)
      else { return nil }
      check(fitted, against: parameter, of: reference, at: expression.span)
      return .value(fitted, event: [])
    case .vector:
      return elaborateVector(
        expression, as: parameter, of: reference, plates: plates, event: event)
    case .matrix:
      guard let written = checkNumber(expression) else { return nil }
      guard event.allSatisfy({ owners(of: $0) == nil }) else {
        report(.severalSegments(reference.name, at: expression.span))
        return nil
      }
      var square = event.count == 1 ? self.square(event, rank: 2) : Array(event.prefix(2))
      if event.count == 1, square.contains(where: plates.contains) {
        square = copies(of: event + event, besides: plates)
      }
      let id = ofEachMember(written, event: square, plates: plates, at: expression.span)
      let axes = square.count == 2 ? square : Array(graph[id].axes.suffix(2))
      if square.count == 1 {
        for axis in axes {
          graph.axisEqualities.append(
            AxisEquality(first: square[0], second: axis, span: expression.span))
        }
      }
      guard
        let fitted = fit(id, plates: plates, event: axes, at: expression.span)
      else { return nil }
      guard axes.allSatisfy(graph[fitted].axes.contains) else {
        report(.matrixExpected(reference.name, typeText(id), at: expression.span))
        return nil
      }
      return .value(fitted, event: axes)
    }
  }

  /// An array argument in a plate of arrays along the plate's own dimension: one array of the rank of the
  /// event is that of each member.
  private mutating func ofEachMember(
    _ id: NodeID, event: [AxisID], plates: [AxisID], at span: SourceSpan
  ) -> NodeID {
    let own = graph[id].axes
    let dimensions = event.map(dimension)
    guard own.count == event.count, own != event, own.contains(where: plates.contains),
      own.map(dimension) == dimensions, dimensions.allSatisfy({ $0 != nil })
    else { return id }
    return relabel(id, event, at: span)
  }

  private mutating func elaborateVector(
    _ expression: Expression, as parameter: DistributionParameter,
    of reference: DistributionReference, plates: [AxisID], event: [AxisID]
  ) -> DistributionArgument? {
    guard let id = checkNumber(expression) else { return nil }
    check(elementsOf: id, against: parameter, of: reference, at: expression.span)
    let own = graph[id].axes
    let isCategorical =
      if case .integer = reference.declaration.value { true } else { false }
    if !isCategorical, let axis = event.first {
      let vector = ofEachMember(id, event: [axis], plates: plates, at: expression.span)
      guard
        let fitted = fit(vector, plates: plates, event: [axis], at: expression.span)
      else { return nil }
      let whole = graph[fitted].axes.contains(axis)
      let spread =
        whole ? fitted : arrange(fitted, graph[fitted].axes + [axis], at: expression.span)
      return .value(spread, event: [axis])
    }
    guard let axis = own.last(where: { !plates.contains($0) }) ?? own.last else {
      report(.vectorExpected(reference.name, typeText(id), at: expression.span))
      return nil
    }
    guard
      let fitted = fit(
        id, plates: plates.filter { $0 != axis }, event: [axis], at: expression.span)
    else { return nil }
    return .value(fitted, event: [axis])
  }

  mutating func elaborateRange(
    _ expression: Expression, plates: [AxisID]
  ) -> DistributionArgument? {
    guard case .range(let range) = expression else {
      report(.rangeExpected("in `Flat(…)`", at: expression.span))
      return nil
    }
    let lower = range.lower.map { checkNumber($0) }
    let upper = range.upper.map { checkNumber($0) }
    if case .some(nil) = lower { return nil }
    if case .some(nil) = upper { return nil }
    guard
      let ends = fit((lower ?? nil, upper ?? nil), plates: plates, at: expression.span)
    else { return nil }
    return .range(lower: ends.lower, upper: ends.upper)
  }

  private mutating func elaborateComponents(
    _ expression: Expression, plates: [AxisID]
  ) -> DistributionArgument? {
    guard case .list(let list) = expression, !list.elements.isEmpty else {
      report(.componentsExpected(at: expression.span))
      return nil
    }
    if let comprehension = list.comprehension {
      return elaborateFamily(list, comprehension, plates: plates)
    }
    let references = list.elements.map { component($0) }
    guard !references.contains(where: { $0 == nil }),
      let calls = elaborate(references.compactMap(\.self), plates: plates)
    else { return nil }
    return .components(calls)
  }

  private mutating func elaborate(
    _ components: [DistributionReference], plates: [AxisID]
  ) -> [DistributionCall]? {
    var calls: [DistributionCall] = []
    for component in components {
      guard let call = elaborate(component, plates: plates, event: [], isTarget: false) else {
        return nil
      }
      calls.append(call)
    }
    return calls
  }

  /// A distribution of the language, as the components of a mixture are.
  mutating func component(_ expression: Expression) -> DistributionReference? {
    guard let reference = distributionReference(expression) else { return nil }
    guard reference.own == nil else {
      report(
        .notYet(
          "a function of the program as a component", at: reference.span,
          instead: "`factor logSumExp(…)` of `log(w[k]) + logp(…, y)` says the same"))
      return nil
    }
    return reference
  }

  /// `[Normal(mu[k], sigma[k]) for k in K]`: a component for each place of a dimension.
  private mutating func elaborateFamily(
    _ list: ListExpression, _ comprehension: Comprehension, plates: [AxisID]
  ) -> DistributionArgument? {
    guard comprehension.generators.count == 1, comprehension.condition == nil,
      list.elements.count == 1
    else {
      report(.componentsExpected(at: list.span))
      return nil
    }
    return withGenerators(comprehension) { checker, axes in
      guard let axis = axes.first,
        let reference = checker.component(list.elements[0]),
        let call = checker.elaborate(
          reference, plates: plates + [axis], event: [], isTarget: false)
      else { return nil }
      return .family(call, over: axis)
    }
  }

  /// An argument whose axes are plates or event axes, anonymous ones matched with the last of them.
  mutating func fit(
    _ id: NodeID, plates: [AxisID], event: [AxisID], at span: SourceSpan
  ) -> NodeID? {
    let id = segmentAxes(among: plates + event).reduce(id) { spread($0, along: $1, at: span) }
    var axes = graph[id].axes
    for (place, axis) in axes.enumerated() where !(plates + event).contains(axis) {
      guard isAnonymous(axis), let own = owners(of: axis),
        let model = (event + plates).first(where: { isAnonymous($0) && owners(of: $0) == own })
      else { continue }
      graph.axisEqualities.append(AxisEquality(first: model, second: axis, span: span))
      axes[place] = model
    }
    var free = (plates + event).filter { !axes.contains($0) && owners(of: $0) == nil }
    for (place, axis) in axes.enumerated().reversed()
    where isAnonymous(axis) && owners(of: axis) == nil && !plates.contains(axis)
      && !event.contains(axis)
    {
      guard let named = free.popLast() else { break }
      graph.axisEqualities.append(AxisEquality(first: named, second: axis, span: span))
      axes[place] = named
    }
    // A log density that is an expression varies along the index variables around it too.
    let around = isScoring ? indexAxes : []
    let known = Set(plates + event + around)
    if let stray = axes.first(where: { !known.contains($0) }) {
      report(.strayAxis(stray, of: id, plates: plates, in: self, at: span))
      return nil
    }
    return relabel(id, axes, at: span)
  }

  /// Bounds whose axes are those of what they bound.
  mutating func fit(
    _ ends: (lower: NodeID?, upper: NodeID?), plates: [AxisID], at span: SourceSpan
  ) -> (lower: NodeID?, upper: NodeID?)? {
    let lower = ends.lower.map { fit($0, plates: plates, event: [], at: span) }
    let upper = ends.upper.map { fit($0, plates: plates, event: [], at: span) }
    if case .some(nil) = lower { return nil }
    if case .some(nil) = upper { return nil }
    return (lower ?? nil, upper ?? nil)
  }

  /// The log density of each independent value: axes are those of the value without the event's.
  mutating func logDensityNode(
    _ call: DistributionCall, value: NodeID, at span: SourceSpan
  ) -> NodeID {
    let operation = Operation.logDensity(call, value: value)
    var axes = graph[value].axes.flatMap { axis in
      call.eventAxes.contains(axis) ? owners(of: axis) ?? [] : [axis]
    }
    let read = Set(operation.operands.flatMap { graph[$0].axes })
    axes += indexAxes.filter { read.contains($0) && !axes.contains($0) }
    return node(operation, axes: axes, element: .real, at: span)
  }
}
