import BayesGraph
import BayesMath
import BayesPosterior

/// Draws of a model's parameters from their priors and, given these, of what it observes and predicts.
public struct PriorDraws: Sendable {
  /// The names of all scalars in order: `mu`, `theta[3]`.
  public let names: [String]
  private let draws: Draws

  init(_ draws: Draws) {
    self.draws = draws
    names = draws.scalars.map(\.name)
  }

  /// The draws of a scalar by variable and index, a number from 1 or a label; nil where there is none
  /// such.
  public func values(_ variable: String, _ index: any ScalarIndex...) -> [Double]? {
    let place = draws.scalars.firstIndex { scalar in
      scalar.variable == variable && scalar.index.count == index.count
        && index.indices.allSatisfy { axis in
          let label = scalar.labels.indices.contains(axis) ? scalar.labels[axis] : nil
          return index[axis].names(position: scalar.index[axis], label: label)
        }
    }
    return place.map { draws.columns[0][$0] }
  }
}

extension BayesModel {
  /// Draws forward from the prior.
  ///
  /// Of what is observed only the sizes count; `sizes` gives those of dimensions that no data tell. Throws
  /// `ModelError` where data do not fit or a quantity has an improper prior.
  public func drawPrior(
    _ values: [String: BayesValue] = [:], sizes: [String: Int] = [:], draws: Int = 1000,
    seed: UInt64 = 1
  ) throws(ModelError) -> PriorDraws {
    var options = BindingOptions()
    options.allowsUnobserved = true
    options.ignoresObserved = true
    options.sizes = sizes
    options.maxMemory = Machine.memory / 2
    let result = Pipeline.bind(graph, data: try Self.data(values), options: options)
    guard let model = result.model else { throw ModelError(result.diagnostics, source) }
    do throws(SimulationFailure) {
      let drawn = DrawnQuantities(model, [.parameter, .observed, .prediction, .report])
      let run = ForwardRun(drawn, seed: seed, purpose: .prior, lengths: [max(draws, 0)])
      return PriorDraws(try run.run(threads: Machine.processors))
    } catch {
      throw ModelError([error.diagnostic], source)
    }
  }
}
