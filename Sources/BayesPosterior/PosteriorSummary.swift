import BayesMath

/// What is said of a posterior: a row per scalar, the sampler's health, a verdict.
package struct PosteriorSummary: Sendable {
  /// One scalar's summary.
  package struct Row: Sendable, Hashable {
    package let scalar: Draws.Scalar
    package let mean: Double
    package let mcse: Double
    package let sd: Double
    package let mad: Double
    package let q5: Double
    package let q50: Double
    package let q95: Double
    package let essBulk: Double
    package let essTail: Double
    package let rHat: Double
  }

  package var rows: [Row]
  package let diagnostics: SamplerDiagnostics

  /// Computes rows 0 ..< count, each by itself, in whatever order; `one` may be called from several
  /// threads at once.
  package typealias RowComputation = (_ count: Int, _ one: @escaping @Sendable (Int) -> Row)
    -> [Row]

  /// Summarises the comparable chains; a constant scalar has no R-hat and no effective size.
  package init(
    _ draws: Draws, maxTreeDepth: Int = 10, rows compute: RowComputation = { (0..<$0).map($1) }
  ) {
    let draws = draws.summarised.comparable
    let length = draws.columns.map { $0.first?.count ?? 0 }.min() ?? 0
    let tables = StatisticsTables(chains: draws.columns.count, length: length)
    rows = compute(draws.scalars.count) {
      Self.row(draws.scalars[$0], draws.chains(of: $0), tables)
    }
    diagnostics = SamplerDiagnostics(draws, rows: rows, maxTreeDepth: maxTreeDepth)
  }

  private static func row(
    _ scalar: Draws.Scalar, _ chains: [[Double]], _ tables: StatisticsTables
  ) -> Row {
    let statistics = ChainStatistics(chains, tables: tables)
    let quantiles = statistics.sorted.isEmpty ? unjudged(chains) : judged(statistics)
    return Row(
      scalar: scalar, mean: statistics.mean, mcse: statistics.mcseMean, sd: statistics.sd,
      mad: 1.4826 * quantiles.distance, q5: quantiles.q5, q50: quantiles.q50,
      q95: quantiles.q95, essBulk: statistics.essBulk, essTail: statistics.essTail,
      rHat: statistics.rHat)
  }

  private typealias OrderStatistics = (q5: Double, q50: Double, q95: Double, distance: Double)

  private static func judged(_ statistics: ChainStatistics) -> OrderStatistics {
    func quantile(_ p: Double) -> Double { Quantiles.quantile(sorted: statistics.sorted, p) }
    return (quantile(0.05), quantile(0.5), quantile(0.95), statistics.medianDistance)
  }

  /// The same of draws that are all equal, not all finite, or very few.
  private static func unjudged(_ chains: [[Double]]) -> OrderStatistics {
    let sorted = chains.flatMap(\.self).sorted()
    func quantile(_ p: Double) -> Double { Quantiles.quantile(sorted: sorted, p) }
    let distances = SortedDraws.distances(from: quantile(0.5), in: sorted)
    return (
      quantile(0.05), quantile(0.5), quantile(0.95), Quantiles.quantile(sorted: distances, 0.5)
    )
  }
}

