import BayesSource

/// Draws in Stan's CSV format, one file a chain: comments, a header, a row a draw; arrays with the first
/// index fastest and dots between indices.
package enum StanCSV {
  static let samplerColumns = [
    "lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__",
  ]

  /// The comments of a chain's file, lines without their `#`, by the place where CmdStan has them.
  package struct Comments: Sendable {
    /// Before the header: model and settings.
    package var head: [String]
    /// Before the first draw: what warm-up came to.
    package var adaptation: [String]
    /// Behind the last draw: times.
    package var ending: [String]

    package init(head: [String], adaptation: [String] = [], ending: [String] = []) {
      self.head = head
      self.adaptation = adaptation
      self.ending = ending
    }
  }

  /// How draws of some scalars stand in a file.
  package struct Layout: Sendable {
    /// The line of column names.
    package let header: [UInt8]
    private let order: [Int]

    package init(_ scalars: [Draws.Scalar]) {
      order = StanCSV.columnOrder(scalars)
      let names = samplerColumns + order.map { StanCSV.columnName(scalars[$0]) }
      header = Array((names.joined(separator: ",") + "\n").utf8)
    }

    /// Appends the line of a draw, `value` giving its scalars by their place.
    package func append(
      _ info: Draws.SamplerRow, to bytes: inout [UInt8], value: (Int) -> Double
    ) {
      StanCSV.append(info.logDensity, to: &bytes)
      for number in [info.acceptance, info.stepSize] {
        bytes.append(comma)
        StanCSV.append(number, to: &bytes)
      }
      for count in [info.treeDepth, info.leapfrogs, info.isDivergent ? 1 : 0] {
        bytes.append(comma)
        bytes += String(count).utf8
      }
      bytes.append(comma)
      StanCSV.append(info.energy, to: &bytes)
      for place in order {
        bytes.append(comma)
        StanCSV.append(value(place), to: &bytes)
      }
      bytes.append(newline)
    }
  }

  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")

  /// Comments as lines.
  package static func lines(_ comments: [String]) -> [UInt8] {
    comments.flatMap { Array("# \($0)\n".utf8) }
  }

  /// The bytes of a chain's whole file.
  package static func bytes(_ draws: Draws, chain: Int, comments: Comments) -> [UInt8] {
    let layout = Layout(draws.scalars)
    var bytes = lines(comments.head) + layout.header + lines(comments.adaptation)
    for (row, info) in draws.sampler[chain].enumerated() {
      layout.append(info, to: &bytes) { draws.columns[chain][$0][row] }
    }
    return bytes + lines(comments.ending)
  }

  private static func append(_ x: Double, to bytes: inout [UInt8]) {
    // An integer has no negative zero, so that one keeps its point.
    let isWhole = x == x.rounded() && abs(x) < 1e15 && (x != 0 || x.sign == .plus)
    if x.isFinite {
      bytes += (isWhole ? String(Int(x)) : x.description).utf8
    } else {
      bytes += (x.isNaN ? "nan" : x < 0 ? "-inf" : "inf").utf8
    }
  }

  /// Points stand between indices, so those inside a name become colons: `a.v[2]` is `a:v.2`.
  private static func columnName(_ scalar: Draws.Scalar) -> String {
    let name = String(scalar.variable.map { $0 == "." ? ":" : $0 })
    return ([name] + scalar.index.map(String.init)).joined(separator: ".")
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
