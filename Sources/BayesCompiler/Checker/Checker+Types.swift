import BayesGraph
import BayesSource
import BayesSyntax

/// What a type expression says.
struct CheckedType {
  var element: ElementType
  /// The type's axes, the second carrying the same dimension for square matrices.
  var axes: [AxisID]
  var constraint: ConstraintKind?
  var lower: NodeID?
  var upper: NodeID?
  var isOptional: Bool
}

extension Checker {
  /// The meaning of a type; nil, diagnosed, where it has none.
  mutating func check(_ type: TypeExpression) -> CheckedType? {
    guard let axes = typeAxes(type) else { return nil }
    var checked = CheckedType(
      element: .real, axes: axes, constraint: nil, lower: nil, upper: nil,
      isOptional: type.isOptional)
    switch type.name.name {
    case "Real": break
    case "Int": checked.element = .integer
    case "Bool": checked.element = .boolean
    default:
      if let structured = Self.structuredTypes[type.name.name] {
        checked.constraint = structured.kind
        guard axes.count == 1 else {
          report(.structuredTypeAxes(type, found: axes.count))
          return nil
        }
        if structured.isSquare, let dimension = dimension(of: axes[0]) {
          checked.axes = [axes[0], axis(of: dimension, copy: 1)]
        }
      } else if case .dimension(let dimension)? = scopes[type.name.name]?.symbol {
        checked.element = .index(dimension)
      } else {
        report(.unknownType(type.name, known: dimensionNames + Self.typeNames))
        return nil
      }
    }
    return bound(checked, by: type)
  }

  static let structuredTypes: [String: (kind: ConstraintKind, isSquare: Bool)] = [
    "Simplex": (.simplex, false), "Ordered": (.ordered, false),
    "UnitVector": (.unitVector, false), "SumToZero": (.sumToZero, false),
    "Corr": (.correlation, true), "Cov": (.covariance, true),
    "CholeskyCorr": (.choleskyCorrelation, true), "CholeskyCov": (.choleskyCovariance, true),
    "PositiveOrdered": (.positiveOrdered, false),
  ]

  static let typeNames = ["Real", "Int", "Bool"] + structuredTypes.keys.sorted()

  private mutating func typeAxes(_ type: TypeExpression) -> [AxisID]? {
    var axes: [AxisID] = []
    for argument in type.dimensions {
      switch argument {
      case .size(let length, let span): axes.append(newAxis("", .fixed(length), at: span))
      case .name(let name):
        switch scopes[name.name]?.symbol {
        case .dimension(let dimension)?:
          let copies = axes.count { self.dimension(of: $0) == dimension }
          axes.append(axis(of: dimension, copy: copies))
        case .invalid?: return nil
        case nil where !name.name.isEmpty:
          report(.unknownDimension(name, names: dimensionNames))
          return nil
        default:
          report(.notADimension(name, names: dimensionNames))
          return nil
        }
      }
    }
    return axes
  }

  private mutating func bound(_ checked: CheckedType, by type: TypeExpression) -> CheckedType? {
    guard let bounds = type.bounds else { return checked }
    guard case .range(let range) = bounds else {
      report(.rangeExpected("after `in`", at: bounds.span))
      return nil
    }
    var checked = checked
    if checked.constraint == .ordered, range.upper == nil,
      case .integer(0, _)? = range.lower
    {
      checked.constraint = .positiveOrdered
      return checked
    }
    if let constraint = checked.constraint {
      report(.boundsOnStructuredType(constraint, at: bounds.span))
      return nil
    }
    if let lower = range.lower {
      guard let id = checkNumber(lower) else { return nil }
      checked.lower = id
    }
    if let upper = range.upper {
      guard let id = checkNumber(upper) else { return nil }
      checked.upper = id
    }
    checkInterval(checked.lower, checked.upper, mayBeSingle: true, at: bounds.span)
    checked.lower = checked.lower.flatMap { foldedValue($0) == -.infinity ? nil : $0 }
    checked.upper = checked.upper.flatMap { foldedValue($0) == .infinity ? nil : $0 }
    return checked
  }

  /// A number of any level, indices widened; nil, diagnosed, for anything else.
  mutating func checkNumber(_ expression: Expression) -> NodeID? {
    guard let id = check(expression) else { return nil }
    return number(id, at: expression.span)
  }

  /// A node as a number; nil, diagnosed, where it is none.
  mutating func number(_ id: NodeID, at span: SourceSpan) -> NodeID? {
    switch graph[id].element {
    case .real, .integer: return id
    case .index: return widen(id, at: span)
    case .boolean:
      report(.numberExpected(typeText(id), at: span))
      return nil
    }
  }

  /// An index of an unlabelled dimension as the Int it stands for: its position, or the value of a
  /// dimension declared as a range.
  mutating func widen(_ id: NodeID, at span: SourceSpan) -> NodeID? {
    guard case .index(let dimension) = graph[id].element else { return id }
    if case .labels = graph[dimension].size {
      report(.labelledIndexAsNumber(graph[dimension].name, at: span))
      return nil
    }
    let position = node(.relabel(id), axes: graph[id].axes, element: .integer, at: span)
    guard let first = graph[dimension].firstValue else { return position }
    let shift =
      elementwise("-", [first, constant(1, at: span)], at: span) ?? first
    return elementwise("+", [position, shift], at: span)
  }
}
