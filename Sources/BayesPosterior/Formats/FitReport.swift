package import BayesSource

/// What `fit.json` says besides the summary.
package struct FitReport: Sendable {
  package var model: String
  package var dataDigest: String
  /// A digest of what is observed, by which fits of different models to the same data are known.
  package var observedDigest: String?
  package var method: String
  package var seed: UInt64
  package var chains: Int
  package var warmup: Int
  package var draws: Int
  package var plan: [String]
  package var timing: Timing
  package var summary: PosteriorSummary
  package var isInterrupted: Bool
  /// The variables among the draws that are observed quantities drawn anew.
  package var replicates: [String] = []
  /// The variables among the draws that are log densities of observed values.
  package var logLikelihood: [String] = []
  package var gates: [GateVerdict] = []
  package var decisions: [DecisionVerdict] = []

  /// Seconds and counts.
  package struct Timing: Sendable, Hashable {
    package var prepareSeconds = 0.0
    package var warmupSeconds = 0.0
    package var samplingSeconds = 0.0
    package var leapfrogs = 0

    package init() {}
  }

  package init(
    model: String, dataDigest: String, method: String, seed: UInt64, chains: Int, warmup: Int,
    draws: Int, plan: [String], timing: Timing, summary: PosteriorSummary, isInterrupted: Bool
  ) {
    self.model = model
    self.dataDigest = dataDigest
    self.method = method
    self.seed = seed
    self.chains = chains
    self.warmup = warmup
    self.draws = draws
    self.plan = plan
    self.timing = timing
    self.summary = summary
    self.isInterrupted = isInterrupted
  }

  /// The document; what does not apply is null.
  package var json: JSONValue {
    .object([
      "schema": .integer(1), "model": .string(model), "dataDigest": .string(dataDigest),
      "observedDigest": observedDigest.map { .string($0) } ?? .null,
      "method": .string(method), "seed": .unsigned(seed), "chains": .integer(chains),
      "warmup": .integer(warmup), "draws": .integer(draws),
      "interrupted": .bool(isInterrupted), "plan": .array(plan.map { .string($0) }),
      "parameters": .array(rows(of: .posterior)),
      "predictions": .array(rows(of: .prediction)),
      "replicates": .array(replicates.map { .string($0) }),
      "logLikelihood": .array(logLikelihood.map { .string($0) }),
      "diagnostics": Self.json(summary.diagnostics),
      "elbo": .null, "logEvidence": .null,
      "timing": .object([
        "prepareSeconds": .number(timing.prepareSeconds),
        "warmupSeconds": .number(timing.warmupSeconds),
        "samplingSeconds": .number(timing.samplingSeconds),
        "gradients": .integer(timing.leapfrogs), "leapfrogs": .integer(timing.leapfrogs),
      ]),
      "gates": gates.isEmpty ? .null : .array(gates.map(\.json)),
      "decisions": decisions.isEmpty ? .null : .array(decisions.map(\.json)),
    ])
  }

  private func rows(of group: Draws.Scalar.Group) -> [JSONValue] {
    summary.rows.filter { $0.scalar.group == group }.map(Self.json)
  }

  package static func json(_ row: PosteriorSummary.Row) -> JSONValue {
    .object([
      "name": .string(row.scalar.name), "variable": .string(row.scalar.variable),
      "index": .array(row.scalar.index.map { .integer($0) }),
      "labels": .array(row.scalar.labels.map { $0.map { .string($0) } ?? .null }),
      "mean": .number(row.mean), "mcse": .number(row.mcse), "sd": .number(row.sd),
      "mad": .number(row.mad), "q5": .number(row.q5), "q50": .number(row.q50),
      "q95": .number(row.q95), "essBulk": .number(row.essBulk), "essTail": .number(row.essTail),
      "rhat": .number(row.rHat),
    ])
  }

  package static func json(_ diagnostics: SamplerDiagnostics) -> JSONValue {
    .object([
      "divergences": .integer(diagnostics.divergences),
      "maxTreedepthHits": .integer(diagnostics.maxTreeDepthHits),
      "ebfmi": .array(diagnostics.ebfmi.map { .number($0) }),
      "worstRhat": diagnostics.worstRHat.map { .number($0) } ?? .null,
      "minEssBulk": diagnostics.minEssBulk.map { .number($0) } ?? .null,
      "minEssTail": diagnostics.minEssTail.map { .number($0) } ?? .null,
      "paretoK": .null, "verdict": .string(diagnostics.verdict),
      "advice": .array(diagnostics.advice.map { .string($0) }),
    ])
  }
}
