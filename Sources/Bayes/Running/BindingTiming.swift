package import BayesData
import BayesExecution
package import BayesGraph
import BayesMath
package import BayesSource

/// The time from a graph and new data to a program: what it takes to bind a compiled model again.
package enum BindingTiming {
  /// The median in seconds over about `seconds`, at least five rounds.
  ///
  /// The data must bind.
  package static func measure(
    _ graph: ModelGraph, data: DataSet, binding: BindingOptions, planning: PlanOptions,
    seconds: Double
  ) throws(Diagnostic) -> Double {
    var rounds: [Double] = []
    let end = Stopwatch.now + seconds
    while rounds.count < 5 || Stopwatch.now < end {
      let start = Stopwatch.now
      guard let model = Pipeline.bind(graph, data: data, options: binding).model else { break }
      _ = try Pipeline.compile(Pipeline.plan(model, options: planning))
      rounds.append(Stopwatch.now - start)
    }
    return rounds.sorted()[rounds.count / 2]
  }
}
