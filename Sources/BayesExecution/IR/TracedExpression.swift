import BayesGraph
import BayesMath
import BayesSource

/// What expressions are traced into; one compilation, one thread.
final class Tracer: @unchecked Sendable {
  var graph = NumericGraph()
  /// Where in the model that stands which is traced now.
  var origin: SourceSpan?
  /// The first thing met that cannot be traced.
  private(set) var refusal: Diagnostic?

  func refuse(_ reason: Diagnostic) { refusal = refusal ?? reason }
}

/// A number whose computation is recorded: the third reading of a log density.
///
/// Each stands for a whole vector over the elements of a plate, or for one number.
struct TracedExpression: Scalar, ReferenceNumber {
  typealias Condition = TracedExpression
  typealias ID = NumericGraph.ID

  private enum Content {
    case number(Double)
    case value(Tracer, ID)
  }
  private let content: Content

  init(_ tracer: Tracer, _ id: ID) { content = .value(tracer, id) }
  private init(_ number: Double) { content = .number(number) }

  static func constant(_ value: Double) -> TracedExpression { TracedExpression(value) }

  /// The value in a tracer's graph.
  func id(in tracer: Tracer) -> ID {
    switch content {
    case .number(let number): tracer.graph.constant(number)
    case .value(_, let id): id
    }
  }

  private var tracer: Tracer? {
    if case .value(let tracer, _) = content { tracer } else { nil }
  }

  private static func unary(
    _ operation: UnaryOperation, _ x: TracedExpression
  ) -> TracedExpression {
    switch x.content {
    case .number(let number): TracedExpression(operation.evaluate(number))
    case .value(let tracer, let id):
      TracedExpression(tracer, tracer.graph.apply(operation, id))
    }
  }

  private static func binary(
    _ a: TracedExpression, _ b: TracedExpression, _ plain: (Double, Double) -> Double,
    _ traced: (inout NumericGraph, ID, ID) -> ID
  ) -> TracedExpression {
    guard let tracer = a.tracer ?? b.tracer else {
      guard case .number(let x) = a.content, case .number(let y) = b.content else { return a }
      return TracedExpression(plain(x, y))
    }
    let x = a.id(in: tracer)
    let y = b.id(in: tracer)
    return TracedExpression(tracer, traced(&tracer.graph, x, y))
  }

