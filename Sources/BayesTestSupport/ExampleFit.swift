import Bayes
import BayesExecution
import BayesData
import BayesGraph
import BayesInference
package import BayesPosterior

/// A fit of one of the package's models in this process.
package enum ExampleFit {
  /// Draws of a model, four chains on two threads.
  package static func run(
    model: String, data: String, warmup: Int = 1000, draws: Int, seed: UInt64 = 20_260_101
  ) throws -> Draws {
    guard let path = ReferenceFiles.data(named: data) else {
      throw Oracle.Failure(description: "\(data) is not at hand")
    }
    let plan = try Oracle.plan(model: "examples/posteriordb/\(model).bayes", data: path)
    var settings = FitSettings()
    settings.warmup = warmup
    settings.draws = draws
    settings.threads = 2
    settings.seed = seed
    let run = FitRun(plan: plan, program: try Pipeline.compile(plan), settings: settings)
    return try run.runAndWait().get().draws
  }
}
