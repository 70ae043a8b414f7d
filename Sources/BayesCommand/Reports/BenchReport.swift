import Bayes
import BayesExecution
import BayesSource

/// What `bayes bench` measured.
struct BenchReport {
  let model: String
  let program: Program
  /// From the files to the program.
  let prepareSeconds: Double
  /// From the data in memory to the program, once more.
  let bindSeconds: Double
  let timing: GradientTiming
  /// At each point, if they were asked for.
  let evaluations: [Evaluation]

  struct Evaluation {
    let logDensity: Double
    let gradient: [Double]
  }

  var json: JSONValue {
    [
      "model": .string(model), "executor": .string(program.executorName),
      "dimension": .integer(program.dimension), "operations": .integer(program.instructionCount),
      "bytes": .integer(program.workspaceBytes), "prepareSeconds": .number(prepareSeconds),
      "bindSeconds": .number(bindSeconds),
      "gradientNanoseconds": [
        "median": .number(timing.median), "q25": .number(timing.lower),
        "q75": .number(timing.upper),
      ],
      "evaluations": .integer(timing.evaluations),
      "coordinates": .array(
        program.coordinates.map { ["name": .string($0.name), "count": .integer($0.count)] }),
      "points": evaluations.isEmpty ? .null : .array(evaluations.map(Self.json)),
    ]
  }

  private static func json(_ evaluation: Evaluation) -> JSONValue {
    [
      "logDensity": .number(evaluation.logDensity),
      "gradient": .array(evaluation.gradient.map { .number($0) }),
    ]
  }

  var text: String {
    """
    gradient     \(Self.rounded(timing.median)) ns (quartiles \(Self.rounded(timing.lower)) to \
    \(Self.rounded(timing.upper)), \(timing.evaluations) evaluations)
    dimensions   \(program.dimension)
    operations   \(program.instructionCount)
    memory       \(program.workspaceBytes) bytes
    preparation  \(Self.milliseconds(prepareSeconds)) ms
    binding      \(Self.milliseconds(bindSeconds)) ms (the data once more, to the program)
    executor     \(program.executorName)

    """
  }

  private static func milliseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e3 }

  private static func rounded(_ x: Double) -> Double {
    x >= 1000 ? x.rounded() : (x * 10).rounded() / 10
  }
}
