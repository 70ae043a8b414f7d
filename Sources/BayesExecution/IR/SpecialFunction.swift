import BayesMath

/// A function of several numbers that is called element by element, with a derivative in each argument
/// that is a function of its own.
enum SpecialFunction: Int, Hashable {
  case gammaP, logGammaP, logGammaQ
  case betaI, logBetaI

  /// Bounds that hold for every value.
  var range: ClosedRange<Double> {
    switch self {
    case .gammaP, .betaI: 0...1
    case .logGammaP, .logGammaQ, .logBetaI: -.infinity...0
    }
  }

  private func evaluate<S: Scalar>(_ x: (Int) -> S) -> S {
    switch self {
    case .gammaP: S.gammaP(x(0), x(1))
    case .logGammaP: S.logGammaP(x(0), x(1))
    case .logGammaQ: S.logGammaQ(x(0), x(1))
    case .betaI: S.betaI(x(0), x(1), x(2))
    case .logBetaI: S.logBetaI(x(0), x(1), x(2), x(3))
    }
  }

  fileprivate func value(_ x: UnsafePointer<Double>) -> Double { evaluate { x[$0] } }

  /// The series come with their derivatives, term by term.
  fileprivate func slope(along argument: Int, _ x: UnsafePointer<Double>) -> Double {
    evaluate { Dual(x[$0], $0 == argument ? 1 : 0) }.derivative
  }
}

/// A special function's value, or its derivative in one argument.
struct SpecialCall: Hashable {
  let function: SpecialFunction
  /// The argument it is the derivative in; nil for the value.
  var argument: Int?

  func evaluate(_ x: UnsafePointer<Double>) -> Double {
    argument.map { function.slope(along: $0, x) } ?? function.value(x)
  }

  /// As kernels pass it: the function, and in the last three bits the argument from one on.
  var code: Int { function.rawValue << 3 | (argument.map { $0 + 1 } ?? 0) }

  init?(code: Int) {
    guard let function = SpecialFunction(rawValue: code >> 3) else { return nil }
    self.init(function: function, argument: code & 7 == 0 ? nil : (code & 7) - 1)
  }

  init(function: SpecialFunction, argument: Int? = nil) {
    self.function = function
    self.argument = argument
  }

  /// What kernels call for each element.
  static let entry: @convention(c) (Int, UnsafePointer<Double>?) -> Double = { code, arguments in
    guard let call = SpecialCall(code: code), let arguments else { return .nan }
    return call.evaluate(arguments)
  }

  /// As a listing names it.
  var name: String { argument.map { "\(function)'\($0 + 1)" } ?? "\(function)" }
}

extension NumericGraph {
  /// A special function of values that broadcast; constants are folded.
  mutating func call(_ call: SpecialCall, _ arguments: [ID]) -> ID {
    let n = arguments.reduce(1) { Self.joint($0, count($1)) }
    let columns = arguments.compactMap { elements($0) }
    if columns.count == arguments.count {
      return table(
        (0..<n).map { i in call.evaluate(columns.map { $0[$0.count == 1 ? 0 : i] }) })
    }
    let range = call.argument == nil ? call.function.range : Self.anything
    return value(.call(call, arguments), count: n, range: range)
  }
}
