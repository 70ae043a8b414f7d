import ArgumentParser
import Bayes
import BayesGraph
import BayesSource

/// `bayes check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Parse, resolve and type-check models; print every error, not only the first.",
    discussion: """
      With --data the models are also bound to the data. Exits with 1 if there is an error.

      Examples:
        bayes check examples/eight_schools.bayes
        bayes check examples/eight_schools.bayes --data examples/eight_schools.json
      """)

  @Argument(help: "The models, .bayes files.", completion: .file(extensions: ["bayes"]))
  var files: [String]

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try data.refuseSecondStandardInput(after: files) }

  func run() throws {
    var hasErrors = false
    var isUnreadable = false
    var documents: [JSONValue] = []
    for file in files {
      let model: ModelText
      do throws(FileError) {
        model = try ModelText(contentsOf: file)
      } catch {
        // The other models are checked all the same.
        Console.writeError("error: \(error.description)\n")
        isUnreadable = true
        continue
      }
      let (diagnostics, remarks) = try findings(in: model)
      hasErrors = hasErrors || diagnostics.contains { $0.severity == .error }
      if output.json {
        documents.append([
          "file": .string(file),
          "diagnostics": DiagnosticRenderer(model.source).json(diagnostics),
          "remarks": .array(remarks.map { .string($0) }),
        ])
      } else {
        show(file, model, diagnostics, remarks)
      }
    }
    if output.json { Console.write(JSONValue.array(documents).text(.pretty) + "\n") }
    if isUnreadable { throw ExitStatus.unavailable.code }
    if hasErrors { throw ExitStatus.finding.code }
  }

  /// What is wrong with a model and, where it is fine, with its data.
  private func findings(
    in model: ModelText
  ) throws -> (diagnostics: [Diagnostic], remarks: [String]) {
    guard !data.files.isEmpty, let graph = model.lowered() else { return (model.diagnostics, []) }
    let (values, unreadable) = try DataFiles.read(data.files)
    guard unreadable.isEmpty else { return (model.diagnostics + unreadable, []) }
    let bound = Pipeline.bind(graph, data: values, options: data.bindingOptions)
    return (model.diagnostics + bound.diagnostics, bound.model?.remarks ?? [])
  }

  private func show(
    _ file: String, _ model: ModelText, _ diagnostics: [Diagnostic], _ remarks: [String]
  ) {
    Console.writeError(
      output.quiet ? diagnostics.filter { $0.severity == .error } : diagnostics, in: model.source)
    guard !output.quiet else { return }
    for remark in remarks { Console.write("data: \(remark)\n") }
    if diagnostics.isEmpty { Console.write("\(file): no errors\n") }
  }
}
