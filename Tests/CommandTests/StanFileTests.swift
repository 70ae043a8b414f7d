import BayesData
import BayesTestSupport
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

  /// Mean, MCSE, sd, 5 %, 50 % and 95 % quantiles, bulk ESS and R-hat of stanli's draws in `Files`.
  ///
  /// As stanli 0.24.0 itself gives them, but for MCSE, which it takes from whole chains, and the R-hat of
  /// tau, whose folded half it finds smaller: these are the definitions of Vehtari and others (2021),
  /// computed with NumPy.
  static let summaries: [(String, [Double])] = [
    (
      "mu",
      [
        4.580109719724449, 0.2391894206186322, 3.265244599956876, -1.0117632209730476,
        4.992239105670807, 9.91283249668326, 190.68798609104707, 0.9983989181451887,
      ]
    ),
    (
      "tau",
      [
        3.6766198985607206, 0.2664202828372826, 3.1827339057687234, 0.33236763317271795,
        2.70159778939637, 9.640506678506306, 119.24047761506854, 1.003027672629146,
      ]
    ),
    (
      "theta[1]",
      [
        6.320739603264769, 0.36534728110458636, 5.444841887175303, -1.552134877411549,
        5.85635734234465, 18.201189682951526, 237.4044333859688, 0.9979402715683995,
      ]
    ),
  ]

  @Test("draws of stanli have the summary that others give them")
  func stanli() throws {
    let files = "\(ReferenceFiles.root)/Tests/CommandTests/Files"
    let outcome = try BayesProgram.run(
      "bayes summary --json \(files)/stanli-1.csv \(files)/stanli-2.csv", in: folder)
    let root = try outcome.document()
    let rows = try #require(root["parameters"]?.array)
    let names = rows.compactMap { $0["name"]?.string }
    #expect(names.suffix(4) == ["A[1,1]", "A[1,2]", "A[2,1]", "A[2,2]"])
    let columns = ["mean", "mcse", "sd", "q5", "q50", "q95", "essBulk", "rhat"]
    for (name, reference) in Self.summaries {
      let row = try #require(rows.first { $0["name"]?.string == name })
      for (column, wanted) in zip(columns, reference) {
        let value = row[column]?.number ?? .nan
        // The files have eight digits.
        #expect(abs(value - wanted) <= 1e-6 * abs(wanted), "\(name) \(column): \(value)")
      }
    }
    #expect(root["diagnostics"]?["divergences"]?.number != nil)
    let diagnose = try BayesProgram.run(
      "bayes diagnose \(files)/stanli-1.csv \(files)/stanli-2.csv", in: folder)
    #expect(diagnose.output.contains("draws             200"))
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
