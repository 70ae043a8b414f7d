import BayesExecution
import BayesSource

/// What `bayes logdensity` says of a point.
struct PointReport {
  /// With the Jacobian of the transforms.
  let total: Double
  let terms: [Terms.Term]
  /// By unconstrained coordinate; nil if it was not asked for.
  let gradient: [Double]?
  let blocks: [CoordinateBlock]
  let lines: LineTable

  private var jacobian: Double {
    terms.filter { $0.span == nil && $0.name == "jacobian" }.reduce(0) { $0 + $1.value }
  }

  private var statements: [Terms.Term] {
    terms.filter { !($0.span == nil && $0.name == "jacobian") }
  }

  private func line(_ term: Terms.Term) -> Int? {
    term.span.map { lines.position(of: $0.start).line }
  }

  var json: JSONValue {
    let listed = statements.map { term -> JSONValue in
      [
        "statement": .string(term.name), "line": line(term).map { .integer($0) } ?? .null,
        "value": .number(term.value),
      ]
    }
    var slopes = JSONValue.null
    if let gradient {
      let named = blocks.map { block in
        JSONMember(
          block.name,
          .array(gradient[block.offset..<block.offset + block.count].map { .number($0) }))
      }
      slopes = [
        "unconstrained": .array(gradient.map { .number($0) }), "byName": .object(named),
      ]
    }
    return [
      "logDensity": .number(total - jacobian), "logJacobian": .number(jacobian),
      "terms": .array(listed), "gradient": slopes,
    ]
  }

  var text: String {
    var text = "log density                \(total - jacobian)\n"
    text += "log Jacobian               \(jacobian)\n"
    text += "log density with Jacobian  \(total)\n"
    for term in statements {
      let place = line(term).map { " (line \($0))" } ?? ""
      text += "  \(term.name)\(place): \(term.reason ?? "\(term.value)")\n"
    }
    guard let gradient else { return text }
    text += "gradient\n"
    for block in blocks {
      let slopes = gradient[block.offset..<block.offset + block.count]
      text += "  \(block.name): \(slopes.map(\.description).joined(separator: " "))\n"
    }
    return text
  }
}
