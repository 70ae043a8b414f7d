import ArgumentParser
import Bayes
import BayesCompiler
import BayesExecution
import BayesGraph
import BayesSource
import BayesSyntax

/// `bayes dump`.
struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Print what a phase made of a model, as text.",
    discussion: """
      Examples:
        bayes dump examples/eight_schools.bayes --after types
        bayes dump examples/eight_schools.bayes --after program --data examples/eight_schools.json
      """)

  /// The doors a model goes through.
  enum Stage: String, CaseIterable, ExpressibleByArgument {
    case tokens, syntax, types, graph, bound, plan, program
  }

  @OptionGroup var model: ModelOptions

  @Option(help: "The phase: \(Stage.allCases.map(\.rawValue).joined(separator: ", ")).")
  var after: Stage

  @OptionGroup var output: OutputOptions

  func run() throws {
    let text = try stageText()
    guard output.json else { return Console.write(text) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    Console.write(
      JSONValue.object([
        "file": .string(model.file), "after": .string(after.rawValue),
        "text": .array(lines.map { .string(String($0)) }),
      ]).text(.pretty) + "\n")
  }

  private func stageText() throws -> String {
    switch after {
    case .tokens: return try ModelText(contentsOf: model.file).tree.dumpTokens()
    case .syntax: return try ModelText(contentsOf: model.file).tree.dump()
    case .types:
      return try PreparedModel(model.file, output: output).text.program.dump()
    case .graph: return try PreparedModel(model.file, output: output).graph.dump()
    case .bound:
      return try PreparedModel(model.file, output: output).bind(model.data, output: output).dump()
    case .plan:
      let plan = try PreparedModel(model.file, output: output).plan(model.data, output: output)
      return plan.text + "\n" + plan.model.graph.dump()
    case .program:
      let prepared = try PreparedModel(model.file, output: output)
      let plan = try prepared.plan(model.data, output: output)
      return try prepared.compile(plan, model.data).dump()
    }
  }
}
