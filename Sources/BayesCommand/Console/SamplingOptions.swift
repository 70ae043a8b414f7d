import ArgumentParser
import Bayes
import BayesInference
import BayesSource

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a fit samples.
struct SamplingOptions: ParsableArguments {
  /// The methods this version has.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case auto, nuts
  }

  @Option(help: "The method of inference: auto takes the best there is.")
  var method = Method.auto

  @Option(help: "How many chains.")
  var chains = 4

  @Option(help: "Warm-up iterations per chain.")
  var warmup = 1000

  @Option(help: "Draws per chain, after warm-up.")
  var draws = 1000

  @Option(help: "How many chains run at a time; the draws do not depend on it.")
  var threads: Int?

  @Option(help: "The seed of all random numbers.")
  var seed: UInt64 = 1

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A setting of the method, such as targetAcceptance=0.95; `bayes help NAME` explains one.",
      valueName: "name=value"))
  var assignments: [String] = []

  func validate() throws {
    try Self.check("--chains", chains, 1...1000)
    try Self.check("--warmup", warmup, 0...10_000_000)
    try Self.check("--draws", draws, 1...10_000_000)
    if let threads { try Self.check("--threads", threads, 1...1000) }
  }

  private static func check(_ flag: String, _ value: Int, _ range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(flag) is from \(range.lowerBound) to \(range.upperBound), not \(value)")
    }
  }

  /// The settings of a run; throws where an assignment is none.
  func settings() throws -> FitSettings {
    var settings = FitSettings()
    settings.chains = chains
    settings.warmup = warmup
    settings.draws = draws
    settings.threads = threads ?? min(chains, max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1))
    settings.seed = seed
    for assignment in assignments {
      let parts = assignment.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw CommandFailure(
          message: "--set takes name=value, not \(assignment)", status: .usage)
      }
      do throws(SettingError) {
        try settings.nuts.set(String(parts[0]), to: String(parts[1]))
      } catch {
        throw CommandFailure(message: "--set \(assignment): \(error.message)", status: .usage)
      }
    }
    return settings
  }
}
