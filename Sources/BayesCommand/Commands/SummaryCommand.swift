import ArgumentParser
import Bayes
import BayesPosterior
import BayesSource

/// `bayes summary`.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Summarise draws: of a fit's folder, or of Stan CSV files, one a chain.",
    discussion: """
      Examples:
        bayes summary fit
        bayes summary output_1.csv output_2.csv
      """)

  @OptionGroup var draws: DrawsOptions

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp("Show these variables only.", valueName: "name"))
  var names: [String] = []

  @OptionGroup var output: OutputOptions

  func run() throws {
    let all = try draws.read()
    let summary = PosteriorSummary(all)
    let shown = names.isEmpty ? summary : try summary.only(names, in: draws.paths)
    if output.json {
      let document: JSONValue = [
        "parameters": .array(shown.rows.map(FitReport.json)),
        "diagnostics": FitReport.json(summary.diagnostics),
      ]
      Console.write(document.text(.pretty) + "\n")
    } else {
      Console.write(SummaryTable.text(shown, width: Console.width))
    }
  }
}

/// `bayes diagnose`.
struct DiagnoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Say whether draws can be trusted; exits with 1 if not.",
    discussion: "Example:\n  bayes diagnose fit")

  @OptionGroup var draws: DrawsOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let diagnostics = PosteriorSummary(try draws.read()).diagnostics
    if output.json {
      Console.write(FitReport.json(diagnostics).text(.pretty) + "\n")
    } else {
      Console.write(diagnostics.text)
    }
    if diagnostics.grade == .failed { throw ExitStatus.finding.code }
  }
}

/// Where draws are read from.
struct DrawsOptions: ParsableArguments {
  @ArgumentParser.Argument(
    help: "A fit's folder, or CSV files in Stan's format.", completion: .file())
  var paths: [String]

  func read() throws -> Draws {
    do {
      return try FitFolder.read(paths)
    } catch let error as DrawsFileError {
      throw CommandFailure(message: error.description, status: .model)
    }
  }
}
