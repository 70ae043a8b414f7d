import Bayes
import BayesPosterior
import BayesSource

/// What `bayes compare` says: a row a fit, the best first, and warnings in words.
struct ComparisonReport {
  private struct Row {
    let fit: ComparableFit
    let difference: (value: Double, error: Double)
    let weight: Double
  }
  private let rows: [Row]

  init(_ fits: [ComparableFit]) {
    let weights = Stacking.weights(fits.map { $0.accuracy.points.map(\.elpd) })
    let order = fits.indices.sorted {
      (-fits[$0].accuracy.elpd, $0) < (-fits[$1].accuracy.elpd, $1)
    }
    let best = order.first
    rows = order.map { place in
      Row(
        fit: fits[place],
        difference: fits[place].accuracy.difference(from: fits[best ?? place].accuracy),
        weight: weights[place])
    }
  }

  var json: JSONValue {
    [
      "observations": .integer(rows.first?.fit.observations.count ?? 0),
      "fits": .array(rows.map(Self.json)),
      "advice": .array(advice.map { .string($0) }),
    ]
  }

  private static func json(_ row: Row) -> JSONValue {
    let accuracy = row.fit.accuracy
    return [
      "folder": .string(row.fit.path),
      "elpd": .number(accuracy.elpd), "elpdSe": .number(accuracy.elpdError),
      "difference": .number(row.difference.value),
      "differenceSe": .number(row.difference.error),
      "pLoo": .number(accuracy.effectiveParameters), "weight": .number(row.weight),
      "waic": .number(accuracy.waic), "waicSe": .number(accuracy.waicError),
      "pWaic": .number(accuracy.waicParameters),
      "kThreshold": .number(ParetoSmoothing.threshold(draws: accuracy.draws)),
      "pointwise": .array(
        zip(row.fit.observations, accuracy.points).map { name, point in
          [
            "name": .string(name), "elpd": .number(point.elpd), "paretoK": .number(point.paretoK),
            "waic": .number(point.waic),
          ]
        }),
    ]
  }

  var text: String {
    var cells = [["", "elpd", "SE", "diff", "SE", "p_loo", "k bad", "weight", "WAIC"]]
    for row in rows { cells.append(Self.cells(of: row)) }
    let widths = (cells.first ?? []).indices.map { column in
      cells.map { $0[column].count }.max() ?? 0
    }
    let table = cells.map { line in
      zip(line, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + space : space + cell.0
      }.joined(separator: "  ")
    }
    return (table + [""] + advice).joined(separator: "\n") + "\n"
  }

  private static func cells(of row: Row) -> [String] {
    let accuracy = row.fit.accuracy
    let numbers: [Double] = [
      accuracy.elpd, accuracy.elpdError, row.difference.value, row.difference.error,
      accuracy.effectiveParameters,
    ]
    var cells = [row.fit.path]
    for number in numbers { cells.append(digits(number, 1)) }
    cells.append(String(accuracy.unreliable.count))
    cells.append(digits(row.weight, 2))
    cells.append(digits(accuracy.waic, 1))
    return cells
  }

  private static func digits(_ x: Double, _ count: Int) -> String {
    x.isFinite ? SummaryTable.fixed(x, decimals: count) : "-"
  }

  /// What the numbers mean and where they cannot be trusted.
  private var advice: [String] {
    var lines: [String] = []
    if rows.count > 1 { lines.append(judgement) }
    for row in rows {
      let accuracy = row.fit.accuracy
      let bad = accuracy.unreliable.map { row.fit.observations[$0] }
      if !bad.isEmpty {
        lines.append(
          "\(row.fit.path): the draws say too little of the model without \(Self.list(bad)) "
            + "(Pareto k above \(Self.digits(ParetoSmoothing.threshold(draws: accuracy.draws), 2))), "
            + "so its elpd is likely too high; look whether the model can explain these observations, or "
            + "fit it without them and compare")
      } else if !accuracy.unreliableForWAIC.isEmpty {
        lines.append(
          "\(row.fit.path): WAIC fails for "
            + "\(Self.list(accuracy.unreliableForWAIC.map { row.fit.observations[$0] })); "
            + "go by elpd, which does not")
      }
    }
    return lines
  }

  private var judgement: String {
    let (best, second) = (rows[0], rows[1])
    let (value, error) = second.difference
    let numbers = "\(Self.digits(-value, 1)) (SE \(Self.digits(error, 1)))"
    if rows[0].fit.accuracy.points.count < 2 {
      return "One observation tells no standard error, and so not which model predicts better."
    }
    if -value < 4 {
      return
        "\(best.fit.path) and \(second.fit.path) predict about equally well: their elpd differ "
        + "by \(numbers), and less than 4 means little."
    }
    return -value < 2 * error
      ? "\(best.fit.path) predicts better than \(second.fit.path) by \(numbers), which may be chance."
      : "\(best.fit.path) predicts better than \(second.fit.path) by \(numbers)."
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) others" : shown
  }
}
