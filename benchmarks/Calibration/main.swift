import BayesTestSupport

/// Simulation-based calibration of twenty models, as a Markdown table on standard output.
///
/// The first argument is the number of data sets for each model (400 unless given); names of models may
/// follow, which alone are calibrated then.
let replicates = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 400
let bins = 16

/// A number with three digits behind the point.
func rounded(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  let digits = String(thousandths % 1000)
  return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
}

var rows: [(model: CalibrationModel, scalars: [RankedScalar])] = []
let names = CommandLine.arguments.dropFirst(2)
for model in CalibrationModel.all where names.isEmpty || names.contains(model.name) {
  let calibration = try Calibration(model, seed: 20_261_125)
  rows.append((model, try calibration.run(replicates: replicates, threads: 2)))
}
let count = rows.reduce(0) { $0 + $1.scalars.count }
let threshold = 0.01 / Double(count)
print(
  """
  # Calibration

  Of each model \(replicates) data sets were drawn from its prior and fitted by one chain of 500 and 511
  draws; every true value has a rank among 63 draws of its posterior, every eighth of the chain. Where
  all is right the ranks are uniform over 64 places. χ² compares them in \(bins) bins; its p-value is below
  1 / (100 × \(count)) for one of the \(count) scalars in one table of a hundred.

  | model | goes through | scalars | least p | of | verdict |
  |---|---|---|---|---|---|
  """)
for (model, scalars) in rows {
  let tested = scalars.map { ($0.name, $0.probability(bins: bins)) }
  guard let worst = tested.min(by: { $0.1 < $1.1 }) else { continue }
  let verdict = worst.1 > threshold ? "uniform" : "not uniform"
  print(
    "| `\(model.name)` | \(model.subject) | \(scalars.count) | \(rounded(worst.1)) | `\(worst.0)` | \(verdict) |"
  )
}
