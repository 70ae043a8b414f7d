import BayesSource

/// Draws in Stan's CSV format, one file a chain: comments, a header, a row a draw; arrays with the first
/// index fastest and dots between indices.
package enum StanCSV {
  static let samplerColumns = [
    "lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__",
  ]

  /// The bytes of a chain's file; `comments` are lines without their `#`.
  package static func bytes(_ draws: Draws, chain: Int, comments: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for comment in comments { bytes += Array("# \(comment)\n".utf8) }
    let order = columnOrder(draws.scalars)
    let header = samplerColumns + order.map { columnName(draws.scalars[$0]) }
    bytes += Array((header.joined(separator: ",") + "\n").utf8)
    let rows = draws.sampler[chain]
    for (row, info) in rows.enumerated() {
      let sampler = [
        number(info.logDensity), number(info.acceptance), number(info.stepSize),
        String(info.treeDepth), String(info.leapfrogs), info.isDivergent ? "1" : "0",
        number(info.energy),
      ]
      let values = order.map { number(draws.columns[chain][$0][row]) }
      bytes += Array((sampler + values).joined(separator: ",").utf8)
      bytes.append(0x0A)
    }
    return bytes
  }

  private static func number(_ x: Double) -> String {
    // An integer has no negative zero, so that one keeps its point.
    let isWhole = x == x.rounded() && abs(x) < 1e15 && (x != 0 || x.sign == .plus)
    if x.isFinite { return isWhole ? String(Int(x)) : "\(x)" }
    return x.isNaN ? "nan" : x < 0 ? "-inf" : "inf"
  }

  private static func columnName(_ scalar: Draws.Scalar) -> String {
    ([scalar.variable] + scalar.index.map(String.init)).joined(separator: ".")
  }

  /// Scalars in order of declaration, those of one variable with the first index fastest.
  private static func columnOrder(_ scalars: [Draws.Scalar]) -> [Int] {
    runs(of: scalars).flatMap { run in
      run.sorted {
        scalars[$0].index.reversed().lexicographicallyPrecedes(scalars[$1].index.reversed())
      }
    }
  }

  /// The places of each variable's scalars, which stand together.
  static func runs(of scalars: [Draws.Scalar]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < scalars.count {
      let variable = scalars[start].variable
      let end = scalars[start...].firstIndex { $0.variable != variable } ?? scalars.count
      runs.append(start..<end)
      start = end
    }
    return runs
  }
}
