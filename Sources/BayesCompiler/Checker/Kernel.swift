import BayesGraph
import BayesSource
import BayesSyntax

/// A covariance function of two inputs, as a model writes it: `expQuad(scale: a, length: r) + white(s)`.
///
/// It is no value of a model itself: `covariance` and `GP` make matrices of it. Formulas are those of
/// Rasmussen and Williams (2006), chapter 4.
indirect enum Kernel {
  case primitive(KernelFamily, [NodeID])
  case sum(Kernel, Kernel)
  case product(Kernel, Kernel)
  /// A kernel times a number.
  case scaled(NodeID, Kernel)
}

/// The kernels there are.
package enum KernelFamily: String, CaseIterable, Sendable {
  case expQuad, matern32, matern52, exponential, periodic, dotProduct, white

  /// Their parameters, in order.
  package var parameters: [String] {
    switch self {
    case .expQuad, .matern32, .matern52, .exponential: ["scale", "length"]
    case .periodic: ["scale", "length", "period"]
    case .dotProduct: ["offset"]
    case .white: ["scale"]
    }
  }

  /// The covariance at inputs with distance d and product p; one sentence.
  package var summary: String {
    switch self {
    case .expQuad: "scale² exp(-d² / (2 length²))"
    case .matern32: "scale² (1 + √3 d / length) exp(-√3 d / length)"
    case .matern52: "scale² (1 + √5 d / length + 5 d² / (3 length²)) exp(-√5 d / length)"
    case .exponential: "scale² exp(-d / length)"
    case .periodic: "scale² exp(-2 sin²(π d / period) / length²)"
    case .dotProduct: "offset² + x · y"
    case .white: "scale² where the two are one point, else 0"
    }
  }

  /// The function of Stan's that it stands for.
  package var stanName: String? {
    switch self {
    case .expQuad: "gp_exp_quad_cov"
    case .matern32: "gp_matern32_cov"
    case .matern52: "gp_matern52_cov"
    case .exponential: "gp_exponential_cov"
    case .periodic: "gp_periodic_cov"
    case .dotProduct: "gp_dot_prod_cov"
    case .white: nil
    }
  }
}

extension Checker {
  /// Whether an expression is a kernel: a call of one, a name for one, sums and products of these.
  func isKernel(_ expression: Expression) -> Bool {
    switch expression {
    case .name(let name):
      if case .kernel? = scopes[name.name]?.symbol { true } else { false }
    case .call(let call): kernelFamily(of: call) != nil
    case .parenthesized(let elements, _): elements.count == 1 && isKernel(elements[0])
    case .chain(let chain): ([chain.first] + chain.rest.map(\.operand)).contains { isKernel($0) }
    default: false
    }
  }

  private func kernelFamily(of call: CallExpression) -> KernelFamily? {
    guard case .name(let name) = call.callee, scopes[name.name] == nil else { return nil }
    return KernelFamily(rawValue: name.name)
  }

  /// Reads a kernel; nil, diagnosed, where it is none.
  mutating func kernel(_ expression: Expression) -> Kernel? {
    switch expression {
    case .name(let name):
      if case .kernel(let kernel)? = scopes[name.name]?.symbol { return kernel }
    case .call(let call):
      if let family = kernelFamily(of: call) { return primitive(family, call) }
    case .parenthesized(let elements, _) where elements.count == 1: return kernel(elements[0])
    case .chain(let chain): return combination(chain)
    default: break
    }
    report(.kernelExpected(at: expression.span))
    return nil
  }

  private mutating func primitive(_ family: KernelFamily, _ call: CallExpression) -> Kernel? {
    let parameters = family.parameters
    guard call.comprehension == nil, call.arguments.count == parameters.count else {
      report(
        .argumentCount(
          family.rawValue, found: call.arguments.count, expected: parameters.count,
          at: call.span))
      return nil
    }
    guard let arguments = order(call, by: parameters, of: family.rawValue) else { return nil }
    var nodes: [NodeID] = []
    for (name, argument) in zip(parameters, arguments) {
      guard let id = checkNumber(argument) else { return nil }
      guard freeAxes(of: id).isEmpty else {
        report(
          .argumentType(name, found: typeText(id), expected: "Real", at: argument.span))
        return nil
      }
      nodes.append(id)
    }
    return .primitive(family, nodes)
  }

  /// Sums of kernels, products of kernels and numbers.
  private mutating func combination(_ chain: ChainExpression) -> Kernel? {
    let operands = [chain.first] + chain.rest.map(\.operand)
    let isSum = chain.rest.allSatisfy { $0.operator == .add }
    if let wrong = chain.rest.first(where: { $0.operator != (isSum ? .add : .multiply) }) {
      report(.kernelExpected(at: wrong.operatorSpan))
      return nil
    }
    var whole: Kernel?
    var factors: [NodeID] = []
    for operand in operands {
      if !isSum, !isKernel(operand) {
        guard let number = checkNumber(operand) else { return nil }
        guard freeAxes(of: number).isEmpty else {
          report(.kernelExpected(at: operand.span))
          return nil
        }
        factors.append(number)
        continue
      }
      guard let next = kernel(operand) else { return nil }
      whole = whole.map { isSum ? .sum($0, next) : .product($0, next) } ?? next
    }
    return whole.map { factors.reduce($0) { .scaled($1, $0) } }
  }
}
