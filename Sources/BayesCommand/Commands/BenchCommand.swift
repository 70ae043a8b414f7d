import ArgumentParser
import Bayes
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource

/// `bayes bench`.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the time of a log density with its gradient.",
    discussion: """
      Example:
        bayes bench examples/eight_schools.bayes --data examples/eight_schools.json
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: "How long to measure, in seconds.")
  var seconds = 1.0

  @Option(
    help: ArgumentHelp(
      "A JSON array of unconstrained vectors to evaluate in turn; else eight random ones.",
      valueName: "file"),
    completion: .file())
  var points: String?

  @Option(help: "The seed of the random points.")
  var seed: UInt64 = 1

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(seconds > 0 && seconds <= 3600) {
      throw ValidationError("--seconds is more than 0 and at most 3600")
    }
  }

  func run() throws {
    let start = Stopwatch.now
    let prepared = try PreparedModel(model.file, output: output)
    let plan = try prepared.plan(model.data, output: output)
    let program = try PreparedModel.compile(plan)
    let prepareSeconds = Stopwatch.now - start
    let given = try points.map { try PointFile.vectors(in: $0, dimension: program.dimension) }
    let measured = try GradientTiming.measure(
      program, points: given ?? GradientTiming.randomPoints(program.dimension, seed: seed),
      seconds: seconds)
    let report = BenchReport(
      model: model.file, program: program, prepareSeconds: prepareSeconds, timing: measured)
    Console.write(output.json ? report.json.text(.pretty) + "\n" : report.text)
  }
}
