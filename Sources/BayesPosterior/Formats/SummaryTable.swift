import BayesMath
import BayesSource

/// The summary as a table for a person, with the verdict and its advice.
package struct SummaryTable: Sendable {
  /// The columns of text to keep to; nil for as many as it takes.
  package var width: Int?
  /// Beyond so many rows long arrays are shown by their first elements; nil shows every row.
  package var rowLimit: Int?
  /// Whether the columns are explained below.
  package var hasLegend: Bool

  package init(width: Int? = nil, rowLimit: Int? = nil, hasLegend: Bool = false) {
    self.width = width
    self.rowLimit = rowLimit
    self.hasLegend = hasLegend
  }

  private static let headings = [
    "Mean", "MCSE", "SD", "MAD", "5%", "50%", "95%", "ESS_bulk", "ESS_tail", "R_hat",
  ]
  /// What a narrow terminal can do without, the least missed first.
  private static let dispensable = ["MAD", "50%", "ESS_tail", "MCSE"]
  private static let legend = """
    Mean is uncertain by MCSE, the simulation's standard error; SD and MAD say how wide the posterior \
    is, 5% to 95% holds nine tenths of it. ESS says how many independent draws these are worth, in \
    the bulk and in the tails; R_hat is 1 where the chains agree.
    """

  /// Rows, legend, verdict and advice.
  package func text(_ summary: PosteriorSummary) -> String {
    rows(summary) + "\n" + (hasLegend ? wrap(Self.legend) + "\n" : "")
      + verdict(summary.diagnostics)
  }

  /// The rows alone, for draws that no sampler made.
  package func rows(_ summary: PosteriorSummary) -> String {
    let (rows, hidden) = shown(summary.rows)
    let lines = [[""] + Self.headings] + rows.map { [label($0.scalar)] + numbers($0) }
    let layout = layout(lines)
    var text = ""
    for (place, line) in lines.enumerated() {
      text += layout.text(line)
      if place > 0, let rest = hidden[place - 1] { text += rest + "\n" }
    }
    if !layout.left.isEmpty {
      text += "(left out to fit the width: \(layout.left.joined(separator: ", ")))\n"
    }
    return text
  }

  /// The verdict and what to try, wrapped.
  package func verdict(_ diagnostics: SamplerDiagnostics) -> String {
    let verdict = diagnostics.verdict
    return wrap(verdict.prefix(1).uppercased() + verdict.dropFirst() + ".")
      + diagnostics.advice.map { wrap($0, first: "- ", rest: "  ") }.joined()
  }

  // MARK: - Rows

  /// The rows to show and, by the place of a row, the line that stands for those left out behind it.
  private func shown(
    _ rows: [PosteriorSummary.Row]
  ) -> (rows: [PosteriorSummary.Row], hidden: [Int: String]) {
    guard let rowLimit, rows.count > rowLimit else { return (rows, [:]) }
    var kept: [PosteriorSummary.Row] = []
    var hidden: [Int: String] = [:]
    var start = 0
    while start < rows.count {
      let variable = rows[start].scalar.variable
      let end = rows[start...].firstIndex { $0.scalar.variable != variable } ?? rows.count
      let count = end - start
      let few = count > 12 ? 10 : count
      kept += rows[start..<start + few]
      if few < count {
        hidden[kept.count - 1] =
          "… \(count - few) more of \(variable): `bayes summary` with --only \(variable)"
      }
      start = end
    }
    return (kept, hidden)
  }

  private func label(_ scalar: Draws.Scalar) -> String {
    let known = scalar.labels.compactMap(\.self)
    return known.isEmpty ? scalar.name : "\(scalar.name) \(known.joined(separator: ", "))"
  }

  private func numbers(_ row: PosteriorSummary.Row) -> [String] {
    let digits = Self.decimals(row.mcse)
    let honest = [row.mean, row.sd, row.mad, row.q5, row.q50, row.q95].map {
      Self.fixed($0, decimals: digits)
    }
    return [
      honest[0], Self.significant(row.mcse), honest[1], honest[2], honest[3], honest[4],
      honest[5], Self.whole(row.essBulk), Self.whole(row.essTail),
      Self.fixed(row.rHat, decimals: 3),
    ]
  }

  // MARK: - Layout

  /// Which columns are shown, how wide each, and what stands between.
  private struct Layout {
    var columns: [Int]
    var widths: [Int]
    var gap: String
    var left: [String]

    var total: Int { widths.reduce(0, +) + gap.count * (widths.count - 1) }

    func text(_ cells: [String]) -> String {
      var line = ""
      for (place, column) in columns.enumerated() {
        let cell = cells[column]
        let cut = cell.count <= widths[place] ? cell : cell.prefix(widths[place] - 1) + "…"
        let fill = String(repeating: " ", count: widths[place] - cut.count)
        line += place == 0 ? cut + fill : gap + fill + cut
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
  }

  /// The fullest layout that fits: first the gaps shrink, then the names, then columns go.
  private func layout(_ lines: [[String]]) -> Layout {
    let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    var layout = Layout(columns: Array(widths.indices), widths: widths, gap: "  ", left: [])
    guard let width, layout.total > width else { return layout }
    layout.gap = " "
    let shortName = min(widths[0], 16)
    for next in Self.dispensable where layout.total - widths[0] + shortName > width {
      guard let column = Self.headings.firstIndex(of: next),
        let place = layout.columns.firstIndex(of: column + 1)
      else { continue }
      layout.columns.remove(at: place)
      layout.widths.remove(at: place)
      layout.left.append(next)
    }
    layout.widths[0] = max(min(widths[0], width - (layout.total - widths[0])), shortName)
    return layout
  }

  /// Text broken between words, at 100 columns at most.
  private func wrap(_ text: String, first: String = "", rest: String = "") -> String {
    let limit = max(min(width ?? 100, 100), 20)
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > limit {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }

  // MARK: - Numbers

  /// As many decimals as the Monte Carlo error leaves meaning to: its first significant place.
  static func decimals(_ mcse: Double) -> Int {
    guard mcse.isFinite, mcse > 0 else { return 3 }
    return min(max(Int((-Double.log(mcse) / 2.302585092994046).rounded(.up)), 0), 12)
  }

  private static func whole(_ x: Double) -> String {
    x.isFinite && abs(x) < 1e15 ? String(Int(x.rounded())) : "-"
  }

  private static func significant(_ x: Double) -> String {
    guard x.isFinite, x > 0 else { return "-" }
    return fixed(x, decimals: decimals(x) + 1)
  }

  /// A number with a fixed count of decimals; scientific where that would be unreadable.
  package static func fixed(_ x: Double, decimals: Int) -> String {
    guard x.isFinite else { return "-" }
    if abs(x) >= 1e9 { return scientific(x) }
    let scale = Double.pow(10, Double(decimals))
    let scaled = (abs(x) * scale).rounded()
    guard scaled < 1e15 else { return scientific(x) }
    var digits = String(Int(scaled))
    if decimals > 0 {
      while digits.count <= decimals { digits = "0" + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
    }
    return x < 0 && scaled != 0 ? "-" + digits : digits
  }

  /// Four significant digits and a power of ten.
  private static func scientific(_ x: Double) -> String {
    var exponent = Int((Double.log(abs(x)) / 2.302585092994046).rounded(.down))
    var mantissa = (abs(x) / Double.pow(10, Double(exponent)) * 1000).rounded()
    if mantissa >= 10_000 { (mantissa, exponent) = (1000, exponent + 1) }
    let digits = String(Int(mantissa))
    return (x < 0 ? "-" : "") + digits.prefix(1) + "." + digits.dropFirst() + "e\(exponent)"
  }
}
