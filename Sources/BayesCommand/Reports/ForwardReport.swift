import Bayes
import BayesGraph
import BayesPosterior
import BayesSource

/// What `bayes prior` and `bayes predict` say of their draws.
struct ForwardReport {
  let model: String
  let dataDigest: String
  /// The folder or files of the draws that were gone on from; nil for the prior.
  let from: [String]?
  let seed: UInt64
  let draws: Draws
  let summary: PosteriorSummary

  init(
    model: String, dataDigest: String, from: [String]?, seed: UInt64, draws: Draws
  ) {
    self.model = model
    self.dataDigest = dataDigest
    self.from = from
    self.seed = seed
    self.draws = draws
    summary = PosteriorSummary(draws, maxTreeDepth: 10, threads: Machine.processors)
  }

  var json: JSONValue {
    func rows(_ group: Draws.Scalar.Group) -> JSONValue {
      .array(summary.rows.filter { $0.scalar.group == group }.map(FitReport.json))
    }
    return [
      "schema": .integer(1), "model": .string(model), "dataDigest": .string(dataDigest),
      "from": from.map { .array($0.map { .string($0) }) } ?? .null, "seed": .unsigned(seed),
      "chains": .integer(draws.columns.count),
      "draws": .integer(draws.sampler.map(\.count).min() ?? 0),
      "parameters": rows(.posterior), "predictions": rows(.prediction),
    ]
  }

  /// Shows the summary and writes the folder.
  func deliver(
    _ prepared: PreparedModel, _ options: ForwardOptions, _ console: OutputOptions
  ) throws {
    if console.json {
      Console.write(json.text(.pretty) + "\n")
    } else {
      Console.write(Console.table(isQuiet: true).rows(summary))
    }
    guard let output = options.output else { return }
    let folder = FitFolder(output)
    try folder.prepare(bytes: Double(20 * draws.scalars.count * draws.sampler.joined().count))
    try folder.write(
      forward: draws, model: prepared.text.source.bytes, dataDigest: dataDigest,
      comments: { chain in
        StanCSV.Comments(head: [
          "bayes_version = \(Release.version)", "model = \(model)", "id = \(chain + 1)",
          "random", "  seed = \(seed)",
        ])
      }, report: json)
    if !console.quiet { Console.writeError("the draws are in \(output)\n") }
  }
}
