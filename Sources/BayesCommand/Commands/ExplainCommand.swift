import ArgumentParser
import Bayes
import BayesSource

/// `bayes explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print the page of a diagnostic: what it means, why, and the ways out.",
    discussion: "Example:\n  bayes explain B0301")

  @ArgumentParser.Argument(help: "A code, such as B0301; without one all codes are listed.")
  var code: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let code else { return list() }
    let all = DiagnosticCodes.all
    guard let found = all.first(where: { $0.id == code.uppercased() }) else {
      let near = Suggestion.nearest(to: code.uppercased(), among: all.map(\.id))
      let hint = near.map { "; did you mean \($0)?" } ?? "; `bayes explain` lists all codes"
      throw CommandFailure(message: "there is no diagnostic \(code)\(hint)", status: .usage)
    }
    guard output.json else {
      return Console.write("\(found.id): \(found.title)\n\n\(found.explanation)\n")
    }
    Console.write(Self.json(found).text(.pretty) + "\n")
  }

  private func list() {
    if output.json {
      let pages = DiagnosticCodes.all.map(Self.json)
      Console.write(JSONValue.array(pages).text(.pretty) + "\n")
    } else {
      Console.write(DiagnosticCodes.all.map { "\($0.id)  \($0.title)\n" }.joined())
    }
  }

  private static func json(_ code: DiagnosticCode) -> JSONValue {
    [
      "code": .string(code.id), "severity": .string(code.severity.rawValue),
      "title": .string(code.title), "explanation": .string(code.explanation),
    ]
  }
}
