import BayesExecution
import BayesPosterior
import BayesSource

/// Draws from a posterior with their summary.
public struct Fit: Sendable {
  let draws: Draws
  let summary: PosteriorSummary
  private let places: [String: Int]

  init(_ draws: Draws) {
    self.draws = draws
    summary = PosteriorSummary(draws)
    places = Dictionary(
      draws.scalars.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The names of all scalars: `mu`, `theta[3]`.
  public var names: [String] { draws.scalars.map(\.name) }

  /// The estimate of a scalar by variable and 1-based index.
  ///
  /// - Precondition: the fit has such a scalar.
  public subscript(variable: String, index: Int...) -> Estimate {
    let name = Draws.Scalar(variable: variable, index: index).name
    guard let place = places[name] else { preconditionFailure("the fit has no \(name)") }
    return estimate(place)
  }

  /// The estimate of a scalar by variable and labels of its dimensions.
  ///
  /// - Precondition: the fit has such a scalar.
  public subscript(variable: String, labels: String...) -> Estimate {
    let found = draws.scalars.firstIndex {
      $0.variable == variable && $0.labels == labels.map(Optional.some)
    }
    guard let found else { preconditionFailure("the fit has no \(variable) of \(labels)") }
    return estimate(found)
  }

  /// Whether the draws can be trusted.
  public var diagnostics: FitDiagnostics { FitDiagnostics(summary.diagnostics) }

  /// The summary as a table.
  public func table(width: Int = 100) -> String { SummaryTable.text(summary, width: width) }

  private func estimate(_ place: Int) -> Estimate {
    let row = summary.rows[place]
    return Estimate(
      mean: row.mean, mcse: row.mcse, sd: row.sd, median: row.q50, lower: row.q5, upper: row.q95,
      essBulk: row.essBulk, essTail: row.essTail, rHat: row.rHat,
      draws: draws.chains(of: place))
  }
}

/// What is known of one scalar.
public struct Estimate: Sendable, Hashable {
  /// The posterior mean.
  public let mean: Double
  /// The Monte Carlo standard error of the mean.
  public let mcse: Double
  /// The posterior standard deviation.
  public let sd: Double
  /// The posterior median.
  public let median: Double
  /// The 5 % quantile.
  public let lower: Double
  /// The 95 % quantile.
  public let upper: Double
  /// The effective sample size of the bulk.
  public let essBulk: Double
  /// The effective sample size of the tails.
  public let essTail: Double
  /// Rank-normalised split R-hat.
  public let rHat: Double
  /// The draws by chain.
  public let draws: [[Double]]
}

/// Whether a fit's draws can be trusted.
public struct FitDiagnostics: Sendable, Hashable {
  /// The largest R-hat of all scalars; nil where none has one.
  public let worstRHat: Double?
  /// The smallest bulk effective sample size.
  public let minEssBulk: Double?
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
    divergences = diagnostics.divergences
    isReliable = diagnostics.grade != .failed
    verdict = diagnostics.verdict
    advice = diagnostics.advice
  }
}

/// Why a fit has no draws.
public struct FitError: Error, Sendable, CustomStringConvertible {
  /// The statement at fault with the values of its arguments, or the cause of the failure.
  public let description: String

  init(_ failure: FitRun.Failure, _ source: SourceText) {
    description = failure.text(source)
  }
}
