import BayesPosterior
import BayesSource

extension PosteriorSummary {
  /// The rows of some variables or scalars.
  func only(_ names: [String], in paths: [String]) throws -> PosteriorSummary {
    var kept = self
    let known = rows.flatMap { [$0.scalar.variable, $0.scalar.name] }
    for name in names where !known.contains(name) {
      let near = Suggestion.nearest(to: name, among: known)
      throw CommandFailure(
        message: "\(paths.joined(separator: ", ")) has no \(name)"
          + (near.map { "; did you mean \($0)?" } ?? ""), status: .usage)
    }
    kept.rows = rows.filter {
      names.contains($0.scalar.variable) || names.contains($0.scalar.name)
    }
    return kept
  }
}

extension SamplerDiagnostics {
  /// The checks, one a line, then the verdict and the advice.
  var text: String {
    func shown(_ x: Double?) -> String {
      x.map { $0.isFinite ? String(($0 * 1000).rounded() / 1000) : "-" } ?? "-"
    }
    func whole(_ x: Double?) -> String {
      x.map { abs($0) < 1e15 ? String(Int($0)) : "-" } ?? "-"
    }
    return """
      draws             \(draws)
      divergences       \(divergences)
      largest trees     \(maxTreeDepthHits)
      E-BFMI            \(ebfmi.map { shown($0) }.joined(separator: " "))
      worst R-hat       \(shown(worstRHat))
      least bulk ESS    \(whole(minEssBulk))
      least tail ESS    \(whole(minEssTail))


      """
  }
}
