import ArgumentParser
import Bayes
import BayesSource

/// `bayes help`.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract:
      "Explain a distribution, function, keyword, method, setting, column of a summary or command.",
    discussion: """
      Examples:
        bayes help Normal
        bayes help stan:bernoulli_logit
        bayes help R_hat
        bayes help fit
      """)

  @ArgumentParser.Argument(
    help: "A name as models spell it, stan:NAME for one of Stan's, or a command.")
  var name: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let name else { return show(BayesCommand.self, as: "bayes") }
    let found = HelpEntry.find(name)
    if found.isEmpty, let command = Self.command(name) { return show(command, as: name) }
    guard !found.isEmpty else {
      let near = Suggestion.nearest(to: name, among: HelpEntry.names + Self.commands)
      throw CommandFailure(
        message: "nothing is called \(name); "
          + (near.map { "did you mean \($0)?" } ?? "`bayes help` lists the commands"),
        status: .usage)
    }
    if output.json {
      Console.write(JSONValue.array(found.map(\.json)).text(.pretty) + "\n")
    } else {
      Console.write(found.map(\.text).joined(separator: "\n"))
    }
  }

  private func show(_ command: any ParsableCommand.Type, as name: String) {
    let text = BayesCommand.helpMessage(for: command)
    guard output.json else { return Console.write(text + "\n") }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let page: JSONValue = [
      "kind": "command", "name": .string(name),
      "summary": .string(command.configuration.abstract),
      "text": .array(lines.map { .string(String($0)) }),
    ]
    Console.write(JSONValue.array([page]).text(.pretty) + "\n")
  }

  private static func command(_ name: String) -> (any ParsableCommand.Type)? {
    BayesCommand.configuration.subcommands.first { $0.configuration.commandName == name }
  }

  private static var commands: [String] {
    BayesCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
  }
}
