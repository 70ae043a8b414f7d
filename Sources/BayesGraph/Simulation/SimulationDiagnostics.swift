import BayesDistributions
package import BayesSource

/// The codes of quantities that cannot be drawn.
package enum SimulationDiagnosticCatalog {
  package static let all: [DiagnosticCode] = [.undrawnCode]
}

extension DiagnosticCode {
  static let undrawnCode = DiagnosticCode(
    "B0701", title: "a quantity that cannot be drawn",
    explanation: """
      `bayes prior`, `bayes predict`, `bayes fit --replicate` and every `predict` draw values from the
      distributions behind `~`. Some have no way to draw: an improper density such as `Flat()` or `ICAR`
      is no probability, nor is that of `Wiener`, which is of one of two ends, a distribution that the model itself defines has a density alone, and an
      argument outside its domain leaves nothing to draw from. A parameter whose type, bounds or `weight`
      make its prior another than the one that is written is refused where no draw meets them.

      Give an improper parameter a proper prior, even a wide one, for draws from the prior; a fit needs
      none. The message names the quantity and the cause.
      """)
}

extension SimulationFailure {
  /// The failure with its code and the place of the quantity.
  package var diagnostic: Diagnostic {
    Diagnostic(.undrawnCode, description, at: span)
  }
}

extension DrawnQuantities {
  /// Why a quantity that is not a parameter can never be drawn, whatever the parameters are.
  package var refusal: SimulationFailure? {
    for quantity in quantities {
      switch quantity.kind {
      case .prediction, .replicate, .observed: break
      case .logLikelihood:
        if let refusal = likelihoodRefusal(VariableID(quantity.place)) { return refusal }
        continue
      case .report:
        if let refusal = summaryRefusal(model.graph.reports[quantity.place]) { return refusal }
        continue
      case .parameter, .judged: continue
      }
      let variable = model.graph.variables[quantity.place]
      if let cause = variable.terms.lazy.compactMap(\.distribution.refusal).first {
        return SimulationFailure(name: variable.name, span: variable.span, cause: cause)
      }
    }
    return nil
  }
}

extension DrawnQuantities {
  /// Where discrete latents are summed out, what is observed of them together has one density.
  private func likelihoodRefusal(_ id: VariableID) -> SimulationFailure? {
    let variable = model.graph[id]
    for latent in model.discreteLatents {
      let dependent = model.graph.dependents(on: [latent])
      if variable.terms.contains(where: { dependent[$0.logDensity.index] }) {
        return SimulationFailure(
          name: variable.name, span: variable.span, cause: .summedOut(model.graph[latent].name))
      }
    }
    return nil
  }

  /// Summaries of latents are known in the program of a fit, predictions outside.
  private func summaryRefusal(_ report: Report) -> SimulationFailure? {
    guard model.graph.readsSummaries[report.node.index] else { return nil }
    return SimulationFailure(name: report.name, span: report.span, cause: .summary)
  }
}

extension DistributionCall {
  /// Why nothing can be drawn from it at any values of its arguments.
  fileprivate var refusal: DrawRefusal? {
    if isOwn { return .noSampler }
    var isMixture = false
    var isBounded = truncation?.lower != nil && truncation?.upper != nil
    for argument in arguments {
      switch argument {
      case .components(let calls):
        isMixture = true
        if let cause = calls.lazy.compactMap(\.refusal).first { return cause }
      case .family(let call, _):
        isMixture = true
        if let cause = call.refusal { return cause }
      case .range(let lower, let upper): isBounded = isBounded || lower != nil && upper != nil
      case .value: continue
      }
    }
    let declaration = distribution.declaration
    let isProper = isMixture || declaration.capabilities.contains(.draw)
    return isProper || isBounded && declaration.value != .vector ? nil : .improper(declaration.name)
  }
}
