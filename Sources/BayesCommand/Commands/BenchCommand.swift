import ArgumentParser
import Bayes
import BayesData
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

  @Flag(help: "With --json: the log density and gradient at each point too.")
  var gradients = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(seconds > 0 && seconds <= 3600) {
      throw ValidationError("--seconds is more than 0 and at most 3600")
    }
    try model.data.refuseSecondStandardInput(after: [model.file] + [points].compactMap(\.self))
  }

  func run() throws {
    let start = Stopwatch.now
    let prepared = try PreparedModel(model.file, output: output)
    let data = try prepared.read(model.data)
    let bound = try prepared.bind(data, model.data, output: output)
    let plan = Pipeline.plan(bound, options: model.data.planOptions)
    let program = try prepared.compile(plan, model.data)
    let prepareSeconds = Stopwatch.now - start
    let given = try points.map { try PointFile.vectors(in: $0, dimension: program.dimension) }
    let points = given ?? GradientTiming.randomPoints(program.dimension, seed: output.seed)
    let report = BenchReport(
      model: model.file, program: program, prepareSeconds: prepareSeconds,
      bindSeconds: try prepared.secondsToBind(data, model.data),
      timing: try GradientTiming.measure(program, points: points, seconds: seconds),
      evaluations: gradients ? try Self.evaluations(program, points) : [])
    Console.write(output.json ? report.json.text(.pretty) + "\n" : report.text)
  }

  /// What the measured program gives at each point.
  private static func evaluations(
    _ program: Program, _ points: [[Double]]
  ) throws -> [BenchReport.Evaluation] {
    let evaluator = program.makeEvaluator()
    var gradient = [Double](repeating: 0, count: max(program.dimension, 1))
    return try points.map { point in
      var position = point.isEmpty ? [0] : point
      let value = try evaluator.logDensityAndGradient(at: &position, gradient: &gradient)
      return .init(logDensity: value, gradient: Array(gradient.prefix(point.count)))
    }
  }
}
