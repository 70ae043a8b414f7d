extension Adjoint {
  /// The derivative of a function of the gamma family in its first argument or its second.
  func gammaSlope(_ operation: BinaryOperation, _ a: ID, _ b: ID, along argument: Int) -> ID {
    switch operation {
    case .logRising:
      argument == 0
        ? tracer.graph.binary(.digammaRise, a, b)
        : tracer.graph.apply(.digamma, tracer.graph.add(a, b))
    case .digammaRise: trigammaSlope(a, b, along: argument)
    case .logBeta:
      argument == 0
        ? tracer.graph.negate(tracer.graph.binary(.digammaRise, a, b))
        : tracer.graph.negate(tracer.graph.binary(.digammaRise, b, a))
    case .logChoose: logChooseSlope(a, b, along: argument)
    default: tracer.graph.constant(.nan)
    }
  }

  private func trigammaSlope(_ a: ID, _ b: ID, along argument: Int) -> ID {
    let above = tracer.graph.apply(.trigamma, tracer.graph.add(a, b))
    return argument == 1
      ? above : tracer.graph.subtract(above, tracer.graph.apply(.trigamma, a))
  }

  private func logChooseSlope(_ n: ID, _ k: ID, along argument: Int) -> ID {
    let one = tracer.graph.constant(1)
    let rest = tracer.graph.add(tracer.graph.subtract(n, k), one)
    if argument == 0 { return tracer.graph.binary(.digammaRise, rest, k) }
    let part = tracer.graph.apply(.digamma, tracer.graph.add(k, one))
    return tracer.graph.subtract(tracer.graph.apply(.digamma, rest), part)
  }
}
