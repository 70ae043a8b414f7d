import ArgumentParser
import Bayes
import BayesMath
import BayesSource

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The root command.
struct BayesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bayes",
    abstract: "Posteriors from .bayes models.",
    discussion: """
      Example:
        bayes fit examples/eight_schools.bayes --data examples/eight_schools.json
      """,
    version: Release.version,
    subcommands: [
      CheckCommand.self, FormatCommand.self, PlanCommand.self, FitCommand.self,
      PriorCommand.self, PredictCommand.self, SummaryCommand.self, DiagnoseCommand.self,
      CompareCommand.self, LogDensityCommand.self, BenchCommand.self,
      DumpCommand.self, ExplainCommand.self, HelpCommand.self,
    ])
}

/// The process: parses the command line, runs the command, turns what was thrown into a status.
@main
enum Main {
  static func main() {
    // A file that reaches its size limit is an error like any other.
    signal(SIGXFSZ, SIG_IGN)
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static let commands = BayesCommand.configuration.subcommands
    .compactMap { $0.configuration.commandName }

  private static func run(_ arguments: [String]) -> ExitStatus {
    if arguments.isEmpty {
      Console.writeError(BayesCommand.helpMessage() + "\n")
      return .usage
    }
    if let stranger = arguments.first, !stranger.hasPrefix("-"), !commands.contains(stranger) {
      let near = Suggestion.nearest(to: stranger, among: commands)
      Console.writeError(
        "error: there is no command \(stranger); "
          + (near.map { "did you mean \($0)?\n" } ?? "`bayes --help` lists them\n"))
      return .usage
    }
    do {
      var command = try BayesCommand.parseAsRoot(arguments)
      try command.run()
      return .fine
    } catch {
      return report(error)
    }
  }

  private static func report(_ error: any Error) -> ExitStatus {
    switch error {
    case let failure as CommandFailure:
      Console.writeError("error: \(failure.message)\n")
      return failure.status
    case let failure as FileError:
      Console.writeError("error: \(failure.description)\n")
      return .unavailable
    case let failure as EvaluationFailure:
      Console.writeError("error: \(failure.message)\n")
      return .model
    case let code as ExitCode:
      return ExitStatus(rawValue: code.rawValue) ?? .usage
    default:
      let text = BayesCommand.fullMessage(for: error)
      if BayesCommand.exitCode(for: error) == .success {
        Console.write(text + "\n")
        return .fine
      }
      let isTitled = text.hasPrefix("Error: ")
      Console.writeError("\(isTitled ? "error: " : "")\(text.dropFirst(isTitled ? 7 : 0))\n")
      return .usage
    }
  }
}
