import BayesGraph
import BayesSource
import BayesSyntax

/// What kernels are functions of: the inputs along two axes, and what is made of them once.
private struct KernelInputs {
  let rows: NodeID
  let columns: NodeID
  /// The axis of the points of either, and that of an input's elements, if they have some.
  let axes: (row: AxisID, column: AxisID)
  let feature: AxisID?
  /// Whether both are the same points.
  let isSame: Bool
  let span: SourceSpan
}

extension Checker {
  /// `covariance(k, at: x, jitter: j)`, `covariance(k, at: x, and: y)`: the matrix of a kernel between
  /// points.
  mutating func checkCovariance(_ call: CallExpression) -> NodeID? {
    let labels = call.arguments.map { $0.label?.name ?? "kernel" }
    let isKnown = labels.allSatisfy { ["kernel", "at", "and", "jitter"].contains($0) }
    guard call.comprehension == nil, Set(labels).count == labels.count, isKnown,
      let written = argument("kernel", of: call), let at = argument("at", of: call)
    else {
      report(
        .callShape(
          "covariance(k, at: x)", "with `jitter: j` on its diagonal, or `and: y` for other points",
          at: call.span))
      return nil
    }
    guard let kernel = kernel(written), let x = checkNumber(at) else { return nil }
    var other: NodeID?
    if let and = argument("and", of: call) {
      guard let y = checkNumber(and) else { return nil }
      other = y
    }
    var jitter: NodeID?
    if let expression = argument("jitter", of: call) {
      guard let number = checkNumber(expression) else { return nil }
      jitter = number
    }
    return covariance(kernel, at: x, and: other, jitter: jitter, span: call.span)
  }

  private func argument(_ name: String, of call: CallExpression) -> Expression? {
    call.arguments.first { ($0.label?.name ?? "kernel") == name }?.value
  }

  /// The matrix of a kernel between points, and other points where they are given.
  mutating func covariance(
    _ kernel: Kernel, at x: NodeID, and other: NodeID?, jitter: NodeID?, span: SourceSpan
  ) -> NodeID? {
    let second = other ?? x
    for id in [x, second] where !(1...2).contains(freeAxes(of: id).count) {
      report(
        .argumentType("covariance", found: typeText(id), expected: "an array of points", at: span))
      return nil
    }
    let (own, others) = (freeAxes(of: x), freeAxes(of: second))
    guard own.count == others.count, own.dropFirst() == others.dropFirst() else {
      report(
        .argumentType(
          "covariance", found: typeText(second), expected: "points like the others", at: span))
      return nil
    }
    var column = others[0]
    if column == own[0] { column = secondAxis(like: column) }
    let outer = settledAxes
    settledAxes.formUnion([own[0], column])
    defer { settledAxes = outer }
    let renamed = graph[second].axes.map { $0 == others[0] ? column : $0 }
    let inputs = KernelInputs(
      rows: x, columns: relabel(second, renamed, at: span), axes: (own[0], column),
      feature: own.dropFirst().first, isSame: other == nil, span: span)
    guard let matrix = values(of: kernel, inputs) else { return nil }
    guard let jitter else { return spread(matrix, inputs) }
    guard let diagonal = onDiagonal(jitter, inputs) else { return nil }
    return elementwise("+", [matrix, diagonal], at: span).map { spread($0, inputs) }
  }

  /// A second axis of the same points.
  private mutating func secondAxis(like axis: AxisID) -> AxisID {
    if case .dimension(let dimension, let copy) = graph[axis].extent {
      return self.axis(of: dimension, copy: copy + 1)
    }
    return newAxis(graph[axis].name, graph[axis].extent)
  }

  /// A matrix over both axes, rows first, whatever a kernel varies with.
  private mutating func spread(_ id: NodeID, _ inputs: KernelInputs) -> NodeID {
    let own = [inputs.axes.row, inputs.axes.column]
    let plates = graph[id].axes.filter { !own.contains($0) }
    return arrange(id, plates + own, at: inputs.span)
  }

  private mutating func values(of kernel: Kernel, _ inputs: KernelInputs) -> NodeID? {
    switch kernel {
    case .sum(let a, let b), .product(let a, let b):
      guard let left = values(of: a, inputs), let right = values(of: b, inputs) else { return nil }
      let isSum = if case .sum = kernel { true } else { false }
      return elementwise(isSum ? "+" : "*", [left, right], at: inputs.span)
    case .scaled(let number, let own):
      guard let matrix = values(of: own, inputs) else { return nil }
      return elementwise("*", [number, matrix], at: inputs.span)
    case .primitive(let family, let parameters): return values(of: family, parameters, inputs)
    }
  }

  private mutating func values(
    of family: KernelFamily, _ parameters: [NodeID], _ inputs: KernelInputs
  ) -> NodeID? {
    let span = inputs.span
    func number(_ value: Double, _ checker: inout Checker) -> NodeID {
      checker.constant(value, .real, at: span)
    }
    guard let variance = elementwise("*", [parameters[0], parameters[0]], at: span) else {
      return nil
    }
    let shape: NodeID?
    switch family {
    case .white: return onDiagonal(variance, inputs)
    case .dotProduct:
      guard let product = product(of: inputs) else { return nil }
      return elementwise("+", [variance, product], at: span)
    case .expQuad:
      guard let square = squaredDistance(of: inputs),
        let half = elementwise("*", [number(-0.5, &self), square], at: span),
        let length = elementwise("*", [parameters[1], parameters[1]], at: span)
      else { return nil }
      shape = elementwise("/", [half, length], at: span)
        .flatMap { elementwise("exp", [$0], at: span) }
    case .periodic: shape = periodic(parameters[1], parameters[2], inputs)
    case .exponential: shape = matern([], root: 1, parameters[1], inputs)
    case .matern32: shape = matern([1], root: 3, parameters[1], inputs)
    case .matern52: shape = matern([1, 1.0 / 3], root: 5, parameters[1], inputs)
    }
    guard let shape else { return nil }
    return elementwise("*", [variance, shape], at: span)
  }

