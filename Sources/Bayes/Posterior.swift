import BayesPosterior

/// Draws from a posterior with their summary.
public struct Posterior: Sendable {
  let draws: Draws
  let judgement: Judgement
  let summary: PosteriorSummary
  /// Whether the fit was stopped before it had made all draws asked for.
  public let isInterrupted: Bool
  private let places: [String: Range<Int>]

  init(_ all: Draws, _ judgement: Judgement, maxTreeDepth: Int, isInterrupted: Bool) {
    draws = all.saved
    self.judgement = judgement
    self.isInterrupted = isInterrupted
    summary = PosteriorSummary(
      draws, maxTreeDepth: maxTreeDepth, threads: Machine.processors)
    var places: [String: Range<Int>] = [:]
    for (place, scalar) in draws.scalars.enumerated() {
      let known = places[scalar.variable] ?? place..<place
      places[scalar.variable] = known.lowerBound..<place + 1
    }
    self.places = places
  }

  /// The names of all scalars in order: `mu`, `theta[3]`.
  public var names: [String] { draws.scalars.map(\.name) }

  /// What is known of each scalar, in the order of `names`.
  public var estimates: [Estimate] { summary.rows.indices.map(estimate) }

  /// What is known of a scalar by variable and index; nil where the fit has none such.
  ///
  /// An index is a number from 1 or a label of its dimension: `estimate("theta", "School A")`.
  public func estimate(_ variable: String, _ index: any ScalarIndex...) -> Estimate? {
    find(variable, index).map(estimate)
  }

  /// The same for names that the program itself chose.
  ///
  /// - Precondition: the fit has such a scalar.
  public subscript(variable: String, index: any ScalarIndex...) -> Estimate {
    guard let place = find(variable, index) else {
      preconditionFailure("the fit has no \(variable)\(index.isEmpty ? "" : " of \(index)")")
    }
    return estimate(place)
  }

  /// Whether the draws can be trusted.
  public var diagnostics: FitDiagnostics { FitDiagnostics(summary.diagnostics) }

  /// The summary as a table with its verdict, fitted to a width.
  public func table(width: Int = 100) -> String { SummaryTable(width: width).text(summary) }

  /// The answer to a `gate` of the model; nil where it has none of that name.
  public func gate(_ name: String) -> GateAnswer? {
    judgement.gates.first { $0.name == name }.map(GateAnswer.init)
  }

  /// What is best by a `decide` of the model; nil where it has none of that name.
  public func decision(_ name: String) -> DecisionAnswer? {
    judgement.decisions.first { $0.name == name }.map(DecisionAnswer.init)
  }

  private func find(_ variable: String, _ index: [any ScalarIndex]) -> Int? {
    places[variable]?.first { place in
      let scalar = draws.scalars[place]
      return scalar.variable == variable && scalar.index.count == index.count
        && index.indices.allSatisfy { axis in
          let label = scalar.labels.indices.contains(axis) ? scalar.labels[axis] : nil
          return index[axis].names(position: scalar.index[axis], label: label)
        }
    }
  }

  private func estimate(_ place: Int) -> Estimate {
    // Parameters, reports and predictions come first, and these have rows.
    let row = summary.rows[place]
    return Estimate(
      name: row.scalar.name, labels: row.scalar.labels, mean: row.mean, mcse: row.mcse,
      sd: row.sd, median: row.q50, lower: row.q5, upper: row.q95, essBulk: row.essBulk,
      essTail: row.essTail, rHat: row.rHat, draws: draws.columns.map { $0[place] })
  }
}

/// A position in a dimension: its number from 1, or its label.
public protocol ScalarIndex: Sendable {
  /// Whether this is the position with that number and label.
  func names(position: Int, label: String?) -> Bool
}

extension Int: ScalarIndex {
  /// Whether it is the number.
  public func names(position: Int, label: String?) -> Bool { self == position }
}

extension String: ScalarIndex {
  /// Whether it is the label.
  public func names(position: Int, label: String?) -> Bool { self == label }
}

/// What is known of one scalar.
public struct Estimate: Sendable, Hashable {
  /// The scalar: `theta[3]`.
  public let name: String
  /// The labels of its index, nil where a dimension has none.
  public let labels: [String?]
  /// The posterior mean.
  public let mean: Double
  /// The Monte Carlo standard error of the mean; NaN for a constant.
  public let mcse: Double
  /// The posterior standard deviation.
  public let sd: Double
  /// The posterior median.
  public let median: Double
  /// The 5 % quantile.
  public let lower: Double
  /// The 95 % quantile.
  public let upper: Double
  /// The effective sample size of the bulk; NaN for a constant.
  public let essBulk: Double
  /// The effective sample size of the tails; NaN for a constant.
  public let essTail: Double
  /// Rank-normalised split R-hat; NaN for a constant.
  public let rHat: Double
  /// The draws by chain; of a fit that was stopped, chains differ in length.
  public let draws: [[Double]]
}

/// Whether a fit's draws can be trusted.
public struct FitDiagnostics: Sendable, Hashable {
  /// The largest R-hat of all scalars; nil where none has one.
  public let worstRHat: Double?
  /// The smallest bulk effective sample size; nil where no scalar has one.
  public let minEssBulk: Double?
  /// The smallest tail effective sample size; nil where no scalar has one.
  public let minEssTail: Double?
  /// Trajectories that diverged after warm-up.
  public let divergences: Int
  /// Whether the draws can be relied on; a few divergences do not spoil it.
  public let isReliable: Bool
  /// One line.
  public let verdict: String
  /// What is wrong and what to try; empty where nothing is.
  public let advice: [String]

  init(_ diagnostics: SamplerDiagnostics) {
    worstRHat = diagnostics.worstRHat
    minEssBulk = diagnostics.minEssBulk
    minEssTail = diagnostics.minEssTail
    divergences = diagnostics.divergences
    isReliable = diagnostics.grade != .failed
    verdict = diagnostics.verdict
    advice = diagnostics.advice
  }
}
