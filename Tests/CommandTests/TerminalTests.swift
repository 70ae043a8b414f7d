import Foundation
import Testing

@Suite("On a terminal")
struct TerminalTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// What a terminal of 100 columns shows of a command.
  private func show(_ line: String, _ environment: [String: String] = [:]) throws -> String {
    try folder.write("stty cols 100 rows 40\n\(line)\n", to: "line.sh")
    let outcome = try BayesProgram.run(
      "script -qec 'sh line.sh' /dev/null", in: folder, environment: environment)
    return outcome.output
  }

  @Test("progress renews one line, names each chain and leaves nothing behind")
  func progress() throws {
    let shown = try show(
      "timeout --foreground -s INT 3 bayes fit examples/eight_schools.bayes "
        + "--data examples/eight_schools.json --draws 1000000")
    let renewals = shown.components(separatedBy: "\r\u{1B}[K")
    #expect(renewals.count > 4, "\(shown.prefix(400))")
    let progress = renewals.dropFirst().dropLast()
    for line in progress {
      #expect(line.hasPrefix("warm-up") || line.hasPrefix("sampling"))
      #expect(line.contains("chain 1 ") && line.contains("chain 4 "))
      #expect(!line.contains("\n") && line.count < 100)
    }
    #expect(renewals.last?.contains("theta[8]") == true)
    #expect(renewals.last?.contains("chain 1 ") == false)
  }

  @Test("errors are coloured on a terminal, and not where NO_COLOR is set")
  func colour() throws {
    try folder.write("param mu ~ Normal(0, sd)\n", to: "m.bayes")
    #expect(try show("bayes check m.bayes", ["NO_COLOR": ""]).contains("\u{1B}["))
    #expect(try !show("bayes check m.bayes", ["NO_COLOR": "1"]).contains("\u{1B}["))
  }
}
