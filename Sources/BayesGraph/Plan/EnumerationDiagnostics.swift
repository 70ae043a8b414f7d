package import BayesSource

/// The codes of discrete quantities that no sum can take the place of.
package enum PlanDiagnosticCatalog {
  package static let all: [DiagnosticCode] = [.notSummedCode, .tooManyStatesCode, .noStatesCode]
}

extension DiagnosticCode {
  static let notSummedCode = DiagnosticCode(
    "B0602", title: "a discrete latent that cannot be summed out",
    explanation: """
      A sampler that follows gradients cannot move a discrete `param`, so it is summed out: for each of
      its elements by itself, or along an ordered dimension for a Markov chain. That needs every term of
      the density to read one element of it, or one and the element before. A term that reads many
      elements together (`sum(z)` in a `factor`), an element by the state of another latent, or a
      recurrence through a latent couples them all.

      Write the term for each element, `factor sum(f(z[i]) for i in D)`; or sum out by hand, with
      `Mixture` or `factor logSumExp(…)` over the outcomes.

      Two Markov chains that meet in a term, or one whose element depends on the two before, are one chain
      through pairs of states. Its matrix of transitions is computed from theirs:

          dim Time ordered
          dim S = 2, Pair = 4
          param A[S], B[S]: Simplex[S] ~ Dirichlet(ones(S))
          param mu, nu: Ordered[S] ~ Normal(0, 5)
          let a[k in Pair] = [1, 1, 2, 2][k]
          let b[k in Pair] = [1, 2, 1, 2][k]
          let step[j in Pair, k in Pair] = A[a[j], a[k]] * B[b[j], b[k]]
          let location[k in Pair] = mu[a[k]] + nu[b[k]]
          param c[Time.first] ~ Categorical(ones(Pair) / 4)
          param c[t in Time.dropFirst()] ~ Categorical(step[c[t - 1], _])
          observe y[Time] ~ Normal(location[c], 1)
          report first = a[c]
      """)
  static let tooManyStatesCode = DiagnosticCode(
    "B0603", title: "more states than can be summed over",
    explanation: """
      Latents that meet in one term are summed out together, so their states multiply: the table for one
      element may have 1,048,576 entries, and all elements' together 67,108,864. Give a count a smaller
      upper bound, with `truncated`, or let fewer latents meet in one term.
      """)
  static let noStatesCode = DiagnosticCode(
    "B0604", title: "states without an end",
    explanation: """
      A discrete `param` is summed out over its values, so there must be finitely many, known from the
      data: `truncated 0...100` behind a count without a largest value, a number of trials or ends of a
      range that no parameter decides.

          param n ~ Poisson(20) truncated 0...200
      """)
}

extension Diagnostic {
  /// A latent that is left over.
  static func notSummed(_ variable: RandomVariable) -> Diagnostic {
    Diagnostic(
      .notSummedCode,
      "`\(variable.name)` is discrete, and no gradient leads a sampler to its values",
      at: variable.span, label: "declared here",
      notes: [Note("the rewrite `enumeration` sums it out: leave it on")])
  }

  static func coupled(_ variable: RandomVariable, _ reason: String, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .notSummedCode, "`\(variable.name)` cannot be summed out: \(reason)", at: span,
      label: "this term couples its elements",
      notes: [
        Note(
          "let the term read one element of `\(variable.name)`, or one and the one before; or sum out "
            + "by hand: `Mixture`, or `factor logSumExp(…)` over the outcomes")
      ])
  }

  /// A Markov chain that meets other latents which are not summed out before it.
  static func coupledChain(_ clique: [RandomVariable], states: [Int]) -> Diagnostic {
    let names = clique.map { "`\($0.name)`" }
    let others = names.dropFirst().joined(separator: ", ")
    let product = states.reduce(1.0) { $0 * Double($1) }
    let count = Int(exactly: product).map(String.init) ?? "\(product)"
    return Diagnostic(
      .notSummedCode,
      "\(names[0]) cannot be summed out: it is a Markov chain whose elements meet those of \(others)",
      at: clique[0].span,
      label: states.map(String.init).joined(separator: " × ") + " = \(count) states together",
      notes: [
        Note(
          "let one chain go through the states of all together, "
            + "`param c[t] ~ Categorical(step[c[t - 1], _])`, and pick each one's state by `c`; "
            + "`bayes explain B0602` shows it")
      ])
  }

  static func noSummary(
    _ function: String, _ variable: RandomVariable, _ reason: String, _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .notSummedCode, "`\(function)(\(variable.name))` is not to be had: \(reason)", at: span,
      notes: [Note("`report \(variable.name)` saves draws of it, from which both can be estimated")]
    )
  }

  static func tooManyStates(
    _ names: [String], _ count: Double, at span: SourceSpan
  ) -> Diagnostic {
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    let number = Int(exactly: count).map(String.init) ?? "\(count)"
    return Diagnostic(
      .tooManyStatesCode, "summing out \(list) needs a table of \(number) entries", at: span,
      label: "at most \(Elimination.mostStates) for an element",
      notes: [
        Note("give it fewer states (`truncated a...b`), or let fewer latents meet in one term")
      ])
  }

  static func unknownStates(_ variable: RandomVariable, term span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noStatesCode, "`\(variable.name)` has no end of states that the data tell", at: span,
      label: "summed over its values, so they must be finitely many",
      notes: [Note("say where they end: `truncated 0...100`, with numbers or data")])
  }

  static func noStates(_ variable: RandomVariable) -> Diagnostic {
    Diagnostic(
      .noStatesCode, "`\(variable.name)` has no state at all", at: variable.span,
      label: "declared here",
      notes: [Note("its smallest value lies above its largest")])
  }

  static func statesOutside(
    _ variable: RandomVariable, _ states: ClosedRange<Int>, of dimension: String, size: Int
  ) -> Diagnostic {
    Diagnostic(
      .argumentValueCode,
      "`\(variable.name)` is an index of \(dimension), which has \(size) elements, "
        + "but its values go from \(states.lowerBound) to \(states.upperBound)",
      at: variable.terms.first?.distribution.span ?? variable.span,
      notes: [Note("give it a probability for each element, or let it index another dimension")])
  }
}
