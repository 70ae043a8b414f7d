import ArgumentParser
import Bayes
import BayesSource

/// `bayes help`.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explain a distribution, function, keyword or command.",
    discussion: """
      Examples:
        bayes help Normal
        bayes help stan:bernoulli_logit
        bayes help fit
      """)

  @ArgumentParser.Argument(
    help: "A name as models spell it, stan:NAME for one of Stan's, or a command.")
  var name: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let name else { return Console.write(BayesCommand.helpMessage() + "\n") }
    let found = HelpEntry.find(name)
    if found.isEmpty, let command = Self.command(name) {
      return Console.write(BayesCommand.helpMessage(for: command) + "\n")
    }
    guard !found.isEmpty else {
      let near = Suggestion.nearest(to: name, among: HelpEntry.names)
      throw CommandFailure(
        message: "nothing is called \(name)" + (near.map { "; did you mean \($0)?" } ?? ""),
        status: .usage)
    }
    if output.json {
      Console.write(JSONValue.array(found.map(\.json)).text(.pretty) + "\n")
    } else {
      Console.write(found.map(\.text).joined(separator: "\n"))
    }
  }

  private static func command(_ name: String) -> (any ParsableCommand.Type)? {
    BayesCommand.configuration.subcommands.first { $0.configuration.commandName == name }
  }
}
