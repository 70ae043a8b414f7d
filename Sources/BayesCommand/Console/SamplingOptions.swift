import ArgumentParser
import Bayes
import BayesInference
import BayesSource

/// How a fit samples.
struct SamplingOptions: ParsableArguments {
  /// The methods by name; this version has the first two.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case auto, nuts, exact, smc, advi, pathfinder, laplace, map

    var isAvailable: Bool { self == .auto || self == .nuts }

    /// What help and errors list.
    static var allValueStrings: [String] { allCases.filter(\.isAvailable).map(\.rawValue) }
  }

  @Option(help: "The method of inference: auto takes the best this version has.")
  var method = Method.auto

  @Option(help: "How many chains.")
  var chains = 4

  @Option(help: "Warm-up iterations per chain.")
  var warmup = 1000

  @Option(help: "Draws per chain, after warm-up.")
  var draws = 1000

  @Option(help: "How many chains run at a time; the draws do not depend on it.")
  var threads: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A setting of the method, such as targetAcceptance=0.95; `bayes help NAME` explains one.",
      valueName: "name=value"))
  var assignments: [String] = []

  func validate() throws {
    if !method.isAvailable {
      let ready = Method.allValueStrings.joined(separator: " and ")
      throw ValidationError(
        "--method \(method.rawValue) is not in this version, which has \(ready)")
    }
    if let refusal = counts(seed: 1).refusal(names: { "--\($0)" }) {
      throw ValidationError(refusal)
    }
  }

  private func counts(seed: UInt64) -> FitSettings {
    FitSettings(
      chains: chains, warmup: warmup, draws: draws, threads: threads, seed: seed)
  }

  /// The settings of a run; throws where an assignment is none.
  func settings(seed: UInt64) throws -> FitSettings {
    var settings = counts(seed: seed)
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
