import BayesMath
import BayesSource

/// The summary as a table for a terminal.
package enum SummaryTable {
  private static let headings = [
    "Mean", "MCSE", "SD", "MAD", "5%", "50%", "95%", "ESS_bulk", "ESS_tail", "R_hat",
  ]

  /// The rows, the verdict and the advice, fitted to a width.
  package static func text(_ summary: PosteriorSummary, width: Int = 100) -> String {
    let cells = summary.rows.map { row in
      [label(row.scalar, width: width)] + numbers(row)
    }
    let header = [""] + headings
    let all = [header] + cells
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in all {
      var line = pad(row[0], to: widths[0], right: true)
      for column in row.indices.dropFirst() {
        line += "  " + pad(row[column], to: widths[column], right: false)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    text += "\n\(summary.diagnostics.verdict)\n"
    for sentence in summary.diagnostics.advice { text += "- \(sentence)\n" }
    return text
  }

  private static func label(_ scalar: Draws.Scalar, width: Int) -> String {
    let known = scalar.labels.compactMap(\.self)
    let text = known.isEmpty ? scalar.name : "\(scalar.name) \(known.joined(separator: ", "))"
    let limit = max(width - 90, 24)
    return text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }

  private static func pad(_ text: String, to width: Int, right: Bool) -> String {
    let fill = String(repeating: " ", count: max(width - text.count, 0))
    return right ? text + fill : fill + text
  }

  private static func numbers(_ row: PosteriorSummary.Row) -> [String] {
    let digits = decimals(row.mcse)
    let honest = [row.mean, row.sd, row.mad, row.q5, row.q50, row.q95].map {
      fixed($0, decimals: digits)
    }
    return [
      honest[0], significant(row.mcse), honest[1], honest[2], honest[3], honest[4], honest[5],
      whole(row.essBulk), whole(row.essTail), fixed(row.rHat, decimals: 3),
    ]
  }

  /// As many decimals as the Monte Carlo error leaves meaning to: its first significant place.
  private static func decimals(_ mcse: Double) -> Int {
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
  static func fixed(_ x: Double, decimals: Int) -> String {
    guard x.isFinite else { return "-" }
    if abs(x) >= 1e9 { return JSONValue.number(x).text() }
    let scale = Double.pow(10, Double(decimals))
    let scaled = (abs(x) * scale).rounded()
    guard scaled < 1e15 else { return JSONValue.number(x).text() }
    var digits = String(Int(scaled))
    if decimals > 0 {
      while digits.count <= decimals { digits = "0" + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
    }
    return x < 0 && scaled != 0 ? "-" + digits : digits
  }
}
