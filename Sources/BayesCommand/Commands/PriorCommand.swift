import ArgumentParser
import Bayes
import BayesExecution
import BayesGraph
import BayesMath
import BayesPosterior
import BayesSource

/// `bayes prior`.
struct PriorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prior",
    abstract: "Draw parameters from their priors and, given these, what would be observed.",
    discussion: """
      Of the data only what is declared `data` counts, and the sizes of what is observed. Without data \
      for an observed quantity --size gives the size of its dimension. A param whose prior is improper \
      is an error.

      Examples:
        bayes prior examples/eight_schools.bayes --data examples/eight_schools.json
        bayes prior examples/survey.bayes --size Person=100 --output prior
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: "How many draws.")
  var draws = 1000

  @OptionGroup var options: ForwardOptions
  @OptionGroup var console: OutputOptions

  func validate() throws {
    guard (1...10_000_000).contains(draws) else {
      throw ValidationError("--draws is from 1 to 10000000, not \(draws)")
    }
  }

  func run() throws {
    let prepared = try PreparedModel(model.file, output: console)
    var binding = model.data.bindingOptions
    binding.allowsUnobserved = true
    binding.ignoresObserved = true
    binding.sizes = try options.sizes(in: prepared.graph)
    let bound = try prepared.bind(prepared.read(model.data), binding, output: console)
    warnOfFactors(bound.graph, prepared.text.source)
    let drawn = DrawnQuantities(bound, [.parameter, .observed, .prediction, .report])
    try options.check(drawn, rows: draws, against: binding.maxMemory)
    let result: Draws
    do throws(SimulationFailure) {
      result = try ForwardRun(
        drawn, seed: console.seed, purpose: .prior, lengths: [draws]
      ).run(threads: Machine.processors)
    } catch {
      throw prepared.refuse(error)
    }
    try ForwardReport(
      model: model.file, dataDigest: bound.dataDigest, from: nil, seed: console.seed,
      draws: result
    ).deliver(prepared, options, console)
  }

  /// What `factor` adds is no distribution that could be drawn from.
  private func warnOfFactors(_ graph: ModelGraph, _ source: SourceText) {
    guard !console.quiet, let factor = graph.factors.first else { return }
    let line = LineTable(source).position(of: factor.span.start).line
    Console.writeError(
      "warning: the `factor` in line \(line) is not in these draws, which come from the distributions behind `~` alone\n"
    )
  }
}

extension PreparedModel {
  /// Tells why a quantity cannot be drawn; what to throw then.
  func refuse(_ failure: SimulationFailure) -> any Error {
    Console.writeError([failure.diagnostic], in: text.source)
    return ExitStatus.model.code
  }
}
