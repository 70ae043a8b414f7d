import ArgumentParser
import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource

/// `bayes logdensity`.
struct LogDensityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logdensity",
    abstract: "Evaluate a model's log density, and its gradient, at a point.",
    discussion: """
      The log density is normalised. The model is taken as it is written, without rewrites, so that \
      coordinates are those of its parameters in order of declaration.

      Examples:
        bayes logdensity model.bayes --data d.json --at point.json
        bayes logdensity model.bayes --data d.json --unconstrained point.json --gradient
      """)

  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "A JSON object with the value of every parameter by name.", valueName: "file"),
    completion: .file())
  var at: String?

  @Option(
    help: ArgumentHelp("A JSON array with the unconstrained vector.", valueName: "file"),
    completion: .file())
  var unconstrained: String?

  @Flag(help: "The gradient too, by unconstrained coordinates.")
  var gradient = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if (at == nil) == (unconstrained == nil) {
      throw ValidationError("give the point with either --at or --unconstrained")
    }
    let point = [at, unconstrained].compactMap(\.self)
    try model.data.refuseSecondStandardInput(after: [model.file] + point)
  }

  func run() throws {
    var data = model.data
    data.plain = true
    let prepared = try PreparedModel(model.file, output: output)
    let plan = try prepared.plan(data, output: output)
    let program = try prepared.compile(plan, model.data)
    let point = try readPoint(plan, program)
    let terms = Terms(plan).evaluate(at: point)
    var slopes = [Double](repeating: 0, count: max(program.dimension, 1))
    let evaluator = program.makeEvaluator()
    var position = point.isEmpty ? [0] : point
    let total = try evaluator.logDensityAndGradient(at: &position, gradient: &slopes)
    let report = PointReport(
      total: total, terms: terms, gradient: gradient ? Array(slopes.prefix(point.count)) : nil,
      blocks: program.coordinates, lines: LineTable(prepared.text.source))
    Console.write(output.json ? report.json.text(.pretty) + "\n" : report.text)
  }

  private func readPoint(_ plan: Plan, _ program: Program) throws -> [Double] {
    if let unconstrained {
      return try PointFile.vector(in: unconstrained, dimension: program.dimension)
    }
    let path = at ?? ""
    let (data, diagnostics) = try DataFiles.read([path])
    if let first = diagnostics.first {
      throw CommandFailure(message: "\(path): \(first.message)", status: .model)
    }
    var values: [String: [Double]] = [:]
    for value in data.values {
      guard case .numbers(let numbers, let missing, _) = value.cells, missing.isEmpty else {
        throw CommandFailure(
          message: "\(path): `\(value.name)` must be numbers without null", status: .model)
      }
      values[value.name] = numbers
    }
    do throws(EvaluationFailure) {
      return try plan.unconstrain(values)
    } catch {
      throw CommandFailure(message: "\(path): \(error.message)", status: .model)
    }
  }
}
