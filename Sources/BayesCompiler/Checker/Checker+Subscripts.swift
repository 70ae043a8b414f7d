import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  mutating func check(_ subscript_: SubscriptExpression) -> NodeID? {
    guard let base = check(subscript_.base) else {
      for case .expression(let index) in subscript_.indices where !isPlaceOnly(index) {
        _ = check(index)
      }
      return nil
    }
    let axes = graph[base].axes
    guard axes.count == subscript_.indices.count else {
      if let fix = joinedBrackets(subscript_, axes.count) {
        report(fix)
        return nil
      }
      report(
        .indexCount(
          typeText(base), found: subscript_.indices.count, expected: axes.count,
          at: subscript_.span))
      return nil
    }
    var indices: [GatherIndex] = []
    var isValid = true
    let outer = subscripted
    defer { subscripted = outer }
    for (axis, index) in zip(axes, subscript_.indices) {
      subscripted = axes
      if let index = check(index, along: axis) {
        indices.append(index)
      } else {
        isValid = false
      }
    }
    if isValid, mixedOrder.contains(base), indices.contains(where: isLiteral) {
      report(.literalPlace(typeText(base), at: subscript_.span))
      return nil
    }
    guard isValid else { return nil }
    if hasSeveralSegments(indices, of: base) {
      report(.severalSegments("[ ]", at: subscript_.span))
      return nil
    }
    return gather(base, indices, at: subscript_.span)
  }

  /// Whether two axes of what is read would have segments that belong to the same positions.
  private func hasSeveralSegments(_ indices: [GatherIndex], of base: NodeID) -> Bool {
    var axes: [AxisID] = []
    for (axis, index) in zip(graph[base].axes, indices) {
      if case .at(let id) = index { axes += graph[id].axes } else { axes.append(axis) }
    }
    let ragged = segmentAxes(among: axes)
    return ragged.contains { axis in
      ragged.contains { other in
        other != axis && owners(of: axis)?.contains { isOwned(other, by: $0) } ?? false
          && !isOwned(other, by: axis) && !isOwned(axis, by: other)
      }
    }
  }

  private func isLiteral(_ index: GatherIndex) -> Bool {
    guard case .at(let id) = index, graph[id].element == .integer else { return false }
    return constantValue(id) != nil
  }

  /// `x[i][j]`, as other languages write it.
  private func joinedBrackets(_ subscript_: SubscriptExpression, _ rank: Int) -> Diagnostic? {
    guard graph.source.bytes.count > subscript_.span.end, rank > subscript_.indices.count,
      graph.source.bytes[subscript_.span.end] == UInt8(ascii: "[")
    else { return nil }
    return .separateBrackets(
      at: SourceSpan(start: subscript_.span.end - 1, end: subscript_.span.end + 1))
  }

  /// Labels, slices and pieces mean something only between brackets.
  private func isPlaceOnly(_ expression: Expression) -> Bool {
    switch expression {
    case .string, .range, .member: true
    default: false
    }
  }

  /// A gather whose result has, in place of each indexed axis, the axes of its index.
  mutating func gather(
    _ base: NodeID, _ indices: [GatherIndex], at span: SourceSpan
  ) -> NodeID {
    if indices.allSatisfy({ $0 == .keep }) { return base }
    let indices = spread(indices, over: graph[base].axes, at: span)
    var axes: [AxisID] = []
    for (axis, index) in zip(graph[base].axes, indices) {
      switch index {
      case .keep: if !axes.contains(axis) { axes.append(axis) }
      case .at(let id):
        for axis in graph[id].axes where !axes.contains(axis) { axes.append(axis) }
      }
    }
    let gathered = node(
      .gather(base, indices), axes: axes, element: graph[base].element, at: span)
    return normalizeCopies(gathered, at: span)
  }

  /// Indices beside which something lies along segments: at every element of these.
  private mutating func spread(
    _ indices: [GatherIndex], over axes: [AxisID], at span: SourceSpan
  ) -> [GatherIndex] {
    var nodes: [NodeID] = []
    for case .at(let id) in indices { nodes.append(id) }
    let kept = zip(axes, indices).filter { $1 == .keep && owners(of: $0) != nil }.map(\.0)
    let along = Set(segmentAxes(of: nodes) + kept).sorted { $0.index < $1.index }
    var indices = indices
    for axis in along {
      for (place, index) in indices.enumerated() {
        switch index {
        case .at(let id): indices[place] = .at(spread(id, along: axis, at: span))
        case .keep where owners(of: axis)?.contains(axes[place]) == true:
          indices[place] = .at(segmentNode(axis, along: axes[place], at: span))
        case .keep: break
        }
      }
    }
    return indices
  }

  mutating func check(
    _ index: SubscriptExpression.Index, along axis: AxisID
  ) -> GatherIndex? {
    guard case .expression(let expression) = index else { return .keep }
    switch expression {
    case .string(let label, let span):
      return position(ofLabel: label, along: axis, at: span).map { .at($0) }
    case .range(let range): return slice(range, along: axis).map { .at($0) }
    case .member(let member):
      if let place = checkPlace(member, along: axis) { return place }
    default: break
    }
    if let moved = shiftedIndex(expression, along: axis) { return moved.index }
    if let fault = placeFault(expression, along: axis) {
      report(fault)
      return nil
    }
    guard let id = check(expression) else { return nil }
    return checkIndex(id, along: axis, at: expression.span)
  }

  /// An index of the axis's own dimension, or a data-level Int.
  private mutating func checkIndex(
    _ id: NodeID, along axis: AxisID, at span: SourceSpan
  ) -> GatherIndex? {
    switch graph[id].element {
    case .index(let own):
      guard let dimension = dimension(of: axis) else { return .at(id) }
      if own != dimension, picksSegment(own, from: dimension) {
        return segmentIndex(id, of: dimension, at: span).map { .at($0) }
      }
      guard own == dimension || isPart(own, of: dimension) else {
        report(
          .wrongIndex(
            graph[own].name, axis: graph[dimension].name, among: subscripted.map(axisText),
            at: span))
        return nil
      }
      return converted(id, to: dimension, at: span).map { .at($0) }
    case .integer:
      guard graph[id].level == .data || checkCategory(id, along: axis, at: span) else {
        return nil
      }
      return .at(id)
    case .real, .boolean:
      report(.indexExpected(typeText(id), axis: axisText(axis), at: span))
      return nil
    }
  }

  /// What is wrong with a place that stands there as a number: places count from 1.
  private func placeFault(_ expression: Expression, along axis: AxisID) -> Diagnostic? {
    guard let value = literal(expression) else { return nil }
    let length = knownLength(of: axis)
    guard value < 1 || value > length ?? .max else { return nil }
    return .noSuchPlace(
      value, length: length, dimension: dimension(of: axis).map { graph[$0].name },
      at: expression.span)
  }

  /// An integer as it is written, with its sign.
  private func literal(_ expression: Expression) -> Int? {
    switch expression {
    case .integer(let value, _): value
    case .prefix(let node) where node.operator == .negate: literal(node.operand).map { -$0 }
    default: nil
    }
  }

  /// `t - 1` and `t + k` between brackets: an index of the same dimension, counted in places.
  ///
  /// Nil where the expression is anything else; an index of nil is diagnosed.
  private mutating func shiftedIndex(
    _ expression: Expression, along axis: AxisID
  ) -> (index: GatherIndex?, Void)? {
    var expression = expression
    while case .parenthesized(let elements, _) = expression, elements.count == 1 {
      expression = elements[0]
    }
    guard case .chain(let chain) = expression, case .name(let name) = chain.first,
      case .value(let base)? = scopes[name.name]?.symbol,
      case .index(let own) = graph[base].element,
      chain.rest.allSatisfy({ $0.operator == .add || $0.operator == .subtract }),
      let dimension = dimension(of: axis), own == dimension || isPart(own, of: dimension),
      own == dimension || segmentLengths(of: own) == nil
    else { return nil }
    var place = node(.relabel(base), axes: graph[base].axes, element: .integer, at: name.span)
    for link in chain.rest {
      guard let step = check(link.operand) else { return (nil, ()) }
      // The distance of two indices is an Int, and no index.
      if case .index = graph[step].element { return nil }
      guard graph[step].element == .integer, graph[step].level == .data else {
        report(
          graph[step].level == .data
            ? .integerExpected(typeText(step), at: link.operand.span)
            : .drawIndex(at: link.operand.span))
        return (nil, ())
      }
      guard let moved = elementwise(link.operator.rawValue, [place, step], at: chain.span) else {
        return (nil, ())
      }
      place = moved
    }
    guard graph[own].isOrdered || graph[own].isCircular else {
      report(.unorderedStep(graph[own].name, at: chain.span))
      return (nil, ())
    }
    if graph[own].isCircular {
      guard let wrapped = wrap(place, around: own, at: chain.span) else { return (nil, ()) }
      place = wrapped
    }
    let index = node(
      .relabel(place), axes: graph[place].axes, element: .index(own), at: chain.span)
    return (.at(index), ())
  }

  /// A place on a circular dimension, where behind the last the first comes again:
  /// `(place - 1) % count + 1`.
  private mutating func wrap(
    _ place: NodeID, around dimension: DimensionID, at span: SourceSpan
  ) -> NodeID? {
    let one = constant(1, at: span)
    let size = node(.size(axis(of: dimension)), axes: [], element: .integer, at: span)
    guard let below = elementwise("-", [place, one], at: span),
      let inside = elementwise("%", [below, size], at: span)
    else { return nil }
    return elementwise("+", [inside, one], at: span)
  }

  /// Whether a dimension is the first part of another.
  func isPart(_ own: DimensionID, of other: DimensionID) -> Bool {
    var parent = graph[own].parent
    while let next = parent {
      if next == other { return true }
      parent = graph[next].parent
    }
    return false
  }

  private mutating func position(
    ofLabel label: String, along axis: AxisID, at span: SourceSpan
  ) -> NodeID? {
    guard let dimension = dimension(of: axis) else {
      report(.noLabels(axisText(axis), at: span))
      return nil
    }
    guard case .labels(let labels) = graph[dimension].size else {
      report(.labelsFromData(graph[dimension].name, at: span))
      return nil
    }
    guard let place = labels.firstIndex(of: label) else {
      report(.unknownLabel(label, of: graph[dimension].name, labels: labels, at: span))
      return nil
    }
    return constant(Double(place + 1), .index(dimension), at: span)
  }

  /// `x[a...b]`: positions along a new anonymous axis.
  private mutating func slice(_ range: RangeExpression, along axis: AxisID) -> NodeID? {
    if let bound = range.lower, literal(bound) ?? 1 < 1,
      let fault = placeFault(bound, along: axis)
    {
      report(fault)
      return nil
    }
    let lower: NodeID?
    if let bound = range.lower {
      lower = dataBound(bound)
    } else {
      lower = constant(1, at: range.span)
    }
    let upper: NodeID?
    if let bound = range.upper {
      upper = dataBound(bound)
    } else {
      upper = node(.size(axis), axes: [], element: .integer, at: range.span)
    }
    guard let lower, let upper else { return nil }
    let isClosed = range.isClosed || range.upper == nil
    let length = extent(from: lower, to: upper, isClosed: isClosed, at: range.span)
    let shift = elementwise("-", [lower, constant(1, at: range.span)], at: range.span) ?? lower
    guard let place = places(after: shift, length, at: range.span) else { return nil }
    if let dimension = dimension(of: axis) {
      return node(
        .relabel(place), axes: graph[place].axes, element: .index(dimension), at: range.span)
    }
    return place
  }

  /// The places of a slice along an axis without a name.
  private mutating func places(
    after lower: NodeID, _ length: NodeID, at span: SourceSpan
  ) -> NodeID? {
    guard graph[lower].axes.isEmpty, graph[length].axes.isEmpty else {
      return segments(named: "", after: lower, lengths: length, at: span)?.place
    }
    let piece = newAxis("", .count(length))
    let position = node(.position(piece), axes: [piece], element: .integer, at: span)
    return elementwise("+", [position, lower], at: span)
  }

  /// `Time.first` and `Time.last` between brackets.
  private mutating func checkPlace(
    _ member: MemberExpression, along axis: AxisID
  ) -> GatherIndex? {
    guard case .name(let name) = member.base,
      case .dimension(let dimension)? = scopes[name.name]?.symbol,
      let own = self.dimension(of: axis), dimension == own || picksSegment(dimension, from: own)
    else { return nil }
    let place: NodeID
    switch member.member.name {
    case "first": place = constant(1, .index(dimension), at: member.span)
    case "last":
      let whole = self.axis(of: dimension)
      place = node(.size(whole), axes: [], element: .index(dimension), at: member.span)
    default: return nil
    }
    guard dimension != own else { return .at(place) }
    return segmentIndex(place, of: own, at: member.span).map { .at($0) }
  }

  /// `School.count`.
  mutating func check(_ member: MemberExpression) -> NodeID? {
    if case .subscripted(let base) = member.base, let dimension = raggedDimension(base) {
      guard member.member.name == "count" else {
        report(.unknownMember(member, of: graph[dimension].name))
        return nil
      }
      return parentPlace(base, of: dimension).flatMap { place in
        segmentLengths(of: dimension).map { gather($0, [.at(place)], at: member.span) }
      }
    }
    guard case .name(let name) = member.base,
      case .dimension(let dimension)? = scopes[name.name]?.symbol
    else {
      if let module = module(member.base) {
        let isThere = module.scopes[member.member.name] != nil
        report(
          isThere ? .functionAsValue(member.member) : .notOffered(member.member, module))
        return nil
      }
      if isInvalid(member.base) { return nil }
      switch part(member) {
      case .value(let id)?: return id
      case .variable(let id)?: return valueNode(of: id)
      default: break
      }
      if case .name(let name) = member.base, scopes[name.name] == nil {
        report(.unknownDimension(name, names: dimensionNames))
      } else {
        report(.noMember(member))
      }
      return nil
    }
    guard member.member.name == "count" else {
      report(.unknownMember(member, of: name.name))
      return nil
    }
    return node(.size(axis(of: dimension)), axes: [], element: .integer, at: member.span)
  }
}