/// Whether the sampler's output can be trusted, in numbers and in words.
package struct SamplerDiagnostics: Sendable, Hashable {
  package let divergences: Int
  package let draws: Int
  package let maxTreeDepthHits: Int
  /// Per chain the energy Bayesian fraction of missing information (Betancourt 2016).
  package let ebfmi: [Double]
  package let worstRHat: Double?
  package let minEssBulk: Double?
  package let minEssTail: Double?
  package let advice: [String]

  package let grade: Grade

  /// How far the draws can be trusted.
  package enum Grade: String, Sendable, Hashable {
    /// Nothing to be warned of.
    case fine
    /// Nothing but a few divergences: the draws serve, with a remark.
    case caution
    case failed
  }

  /// One line.
  package var verdict: String {
    switch grade {
    case .fine: "no sign of trouble: the chains agree and the draws suffice"
    case .caution: "the chains agree and the draws suffice, with one caution"
    case .failed: "do not rely on these draws yet"
    }
  }

  init(_ draws: Draws, rows: [PosteriorSummary.Row], maxTreeDepth: Int) {
    let sampler = draws.sampler.flatMap(\.self)
    self.draws = sampler.count
    divergences = sampler.count { $0.isDivergent }
    maxTreeDepthHits = sampler.count { $0.treeDepth >= maxTreeDepth }
    ebfmi = draws.sampler.map { Self.ebfmi($0.map(\.energy)) }
    let judged = rows.filter(Self.isJudged)
    worstRHat = judged.map(\.rHat).max()
    minEssBulk = judged.map(\.essBulk).min()
    minEssTail = judged.map(\.essTail).min()
    let failures =
      Self.unjudged(rows, draws: sampler.count)
      + Self.advice(
        judged, divergences: divergences, hits: maxTreeDepthHits, draws: sampler.count,
        ebfmi: ebfmi, of: draws, all: rows)
    let isRare = divergences > 0 && Self.areRare(divergences, of: sampler.count)
    grade = !failures.isEmpty ? .failed : isRare ? .caution : .fine
    advice = failures + (isRare ? [Self.rareDivergences(divergences, sampler.count)] : [])
  }

  /// Fewer than one divergence in 200 draws, among draws that are otherwise sound, biases less than
  /// the Monte Carlo error of those draws; `docs/decisions` has the measurement.
  private static func areRare(_ divergences: Int, of draws: Int) -> Bool {
    200 * divergences < draws
  }

  private static func rareDivergences(_ divergences: Int, _ draws: Int) -> String {
    """
    \(divergences) of \(draws) draws ended in a divergence: a small corner of the posterior may be \
    visited too rarely. --set targetAcceptance=0.95 tells whether it matters
    """
  }

  private static func isJudged(_ row: PosteriorSummary.Row) -> Bool {
    row.rHat.isFinite && row.essBulk.isFinite && row.essTail.isFinite
  }

  /// What to say of scalars that vary but have no R-hat: silence would pass for health.
  private static func unjudged(_ rows: [PosteriorSummary.Row], draws: Int) -> [String] {
    if draws == 0 { return ["there are no draws to judge: run again with --draws of at least 4"] }
    let unknown = rows.filter { !isJudged($0) && !($0.mean.isFinite && $0.q5 == $0.q95) }
    guard let first = unknown.first else { return [] }
    let cause =
      first.mean.isFinite
      ? "the chains are too short or do not move: run longer (--draws)"
      : "some draws are not finite: look for an overflow or a division by zero in what defines it"
    let others = unknown.count > 1 ? " and \(unknown.count - 1) more" : ""
    return ["\(first.scalar.name)\(others) cannot be judged: \(cause)"]
  }

  /// The mean squared change of the energy over its variance; NaN for fewer than three draws.
  static func ebfmi(_ energies: [Double]) -> Double {
    guard energies.count > 2 else { return .nan }
    let changes = zip(energies, energies.dropFirst()).map { ($1 - $0) * ($1 - $0) }
    return changes.reduce(0, +) / Double(changes.count) / SplitChains.variance(energies)
  }

  private static func advice(
    _ rows: [PosteriorSummary.Row], divergences: Int, hits: Int, draws: Int, ebfmi: [Double],
    of all: Draws, all allRows: [PosteriorSummary.Row]
  ) -> [String] {
    var advice: [String] = []
    if !areRare(divergences, of: draws), divergences > 0 {
      advice.append(
        steepness(divergences, draws, Suspects.ofDivergences(all, allRows)))
    }
    if let worst = rows.max(by: { $0.rHat < $1.rHat }), worst.rHat > 1.01 {
      advice.append(
        "the chains disagree on \(worst.scalar.name) (R-hat \(format(worst.rHat))): run longer, and look for two modes or an unidentified parameter"
      )
    }
    let needed = Double(100 * all.columns.count)
    if let least = rows.min(by: { min($0.essBulk, $0.essTail) < min($1.essBulk, $1.essTail) }),
      min(least.essBulk, least.essTail) < needed
    {
      let ess = Int(min(least.essBulk, least.essTail))
      advice.append(
        "\(least.scalar.name) has an effective sample size of \(ess), below \(Int(needed)): run longer (--draws)"
      )
    }
    if let low = ebfmi.filter(\.isFinite).min(), low < 0.3 {
      let suspect = Suspects.ofEnergy(all, allRows).map { ", most of all with \($0)" } ?? ""
      advice.append(
        "the energy mixes slowly (E-BFMI \(format(low)))\(suspect): heavy tails or a funnel; a plate may want another parameterisation (`with noncentered` or `with centered`)"
      )
    }
    if hits > draws / 100, hits > 0 {
      advice.append(
        "\(hits) of \(draws) trajectories reached the largest tree: correlated or very different scales; standardise covariates, or --set maxTreeDepth=12"
      )
    }
    return advice
  }

  private static func steepness(
    _ divergences: Int, _ draws: Int, _ suspect: (name: String, isBelow: Bool)?
  ) -> String {
    let place =
      suspect.map { ", mostly where \($0.name) is \($0.isBelow ? "small" : "large")" } ?? ""
    return """
      \(divergences) of \(draws) draws ended in a divergence\(place): parts of the posterior are too \
      steep for the step size. Try `with noncentered` on a centred plate whose scale is small, a tighter \
      prior on that scale, or --set targetAcceptance=0.95
      """
  }

  private static func format(_ x: Double) -> String { String((x * 1000).rounded() / 1000) }
}
