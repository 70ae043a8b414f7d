import BayesData
import Testing

@Suite("Draws of other programs")
struct StanFileTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// A chain file as CmdStan writes it; values count up from `start`.
  private func cmdStan(_ start: Double, saveWarmup: Bool) -> String {
    var text = """
      # stan_version_major = 2
      # method = sample (Default)
      #   sample
      #     num_samples = 40
      #     save_warmup = \(saveWarmup ? "true" : "false (Default)")
      #           max_depth = 5
      lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,A.1.1,A.2.1,A.1.2,A.2.2

      """
    func row(_ x: Double, _ depth: Int) -> String {
      "-7.5,0.9,0.5,\(depth),7,0,\(8 + x),\(x + 11),\(x + 21),\(x + 12),\(x + 22)\n"
    }
    if saveWarmup { text += row(1e6, 3) + row(2e6, 3) }
    text += "# Adaptation terminated\n# Step size = 0.5\n"
    text += "# Diagonal elements of inverse mass matrix:\n# 1, 1, 1, 1\n"
    for place in 0..<40 { text += row(start + Double(place * 17 % 40) / 40, place == 0 ? 5 : 3) }
    return text + "# \n#  Elapsed Time: 0.01 seconds (Warm-up)\n#\n"
  }

  @Test("CmdStan's files are read without their warm-up, matrices in row-major order")
  func files() throws {
    for saveWarmup in [false, true] {
      try folder.write(cmdStan(0, saveWarmup: saveWarmup), to: "a.csv")
      try folder.write(cmdStan(0.01, saveWarmup: saveWarmup), to: "b.csv")
      let outcome = try BayesProgram.run("bayes summary a.csv b.csv --json", in: folder)
      let root = try outcome.document()
      let rows = try #require(root["parameters"]?.array)
      #expect(rows.compactMap { $0["name"]?.string } == ["A[1,1]", "A[1,2]", "A[2,1]", "A[2,2]"])
      #expect(abs((rows[1]["mean"]?.number ?? 0) - 12.4925) < 1e-9)
      #expect(root["diagnostics"]?["maxTreedepthHits"]?.number == 2)
    }
  }

  @Test("files of one fit that have other columns are refused by name and line")
  func others() throws {
    try folder.write("lp__,mu\n1,2\n", to: "a.csv")
    try folder.write("lp__,tau\n1,2\n", to: "b.csv")
    let outcome = try BayesProgram.run("bayes summary a.csv b.csv", in: folder)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("b.csv:1"))
  }
}