  static func + (a: TracedExpression, b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 + $1 }, { $0.add($1, $2) })
  }
  static func - (a: TracedExpression, b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 - $1 }, { $0.subtract($1, $2) })
  }
  static func * (a: TracedExpression, b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 * $1 }, { $0.multiply($1, $2) })
  }
  static func / (a: TracedExpression, b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 / $1 }, { $0.divide($1, $2) })
  }
  static prefix func - (a: TracedExpression) -> TracedExpression { unary(.negate, a) }
  static func pow(_ x: TracedExpression, _ y: TracedExpression) -> TracedExpression {
    binary(x, y, { Double.pow($0, $1) }, { $0.power($1, $2) })
  }

  static func exp(_ x: TracedExpression) -> TracedExpression { unary(.exp, x) }
  static func log(_ x: TracedExpression) -> TracedExpression { unary(.log, x) }
  static func log1p(_ x: TracedExpression) -> TracedExpression { unary(.log1p, x) }
  static func expm1(_ x: TracedExpression) -> TracedExpression { unary(.expm1, x) }
  static func log1pExp(_ x: TracedExpression) -> TracedExpression { unary(.log1pExp, x) }
  static func invLogit(_ x: TracedExpression) -> TracedExpression { unary(.invLogit, x) }
  static func sqrt(_ x: TracedExpression) -> TracedExpression { unary(.sqrt, x) }
  static func sin(_ x: TracedExpression) -> TracedExpression { unary(.sin, x) }
  static func cos(_ x: TracedExpression) -> TracedExpression { unary(.cos, x) }
  static func tan(_ x: TracedExpression) -> TracedExpression { unary(.tan, x) }
  static func asin(_ x: TracedExpression) -> TracedExpression { unary(.asin, x) }
  static func acos(_ x: TracedExpression) -> TracedExpression { unary(.acos, x) }
  static func atan(_ x: TracedExpression) -> TracedExpression { unary(.atan, x) }
  static func sinh(_ x: TracedExpression) -> TracedExpression { unary(.sinh, x) }
  static func cosh(_ x: TracedExpression) -> TracedExpression { unary(.cosh, x) }
  static func tanh(_ x: TracedExpression) -> TracedExpression { unary(.tanh, x) }
  static func asinh(_ x: TracedExpression) -> TracedExpression { unary(.asinh, x) }
  static func acosh(_ x: TracedExpression) -> TracedExpression { unary(.acosh, x) }
  static func atanh(_ x: TracedExpression) -> TracedExpression { unary(.atanh, x) }
  static func abs(_ x: TracedExpression) -> TracedExpression { unary(.abs, x) }
  static func floor(_ x: TracedExpression) -> TracedExpression { unary(.floor, x) }
  static func logGamma(_ x: TracedExpression) -> TracedExpression { unary(.logGamma, x) }
  static func digamma(_ x: TracedExpression) -> TracedExpression { unary(.digamma, x) }
  static func erf(_ x: TracedExpression) -> TracedExpression { unary(.erf, x) }
  static func erfc(_ x: TracedExpression) -> TracedExpression { unary(.erfc, x) }
  static func logPhi(_ x: TracedExpression) -> TracedExpression { unary(.logPhi, x) }
  static func logBesselI0(_ x: TracedExpression) -> TracedExpression { unary(.logBesselI0, x) }

  static func gammaP(_ a: TracedExpression, _ x: TracedExpression) -> TracedExpression {
    call(.gammaP, a, x)
  }
  static func betaI(
    _ a: TracedExpression, _ b: TracedExpression, _ x: TracedExpression
  ) -> TracedExpression {
    call(.betaI, a, b, x)
  }
  static func logRising(_ x: TracedExpression, _ d: TracedExpression) -> TracedExpression {
    binary(x, d, { Double.logRising($0, $1) }, { $0.binary(.logRising, $1, $2) })
  }
  static func logBeta(_ a: TracedExpression, _ b: TracedExpression) -> TracedExpression {
    binary(a, b, { Double.logBeta($0, $1) }, { $0.binary(.logBeta, $1, $2) })
  }
  static func logChoose(_ n: TracedExpression, _ k: TracedExpression) -> TracedExpression {
    binary(n, k, { Double.logChoose($0, $1) }, { $0.binary(.logChoose, $1, $2) })
  }
  static func logGammaP(_ a: TracedExpression, _ x: TracedExpression) -> TracedExpression {
    call(.logGammaP, a, x)
  }
  static func logGammaQ(_ a: TracedExpression, _ x: TracedExpression) -> TracedExpression {
    call(.logGammaQ, a, x)
  }
  static func logBetaI(
    _ a: TracedExpression, _ b: TracedExpression, _ x: TracedExpression, _ y: TracedExpression
  ) -> TracedExpression {
    call(.logBetaI, a, b, x, y)
  }

  private static func call(
    _ function: SpecialFunction, _ arguments: TracedExpression...
  ) -> TracedExpression {
    let call = SpecialCall(function: function)
    guard let tracer = arguments.lazy.compactMap(\.tracer).first else {
      return TracedExpression(call.evaluate(arguments.map { $0.number ?? .nan }))
    }
    let operands = arguments.map { $0.id(in: tracer) }
    return TracedExpression(tracer, tracer.graph.call(call, operands))
  }

  /// Element by element where that is quickest; else one operation on the elements put together.
  static func matrix(
    _ function: MatrixPrimitive, _ arguments: [[TracedExpression]]
  ) -> [TracedExpression] {
    if function.isSmall { return function.expanded(arguments) }
    guard let tracer = arguments.joined().lazy.compactMap(\.tracer).first else {
      return function.value(arguments.map { $0.map { $0.number ?? .nan } }).map(constant)
    }
    let elements = arguments.map { $0.map { $0.id(in: tracer) } }
    let batch = elements.joined().reduce(1) { NumericGraph.joint($0, tracer.graph.count($1)) }
    let inputs = elements.map { own in
      let count = own.allSatisfy { tracer.graph.count($0) == 1 } ? 1 : batch
      return tracer.graph.concatenate(own.map { tracer.graph.broadcast($0, to: count) })
    }
    let value =
      batch == 0
      ? tracer.graph.table([]) : tracer.graph.matrix(function, inputs, batch: batch)
    return (0..<function.resultCount).map { place in
      let places = (place * batch..<(place + 1) * batch).map(Int32.init)
      return TracedExpression(tracer, tracer.graph.gather(value, places))
    }
  }

  /// By what is known of all elements, up to ten thousand; else the compilation is refused, which is
  /// better than a NaN.
  static func termCount(_ x: TracedExpression) -> Int? {
    guard case .value(let tracer, let id) = x.content else {
      return x.number.flatMap(Double.termCount)
    }
    let largest = tracer.graph[id].range.upperBound
    if largest >= 0, largest <= 10_000 { return Int(largest) }
    tracer.refuse(.tooManyTerms(at: tracer.origin))
    return nil
  }

  private var number: Double? {
    if case .number(let number) = content { number } else { nil }
  }

  /// The number it is whatever the draws are; else NaN.
  var value: Double {
    switch content {
    case .number(let number): number
    case .value(let tracer, let id): tracer.graph.number(id) ?? .nan
    }
  }

  static func less(_ a: TracedExpression, _ b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 < $1 ? 1 : 0 }, { $0.compare(.less, $1, $2) })
  }
  static func lessOrEqual(_ a: TracedExpression, _ b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 <= $1 ? 1 : 0 }, { $0.compare(.lessOrEqual, $1, $2) })
  }
  static func equal(_ a: TracedExpression, _ b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 == $1 ? 1 : 0 }, { $0.compare(.equal, $1, $2) })
  }
  static func and(_ a: TracedExpression, _ b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 * $1 }, { $0.and($1, $2) })
  }
  static func or(_ a: TracedExpression, _ b: TracedExpression) -> TracedExpression {
    binary(a, b, { $0 + $1 - $0 * $1 }, { $0.or($1, $2) })
  }
  static func not(_ a: TracedExpression) -> TracedExpression { unary(.not, a) }

  static func select(
    _ condition: TracedExpression, _ whenTrue: TracedExpression, _ whenFalse: TracedExpression
  ) -> TracedExpression {
    if let number = condition.number { return number != 0 ? whenTrue : whenFalse }
    guard let tracer = condition.tracer else { return whenTrue }
    let c = condition.id(in: tracer)
    let a = whenTrue.id(in: tracer)
    let b = whenFalse.id(in: tracer)
    return TracedExpression(tracer, tracer.graph.select(c, a, b))
  }
}
