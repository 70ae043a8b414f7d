import BayesDistributions
import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  mutating func checkVariable(_ declaration: VariableDeclaration) {
    for target in declaration.targets {
      if let (model, call, name) = submodel(declaration.distribution) {
        use(model, call, name, declaration, target)
        continue
      }
      let declaration = roled(declaration, target)
      scopes.push()
      let outer = indexAxes.count
      let term = checkTerm(declaration, target)
      scopes.pop()
      indexAxes.removeSubrange(outer...)
      if let term {
        install(term, declaration, target)
      } else if scopes.inInnermost(target.name.name) == nil {
        declare(target.name, .invalid)
      }
    }
  }

  /// The axes a target runs along: per axis the one of this equation, index variables declared.
  mutating func targetAxes(_ target: Target) -> [AxisID]? {
    var axes: [AxisID] = []
    for axis in target.axes {
      switch axis.form {
      case .index(let variable, let range):
        if case .range(let numbers) = range {
          report(.numbersForDimension(numbers, dimension(endOf: numbers)))
          return nil
        }
        guard let own = generatorAxis(range, variable: variable) else { return nil }
        guard dimension(of: own) != nil else {
          report(.pieceExpected(at: range.span))
          return nil
        }
        axes.append(own)
        indexAxes.append(own)
        let index = indexNode(of: own, at: variable.span)
        declare(variable, .value(index))
      case .piece(let expression):
        guard var own = pieceAxis(expression, variable: nil) else { return nil }
        if axes.contains(own), let dimension = dimension(of: own) {
          own = self.axis(of: dimension, copy: axes.count { self.dimension(of: $0) == dimension })
        }
        axes.append(own)
      }
    }
    return axes
  }

  /// The dimension that a range seems to mean: `1...Obs`, `1...Obs.count`.
  private func dimension(endOf range: RangeExpression) -> String? {
    var end = range.upper
    if case .member(let member)? = end, member.member.name == "count" { end = member.base }
    guard case .name(let name)? = end, case .dimension? = scopes[name.name]?.symbol else {
      return nil
    }
    return name.name
  }

  /// The whole axes behind those of an equation.
  mutating func wholeAxes(_ axes: [AxisID]) -> [AxisID] {
    var seen: [DimensionID: Int] = [:]
    return axes.map { own in
      guard let dimension = dimension(of: own) else { return own }
      let copy = seen[dimension, default: 0]
      seen[dimension] = copy + 1
      return axis(of: dimension, copy: copy)
    }
  }

  /// The axes of a type: where the target lists one of them too, the next copy of its dimension.
  mutating func copies(of axes: [AxisID], besides plates: [AxisID]) -> [AxisID] {
    var taken = plates
    for var own in axes {
      var copy = 0
      while taken.contains(own), let dimension = dimension(of: own) {
        copy += 1
        own = axis(of: dimension, copy: copy)
      }
      taken.append(own)
    }
    return Array(taken.dropFirst(plates.count))
  }

  /// An equation before it is attached to its variable.
  struct Term {
    var axes: [AxisID]
    var plates: Int
    var type: CheckedType?
    var reference: DistributionReference
    var call: DistributionCall
    var clauses: Clauses
  }

  struct Clauses {
    var truncation: Truncation?
    var censoring: Censoring?
    var weight: NodeID?
    var condition: NodeID?
    var initial: NodeID?
    var centring = RandomVariable.Centring.automatic
    /// Where the centring is asked for.
    var centringSpan: SourceSpan?
  }

  private mutating func checkTerm(_ declaration: VariableDeclaration, _ target: Target) -> Term? {
    guard let plates = targetAxes(target) else { return nil }
    var type: CheckedType?
    if let written = declaration.type {
      guard let checked = check(written) else { return nil }
      type = checked
      type?.axes = copies(of: checked.axes, besides: plates)
    }
    guard let reference = distributionReference(declaration.distribution) else { return nil }
    let typeAxes = type?.axes ?? []
    let rank = reference.valueRank
    let event = rank == 0 ? [] : Array(typeAxes.suffix(rank))
    if rank > 0, !typeAxes.isEmpty, typeAxes.count < rank {
      report(.typeRank(reference.name, rank, at: declaration.type?.span ?? target.span))
      return nil
    }
    let outer = plates + typeAxes.dropLast(event.count)
    guard
      var call = elaborate(reference, plates: outer, event: event, isTarget: true),
      var clauses = check(
        declaration.clauses, role: declaration.role, plates: outer, event: call.eventAxes, reference
      )
    else { return nil }
    clauses.truncation = narrower(call.truncation, clauses.truncation, at: reference.span)
    call.truncation = clauses.truncation
    if let bounds = declaration.type?.bounds, let known = type {
      guard
        let (lower, upper) = fit(
          (known.lower, known.upper), plates: outer + call.eventAxes, at: bounds.span)
      else { return nil }
      type?.lower = lower
      type?.upper = upper
    }
    var axes = plates + typeAxes
    if event.isEmpty, rank > 0 {
      // The event axis was found among the arguments or taken from the plates.
      axes = plates.filter { !call.eventAxes.contains($0) } + call.eventAxes
    }
    return Term(
      axes: axes, plates: axes.count - (typeAxes.isEmpty ? call.eventAxes.count : typeAxes.count),
      type: type, reference: reference, call: call, clauses: clauses)
  }

  private mutating func check(
    _ clauses: [Clause], role: VariableDeclaration.Role, plates: [AxisID], event: [AxisID],
    _ reference: DistributionReference
  ) -> Clauses? {
    var checked = Clauses()
    for clause in clauses {
      switch clause.kind {
      case .truncated(let range):
        guard let truncation = truncation(range, plates: plates, of: reference) else {
          return nil
        }
        checked.truncation = truncation
      case .weight(let value):
        guard let weight = checkNumber(value),
          let fitted = fit(weight, plates: plates, event: [], at: value.span)
        else { return nil }
        checked.weight = fitted
      case .when(let condition):
        guard let id = checkWhen(condition, role: role, clause),
          let fitted = fit(id, plates: plates, event: [], at: condition.span)
        else { return nil }
        checked.condition = fitted
      case .initial(let value):
        guard let initial = checkNumber(value) else { return nil }
        guard graph[initial].level == .data else {
          report(.dataLevelExpected("an initial value", at: value.span))
          return nil
        }
        guard
          let fitted = fit(initial, plates: plates, event: event, at: value.span)
        else { return nil }
        checked.initial = fitted
      case .with(let words):
        for word in words {
          guard let centring = RandomVariable.Centring(rawValue: word.name) else {
            let isLater = word.name == "sample"
            report(
              isLater
                ? .notYet("`with sample`", at: word.span, instead: "every parameter is sampled now")
                : .unknownHint(word))
            return nil
          }
          checked.centring = centring
          checked.centringSpan = word.span
        }
      case .censored(let arguments):
        guard checked.censoring == nil else {
          report(.censoredAgain(at: clause.span))
          return nil
        }
        guard
          let censoring = censoring(
            arguments, at: clause.span, role: role, plates: plates, of: reference)
        else { return nil }
        checked.censoring = censoring
      case .forget:
        report(
          .notYet(
            "`forget`", at: clause.span, instead: "without it all data count alike"))
      }
    }
    if let arm = arms.last {
      let own = checked.condition
      checked.condition = own.flatMap { elementwise("&&", [arm, $0], at: graph[$0].origin) } ?? arm
    }
    return checked
  }

  private mutating func checkWhen(
    _ condition: Expression, role: VariableDeclaration.Role, _ clause: Clause
  ) -> NodeID? {
    guard role != .param else {
      report(.conditionOnParam(at: clause.span))
      return nil
    }
    guard let id = check(condition) else { return nil }
    guard graph[id].element == .boolean else {
      report(.conditionExpected(typeText(id), at: condition.span))
      return nil
    }
    guard graph[id].level == .data else {
      report(.dataLevelExpected("the condition of `when`", at: condition.span))
      return nil
    }
    return id
  }

  private mutating func truncation(
    _ expression: Expression, plates: [AxisID], of reference: DistributionReference
  ) -> Truncation? {
    guard case .range(let range) = expression else {
      report(.rangeExpected("after `truncated`", at: expression.span))
      return nil
    }
    guard reference.declaration.capabilities.contains(.cdf) else {
      report(.noCDF(reference.name, at: expression.span))
      return nil
    }
    let bounds = WrittenBounds(
      lower: [range.lower].compactMap(\.self), upper: [range.upper].compactMap(\.self),
      span: expression.span)
    return truncation(by: bounds, plates: plates, of: reference) ?? nil
  }
}
