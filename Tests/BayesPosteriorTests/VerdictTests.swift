import BayesPosterior
import Testing

@Suite("The verdict")
struct VerdictTests {
  private func summary(
    _ chains: [[Double]], divergent: Int = 0, energies: ((Int) -> Double)? = nil
  ) -> PosteriorSummary {
    PosteriorSummary(
      Draws(
        scalars: [Draws.Scalar(variable: "mu", index: [])], columns: chains.map { [$0] },
        sampler: chains.map { chain in
          chain.indices.map { row in
            Draws.SamplerRow(
              logDensity: -1, acceptance: 0.8, stepSize: 0.5, treeDepth: 3, leapfrogs: 7,
              isDivergent: row < divergent, energy: energies?(row) ?? chain[row])
          }
        }))
  }

  @Test("chains that agree and suffice are not warned of")
  func fine() { #expect(summary(ReferenceVectors.a).diagnostics.grade == .fine) }

  @Test("a chain elsewhere is warned of by the parameter's name")
  func disagreeing() {
    let diagnostics = summary(ReferenceVectors.b).diagnostics
    #expect(diagnostics.advice.contains { $0.contains("disagree on mu") })
  }

  @Test("divergences are counted and warned of")
  func divergent() {
    let chain = ReferenceVectors.a[0].count
    let diagnostics = summary(ReferenceVectors.a, divergent: chain / 100).diagnostics
    #expect(diagnostics.divergences == 4 * (chain / 100))
    #expect(diagnostics.grade == .failed)
    #expect(diagnostics.advice.contains { $0.contains("noncentered") })
  }

  @Test(
    "fewer than one divergence in 200 sound draws is a caution, in unsound ones one more warning")
  func rareDivergences() {
    let rare = summary(ReferenceVectors.a, divergent: 1).diagnostics
    #expect(rare.grade == .caution)
    #expect(rare.advice.count == 1)
    let unsound = summary(ReferenceVectors.b, divergent: 1).diagnostics
    #expect(unsound.grade == .failed)
    #expect(unsound.advice.contains { $0.contains("divergence") })
  }

  @Test("advice names the scalar that divergences and slow energies go with")
  func suspects() {
    let chains = ReferenceVectors.a
    let draws = Draws(
      scalars: ["mu", "tau"].map { Draws.Scalar(variable: $0, index: []) },
      columns: chains.map { [Array($0.reversed()), $0.map { $0 * $0 }] },
      sampler: chains.map { chain in
        chain.map { x in
          Draws.SamplerRow(
            logDensity: -1, acceptance: 0.8, stepSize: 0.5, treeDepth: 3, leapfrogs: 7,
            isDivergent: abs(x) < 0.05, energy: x * x)
        }
      })
    let advice = PosteriorSummary(draws).diagnostics.advice
    #expect(advice.contains { $0.contains("mostly where tau is small") })
    let slow = summary(ReferenceVectors.a, energies: { Double($0) }).diagnostics.advice
    #expect(slow.contains { $0.contains("most of all with mu") })
  }

  @Test("slowly moving energies are warned of")
  func energies() {
    let diagnostics = summary(ReferenceVectors.a, energies: { Double($0) }).diagnostics
    #expect(diagnostics.advice.contains { $0.contains("E-BFMI") })
  }

  @Test("draws that are not finite are never called fine")
  func notFinite() {
    var chains = ReferenceVectors.a
    chains[0][0] = .nan
    #expect(summary(chains, energies: { Double($0 % 7) }).diagnostics.grade == .failed)
  }

  @Test("no draws, or too few to judge, are never called fine")
  func tooFew() {
    #expect(summary([[], []]).diagnostics.grade == .failed)
    #expect(summary([[1, 2], [2, 1]]).diagnostics.grade == .failed)
  }

  @Test("chains stuck at different places are warned of, a constant is not")
  func stuck() {
    let apart = (0..<4).map { [Double](repeating: Double($0), count: 100) }
    let same = [[Double]](repeating: [Double](repeating: 0.1, count: 100), count: 4)
    #expect(summary(apart, energies: { Double($0 % 7) }).diagnostics.grade == .failed)
    #expect(summary(same, energies: { Double($0 * 5 % 7) }).diagnostics.grade == .fine)
  }
}
