import BayesGraph
import BayesSource
import BayesSyntax

/// The axes that lie along the sides of a matrix function in a call.
private struct MatrixSides {
  var axes: [MatrixShape.Side: [AxisID]] = [:]
  var operands: [MatrixOperand] = []
}

extension Checker {
  /// `solve(A, b)`: a function of whole vectors and matrices, over the last axes of its arguments.
  mutating func checkMatrix(
    _ functions: [any MatrixFunction.Type], _ call: CallExpression
  ) -> NodeID? {
    let declaration = FunctionCatalog.declaration(of: functions[0])
    guard call.comprehension == nil else {
      report(.comprehensionInCall(declaration.name, at: call.span))
      return nil
    }
    guard call.arguments.count == declaration.parameters.count else {
      report(
        .argumentCount(
          declaration.name, found: call.arguments.count, expected: declaration.parameters.count,
          at: call.span))
      return nil
    }
    guard let arguments = order(call, by: declaration.parameters, of: declaration.name) else {
      return nil
    }
    let operands = arguments.compactMap { checkNumber($0) }
    guard operands.count == arguments.count else { return nil }
    let ranks = operands.map { freeAxes(of: $0).count }
    let exact = functions.first { $0.shape.parameters.map(\.count) == ranks }
    let fitting = functions.last { zip($0.shape.parameters, ranks).allSatisfy { $0.count <= $1 } }
    return matrix(
      exact ?? fitting ?? functions[0], operands, at: arguments.map(\.span), whole: call.span)
  }

  /// Decompositions, by the functions that give their parts: `let (values, vectors) = eigenSym(S)`.
  static let decompositions: [String: [any MatrixFunction.Type]] = [
    "eigenSym": [EigenvaluesSym.self, EigenvectorsSym.self], "qr": [QRQ.self, QRR.self],
    "svd": [SVDU.self, SingularValues.self, SVDV.self],
  ]

  /// The parts of a decomposition; nil, diagnosed, where its argument does not fit.
  mutating func decompose(
    _ parts: [any MatrixFunction.Type], _ call: CallExpression
  ) -> [NodeID]? {
    guard call.comprehension == nil, call.arguments.count == 1 else {
      let name = graph.source.text(in: call.callee.span)
      report(.argumentCount(name, found: call.arguments.count, expected: 1, at: call.span))
      return nil
    }
    let span = call.arguments[0].value.span
    guard let operand = checkNumber(call.arguments[0].value) else { return nil }
    var values: [NodeID] = []
    for part in parts {
      guard let value = matrix(part, [operand], at: [span], whole: call.span) else { return nil }
      values.append(value)
    }
    return values
  }

  /// Applies a function of matrices to values; `spans` are those of the arguments.
  mutating func matrix(
    _ function: any MatrixFunction.Type, _ operands: [NodeID], at spans: [SourceSpan],
    whole span: SourceSpan
  ) -> NodeID? {
    guard let sides = sides(of: function, operands, at: spans) else { return nil }
    let event = Set(sides.operands.flatMap(\.axes))
    var plates: [AxisID] = []
    for operand in operands {
      for axis in graph[operand].axes where !event.contains(axis) && !plates.contains(axis) {
        plates.append(axis)
      }
    }
    var result: [AxisID] = []
    for side in function.shape.result {
      result.append(axis(along: sides.axes[side] ?? [], besides: plates + result))
    }
    return node(
      .matrix(function, sides.operands, result: result), axes: plates + result, element: .real,
      at: span)
  }

  private mutating func sides(
    of function: any MatrixFunction.Type, _ operands: [NodeID], at spans: [SourceSpan]
  ) -> MatrixSides? {
    let declaration = FunctionCatalog.declaration(of: function)
    var sides = MatrixSides()
    for (place, operand) in operands.enumerated() {
      let wanted = function.shape.parameters[place]
      let free = freeAxes(of: operand)
      let axes = Array(free.suffix(wanted.count))
      var fits = axes.count == wanted.count
      for (side, axis) in zip(wanted, axes) where fits {
        if let known = sides.axes[side]?.first {
          fits = areAlike(known, axis)
          if fits, isAnonymous(known) || isAnonymous(axis), known != axis {
            graph.axisEqualities.append(
              AxisEquality(first: known, second: axis, span: spans[place]))
          }
        }
        sides.axes[side, default: []].append(axis)
      }
      sides.operands.append(MatrixOperand(node: operand, axes: axes))
      let others = free.dropLast(wanted.count)
      if others.contains(where: { sides.axes.values.joined().contains($0) }) { fits = false }
      guard fits else {
        report(
          .argumentType(
            declaration.name, found: typeText(operand), expected: text(wanted, sides),
            at: spans[place]))
        return nil
      }
    }
    return sides
  }

  /// The axes of a value that are no index variables of the equation.
  func freeAxes(of id: NodeID) -> [AxisID] {
    graph[id].axes.filter { !indexAxes.contains($0) }
  }

  /// Whether two axes have one length, as far as the text says.
  private func areAlike(_ a: AxisID, _ b: AxisID) -> Bool {
    if a == b || isAnonymous(a) || isAnonymous(b) { return true }
    guard case .dimension(let first, _) = graph[a].extent,
      case .dimension(let second, _) = graph[b].extent
    else { return false }
    return first == second
  }

  /// An axis for a side of the result that is none of those it has already.
  private mutating func axis(along known: [AxisID], besides others: [AxisID]) -> AxisID {
    let named = known.first { !isAnonymous($0) }
    if let named, case .dimension(let dimension, _) = graph[named].extent {
      var copy = 0
      while others.contains(axis(of: dimension, copy: copy)) { copy += 1 }
      return axis(of: dimension, copy: copy)
    }
    if let free = known.first(where: { !others.contains($0) }) { return free }
    return known.first.map { newAxis(graph[$0].name, graph[$0].extent) } ?? newAxis("", .fixed(0))
  }

  /// A parameter's type, with the dimensions known so far.
  private func text(_ wanted: [MatrixShape.Side], _ sides: MatrixSides) -> String {
    let names = wanted.map { side in
      let named = sides.axes[side]?.first { !isAnonymous($0) }
      return named.map(axisText) ?? ["n": "N", "m": "M", "p": "P"][side.rawValue] ?? "N"
    }
    return names.isEmpty ? "Real" : "Real[\(names.joined(separator: ", "))]"
  }
}
