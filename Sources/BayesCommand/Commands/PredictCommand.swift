import ArgumentParser
import Bayes
import BayesExecution
import BayesGraph
import BayesMath
import BayesPosterior
import BayesSource

/// `bayes predict`.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract:
      "Draw predictions and reports from stored draws of the parameters, also with new data.",
    discussion: """
      The data may be others than those of the fit, and need not have what was observed: `y` is then \
      drawn; where it is there, it is drawn anew beside them as `y_rep`. Members of a plate that the \
      draws do not know, by their label or their index, are drawn from the prior of their plate.

      Example:
        bayes fit examples/eight_schools.bayes --data examples/eight_schools.json --output fit
        bayes predict examples/eight_schools.bayes --from fit --data examples/eight_schools.json
      """)

  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "A fit's folder, or CSV files in Stan's format; may be given several times.",
      valueName: "folder"), completion: .file())
  var from: [String]

  @OptionGroup var options: ForwardOptions
  @OptionGroup var console: OutputOptions

  func run() throws {
    let prepared = try PreparedModel(model.file, output: console)
    var binding = model.data.bindingOptions
    binding.allowsUnobserved = true
    binding.sizes = try options.sizes(in: prepared.graph)
    let data = try prepared.read(model.data)
    let bound = try prepared.bind(data, binding, output: console)
    binding.ignoresObserved = true
    let unobserved = try prepared.bind(data, binding, output: nil)
    let drawn = DrawnQuantities(
      bound, [.observed, .prediction, .report, .replicate], unobserved: unobserved)
    let parameters = try stored(bound)
    tellNew(parameters)
    try options.check(
      drawn, rows: parameters.lengths.reduce(0, +), against: binding.maxMemory)
    var result: Draws
    do throws(SimulationFailure) {
      result = try ForwardRun(
        drawn, seed: console.seed, purpose: .predicted, lengths: parameters.lengths,
        known: { parameters.known(chain: $0, draw: $1) }
      ).run(threads: Machine.processors)
    } catch {
      throw prepared.refuse(error)
    }
    result.scalars = result.scalars.map { $0.grouped(.prediction) }
    try ForwardReport(
      model: model.file, dataDigest: bound.dataDigest, from: from, seed: console.seed,
      draws: result
    ).deliver(prepared, options, console)
  }

  private func stored(_ bound: BoundModel) throws -> StoredParameters {
    do {
      return try StoredParameters(try FitFolder.read(from).draws, for: bound)
    } catch let error as DrawsFileError {
      throw CommandFailure(message: error.description, status: .model)
    } catch let error as StoredParametersError {
      throw CommandFailure(
        message: "\(from.joined(separator: ", ")): \(error.description)", status: .model)
    }
  }

  private func tellNew(_ parameters: StoredParameters) {
    guard !console.quiet, !parameters.newMembers.isEmpty else { return }
    let listed = parameters.newMembers.prefix(8).joined(separator: ", ")
    let rest = parameters.newMembers.count - 8
    Console.writeError(
      "not in the draws, so drawn from the prior: \(listed)\(rest > 0 ? " and \(rest) more" : "")\n"
    )
  }
}
