import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesPosterior
import BayesSource

/// Simulation-based calibration (Talts and others 2018, "Validating Bayesian inference algorithms with
/// simulation-based calibration").
///
/// Parameters are drawn from the prior, data from the model given these, and draws from the posterior
/// given the data; then the rank of each true value among its draws is uniform over 0 … L.
package struct Calibration: Sendable {
  /// What cannot be simulated or fitted, and why.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// How many draws of a posterior a true value is ranked among, and of how many of the chain one is
  /// taken, so that their autocorrelation hardly matters.
  package static let drawCount = 63
  package static let thinning = 8

  private let model: CalibrationModel
  private let simulated: BoundModel
  private let fitted: ModelGraph
  private let base: [DataValue]
  private let seed: UInt64

  package init(_ model: CalibrationModel, seed: UInt64) throws {
    self.model = model
    self.seed = seed
    let graph = try Self.graph(model.program, model.name)
    fitted = try model.fitted.map { try Self.graph($0, model.name) } ?? graph
    base = DataReader.read(Array(model.data.utf8), name: "data.json", format: .json).values
    var options = BindingOptions()
    options.allowsUnobserved = true
    options.ignoresObserved = true
    simulated = try Self.bound(graph, [base], options, model.name)
  }

  private static func graph(_ program: String, _ name: String) throws -> ModelGraph {
    let text = ModelText(SourceText(name: name, text: program))
    guard let graph = text.lowered() else {
      throw Failure(description: DiagnosticRenderer(text.source).text(text.diagnostics))
    }
    return graph
  }

  private static func bound(
    _ graph: ModelGraph, _ data: [[DataValue]], _ options: BindingOptions, _ name: String
  ) throws -> BoundModel {
    let result = Pipeline.bind(graph, data: DataReader.merge(data).data, options: options)
    guard let model = result.model else {
      throw Failure(description: DiagnosticRenderer(graph.source).text(result.diagnostics))
    }
    return model
  }

  /// Ranks every scalar of the posterior in so many data sets.
  package func run(replicates: Int, threads: Int) throws -> [RankedScalar] {
    let outcomes = WorkerThreads.map(count: replicates, threads: threads, size: 1) { number in
      Result { try ranks(in: number) }
    }
    var scalars: [RankedScalar] = []
    for outcome in outcomes {
      let ranks = try outcome.get()
      if scalars.isEmpty {
        scalars = ranks.map { RankedScalar(model: model.name, name: $0.name) }
      }
      for (place, rank) in ranks.enumerated() { scalars[place].ranks.append(rank.rank) }
    }
    return scalars
  }

  /// One data set with its fit.
  private func ranks(in number: Int) throws -> [(name: String, rank: Int)] {
    var stream = RandomStream(seed: seed, purpose: .prior, iteration: UInt32(number))
    var truth: ReferenceEvaluator<Double>
    do throws(SimulationFailure) {
      truth = try Simulation(simulated).draw(given: [:], using: &stream)
    } catch {
      throw Failure(description: "\(model.name): \(error)")
    }
    let json = SimulatedData(simulated, truth, missing: model.missing).json
    let observed = DataReader.read(Array(json.utf8), name: "simulated.json", format: .json).values
    let plan = Pipeline.plan(
      try Self.bound(fitted, [base, observed], BindingOptions(), model.name))
    let program = try Pipeline.compile(plan)
    let settings = FitSettings(
      chains: 1, warmup: 500, draws: (Self.drawCount + 1) * Self.thinning - 1, threads: 1,
      seed: seed &+ UInt64(number) &* 7919)
    guard
      case .success(let fit) = FitRun(plan: plan, program: program, settings: settings)
        .runAndWait()
    else { throw Failure(description: "\(model.name): replicate \(number) finds no start") }
    let scalars = program.scalars(labels: plan.model.labels)
    var ranks: [(name: String, rank: Int)] = []
    for quantity in program.quantities where quantity.kind != .latent {
      let own = values(of: quantity, &truth)
      for (place, value) in own.enumerated() {
        let column = ranks.count
        let draws = stride(from: Self.thinning - 1, to: settings.draws, by: Self.thinning)
          .prefix(Self.drawCount).map { fit.draws.columns[0][column][$0] }
        ranks.append(
          (scalars[quantity.offset + place].name, rank(of: value, among: draws, &stream)))
      }
    }
    return ranks
  }

  /// The true values that a quantity of the fit has, in its order.
  private func values(
    of quantity: GeneratedQuantity, _ truth: inout ReferenceEvaluator<Double>
  ) -> [Double] {
    if let variable = quantity.variable {
      let whole = truth.variables[variable.index] ?? []
      return quantity.cells?.map { whole[$0] } ?? whole
    }
    guard let report = simulated.graph.reports.first(where: { $0.name == quantity.name }) else {
      return Array(repeating: .nan, count: quantity.count)
    }
    let elements = truth.evaluate(report.node)
    return truth.layout(report.axes).positions(of: truth.layout(report.node)).map { elements[$0] }
  }

  /// How many draws lie below a value; one place among those that equal it, by chance.
  private func rank(
    of value: Double, among draws: [Double], _ stream: inout RandomStream
  ) -> Int {
    let below = draws.count { $0 < value }
    let equal = draws.count { $0 == value }
    return below + min(Int(stream.uniform() * Double(equal + 1)), equal)
  }
}

/// A scalar of a posterior with the ranks of its true values.
package struct RankedScalar: Sendable {
  package let model: String
  package let name: String
  package fileprivate(set) var ranks: [Int] = []

  fileprivate init(model: String, name: String) {
    self.model = model
    self.name = name
  }

  /// χ² of the ranks' counts in bins against uniform ones.
  package func chiSquare(bins: Int) -> Double {
    var counts = [Double](repeating: 0, count: bins)
    for rank in ranks { counts[rank * bins / (Calibration.drawCount + 1)] += 1 }
    let expected = Double(ranks.count) / Double(bins)
    return counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
  }

  /// The probability of a χ² as large where the ranks are uniform.
  package func probability(bins: Int) -> Double {
    Double.exp(Double.logGammaQ(Double(bins - 1) / 2, chiSquare(bins: bins) / 2))
  }
}
