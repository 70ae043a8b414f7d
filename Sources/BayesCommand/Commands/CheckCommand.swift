import ArgumentParser
import Bayes
import BayesSource

/// `bayes check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Parse, resolve and type-check models; print every error, not only the first.",
    discussion: "Example:\n  bayes check examples/eight_schools.bayes")

  @Argument(help: "The models, .bayes files.", completion: .file(extensions: ["bayes"]))
  var files: [String]

  @OptionGroup var output: OutputOptions

  func run() throws {
    var hasErrors = false
    var documents: [JSONValue] = []
    for file in files {
      let model = try ModelText(contentsOf: file)
      hasErrors = hasErrors || model.hasErrors
      if output.json {
        documents.append(
          .object([
            "file": .string(file),
            "diagnostics": DiagnosticRenderer(model.source).json(model.diagnostics),
          ]))
      } else if !model.diagnostics.isEmpty {
        Console.writeError(
          DiagnosticRenderer(
            model.source, width: Console.width, isColored: Console.allowsColor(2)
          ).text(model.diagnostics))
      } else if !output.quiet {
        Console.write("\(file): no errors\n")
      }
    }
    if output.json { Console.write(JSONValue.array(documents).text(.pretty) + "\n") }
    if hasErrors { throw ExitStatus.finding.code }
  }
}
