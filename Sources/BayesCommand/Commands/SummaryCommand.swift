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
      `bayes help R_hat` explains a column.

      Examples:
        bayes summary fit
        bayes summary fit --only mu --only theta
        bayes summary output_1.csv output_2.csv
      """)

  @OptionGroup var draws: DrawsOptions

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp("Show these variables only.", valueName: "name"))
  var names: [String] = []

  @OptionGroup var output: OutputOptions

  func run() throws {
    let summary = try draws.read(isQuiet: output.quiet)
    let shown = names.isEmpty ? summary : try summary.only(names, in: draws.paths)
    if output.json {
      let document: JSONValue = [
        "parameters": .array(shown.rows.map(FitReport.json)),
        "diagnostics": FitReport.json(summary.diagnostics),
      ]
      Console.write(document.text(.pretty) + "\n")
    } else {
      var table = Console.table(isQuiet: output.quiet)
      if !names.isEmpty { table.rowLimit = nil }
      Console.write(table.text(shown))
    }
  }
}

/// `bayes diagnose`.
struct DiagnoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Say whether draws can be trusted; exits with 1 if not.",
    discussion: """
      Examples:
        bayes diagnose fit
        bayes diagnose output_1.csv output_2.csv
      """)

  @OptionGroup var draws: DrawsOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let diagnostics = try draws.read(isQuiet: output.quiet).diagnostics
    if output.json {
      Console.write(FitReport.json(diagnostics).text(.pretty) + "\n")
    } else {
      Console.write(diagnostics.text + Console.table(isQuiet: true).verdict(diagnostics))
    }
    if diagnostics.grade == .failed { throw ExitStatus.finding.code }
  }
}

/// Where draws are read from.
struct DrawsOptions: ParsableArguments {
  @ArgumentParser.Argument(
    help: "A fit's folder, or CSV files in Stan's format.", completion: .file())
  var paths: [String]

  func read(isQuiet: Bool) throws -> PosteriorSummary {
    do {
      let contents = try FitFolder.read(paths)
      for folder in contents.unfinished where !isQuiet {
        Console.writeError("\(folder): the fit did not end; these are the draws it had written\n")
      }
      return PosteriorSummary(
        contents.draws, maxTreeDepth: contents.maxTreeDepth, threads: Machine.processors)
    } catch let error as DrawsFileError {
      throw CommandFailure(message: error.description, status: .model)
    }
  }
}