  /// (1 + a z + b z²) exp(-z) with z = √root d / length.
  private mutating func matern(
    _ coefficients: [Double], root: Double, _ length: NodeID, _ inputs: KernelInputs
  ) -> NodeID? {
    let span = inputs.span
    let scale = constant(root.squareRoot(), .real, at: span)
    guard let distance = distance(of: inputs),
      let scaled = elementwise("*", [scale, distance], at: span),
      let z = elementwise("/", [scaled, length], at: span),
      let opposite = elementwise("negate", [z], at: span),
      var shape = elementwise("exp", [opposite], at: span)
    else { return nil }
    var polynomial = constant(1, .real, at: span)
    var power = z
    for (place, coefficient) in coefficients.enumerated() {
      if place > 0 {
        guard let next = elementwise("*", [power, z], at: span) else { return nil }
        power = next
      }
      let factor = constant(coefficient, .real, at: span)
      guard let term = elementwise("*", [factor, power], at: span),
        let sum = elementwise("+", [polynomial, term], at: span)
      else { return nil }
      polynomial = sum
    }
    if !coefficients.isEmpty {
      guard let whole = elementwise("*", [polynomial, shape], at: span) else { return nil }
      shape = whole
    }
    return shape
  }

  private mutating func periodic(
    _ length: NodeID, _ period: NodeID, _ inputs: KernelInputs
  ) -> NodeID? {
    let span = inputs.span
    guard let distance = distance(of: inputs),
      let turned = elementwise("*", [constant(.pi, .real, at: span), distance], at: span),
      let angle = elementwise("/", [turned, period], at: span),
      let sine = elementwise("sin", [angle], at: span),
      let share = elementwise("/", [sine, length], at: span),
      let square = elementwise("*", [share, share], at: span),
      let exponent = elementwise("*", [constant(-2, .real, at: span), square], at: span)
    else { return nil }
    return elementwise("exp", [exponent], at: span)
  }

  /// A number where both are one point, else zero.
  private mutating func onDiagonal(_ number: NodeID, _ inputs: KernelInputs) -> NodeID? {
    let zero = constant(0, .real, at: inputs.span)
    guard inputs.isSame else { return zero }
    let places = [inputs.axes.row, inputs.axes.column].map { axis in
      node(.position(axis), axes: [axis], element: .integer, at: inputs.span)
    }
    guard let isSame = elementwise("==", places, at: inputs.span) else { return nil }
    let plates = graph[number].axes
    return node(
      .select(condition: isSame, whenTrue: number, whenFalse: zero),
      axes: plates + graph[isSame].axes, element: .real, at: inputs.span)
  }

  /// The sum of an elementwise product over the elements of an input, or the product of numbers.
  private mutating func product(of inputs: KernelInputs) -> NodeID? {
    if let feature = inputs.feature {
      return contract(inputs.rows, inputs.columns, over: feature, at: inputs.span)
    }
    return elementwise("*", [inputs.rows, inputs.columns], at: inputs.span)
  }

  mutating func contract(
    _ a: NodeID, _ b: NodeID, over axis: AxisID, at span: SourceSpan
  ) -> NodeID {
    var axes = graph[a].axes.filter { $0 != axis }
    for other in graph[b].axes where other != axis && !axes.contains(other) { axes.append(other) }
    return node(.contract(a, b, over: axis), axes: axes, element: .real, at: span)
  }

  private mutating func squaredDistance(of inputs: KernelInputs) -> NodeID? {
    guard
      let difference = elementwise("-", [inputs.rows, inputs.columns], at: inputs.span)
    else { return nil }
    guard let feature = inputs.feature else {
      return elementwise("*", [difference, difference], at: inputs.span)
    }
    return contract(difference, difference, over: feature, at: inputs.span)
  }

  /// The distance; where it is zero its slope is taken for zero.
  private mutating func distance(of inputs: KernelInputs) -> NodeID? {
    guard inputs.feature != nil else {
      return elementwise("-", [inputs.rows, inputs.columns], at: inputs.span)
        .flatMap { elementwise("abs", [$0], at: inputs.span) }
    }
    let zero = constant(0, .real, at: inputs.span)
    let one = constant(1, .real, at: inputs.span)
    guard let square = squaredDistance(of: inputs),
      let isZero = elementwise("==", [square, zero], at: inputs.span)
    else { return nil }
    let axes = graph[square].axes
    let safe = node(
      .select(condition: isZero, whenTrue: one, whenFalse: square), axes: axes, element: .real,
      at: inputs.span)
    guard let root = elementwise("sqrt", [safe], at: inputs.span) else { return nil }
    return node(
      .select(condition: isZero, whenTrue: zero, whenFalse: root), axes: axes, element: .real,
      at: inputs.span)
  }
}
