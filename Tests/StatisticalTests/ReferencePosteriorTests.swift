import BayesPosterior
import BayesTestSupport
import Testing

/// Posteriors of all groups against posteriordb's draws and long runs of another program;
/// `benchmarks/references.py` does the same for every one of them.
@Suite("Reference posteriors")
struct ReferencePosteriorTests {
  /// Posteriors and how many draws a chain gives 4,000 effective ones.
  private static let posteriors: [(name: String, draws: Int)] = [
    ("earnings-logearn_interaction_z", 5000), ("kidiq-kidscore_momhs", 4600),
    ("kidiq_with_mom_work-kidscore_interaction_z", 2500),
    ("kidiq_with_mom_work-kidscore_mom_work", 5200), ("mesquite-logmesquite_logvas", 8500),
    ("mesquite-logmesquite_logvolume", 3200), ("kidiq-kidscore_momiq", 11_000),
    ("sesame_data-sesame_one_pred_a", 4500), ("sblrc-blr", 7500),
    ("GLM_Binomial_data-GLM_Binomial_model", 3500), ("dogs-dogs", 4500),
    ("dogs-dogs_hierarchical", 2500), ("eight_schools-eight_schools_noncentered", 3500),
    ("rats_data-rats_model", 2900), ("radon_mn-radon_pooled", 2500),
  ]

  @Test("means and standard deviations of all scalars agree, all under one threshold")
  func agree() throws {
    var comparisons: [ReferenceComparison] = []
    for (name, count) in Self.posteriors {
      let reference = try ReferencePosterior(named: name)
      let draws = try ExampleFit.run(model: reference.model, data: reference.data, draws: count)
      var found = 0
      for (place, scalar) in draws.scalars.enumerated() {
        guard let moments = reference.moments[scalar.name] else { continue }
        found += 1
        let chains = draws.chains(of: place)
        let statistics = ChainStatistics(chains)
        let least = min(statistics.essBulk, statistics.essTail)
        #expect(least >= 4000, "\(name): \(scalar.name) has \(least) effective draws")
        comparisons += ReferenceComparison.of("\(name) \(scalar.name)", chains, moments)
      }
      #expect(found == reference.moments.count, "\(name) lacks scalars of the reference")
    }
    let limit = ReferenceComparison.threshold(comparisons: comparisons.count)
    for comparison in comparisons { #expect(comparison.z <= limit, "\(comparison)") }
  }
}
