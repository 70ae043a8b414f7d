import ArgumentParser
import Bayes
import BayesPosterior
import BayesSource

/// `bayes compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare how well fits predict, by leave-one-out cross-validation.",
    discussion: """
      The fits must have kept their log likelihoods and observed the same values.

      Example:
        bayes fit a.bayes --data d.json --log-likelihood --output a
        bayes fit b.bayes --data d.json --log-likelihood --output b
        bayes compare a b
      """)

  @ArgumentParser.Argument(
    help: "The folders of fits.", completion: .directory)
  var folders: [String]

  @OptionGroup var output: OutputOptions

  func run() throws {
    let report: ComparisonReport
    do {
      let fits = try folders.map { try ComparableFit($0) }
      try ComparableFit.requireSameObservations(fits)
      report = ComparisonReport(fits)
    } catch let refusal as ComparableFit.Refusal {
      throw CommandFailure(message: refusal.reason, status: .model)
    } catch let error as DrawsFileError {
      throw CommandFailure(message: error.description, status: .model)
    }
    Console.write(output.json ? report.json.text(.pretty) + "\n" : report.text)
  }
}
