import BayesCompiler
import BayesDistributions
import BayesGraph
import Testing

/// Tables of the documentation that are made from the catalogues.
struct CatalogTable: Sendable, CustomTestStringConvertible {
  let path: String
  let name: String
  let rows: [String]

  var testDescription: String { "\(path): \(name)" }

  /// What stands between the marks of the table.
  var text: String { rows.joined(separator: "\n") }

  private static func call(_ name: String, _ parameters: [String]) -> String {
    "`\(name)(\(parameters.joined(separator: ", ")))`"
  }

  private static func names(_ stan: [String]) -> String {
    stan.map { "`\($0)`" }.joined(separator: " ")
  }

  static let all = [
    distributions, functions, lanes, matrices, kernels, constructs,
    later("laterDistributions", Checker.laterDistributions),
    later("laterFunctions", Checker.laterFunctions),
  ]

  private static var distributions: CatalogTable {
    var rows = ["| distribution | what it is | Stan |", "|---|---|---|"]
    for declaration in DistributionCatalog.all.map({ $0.declaration }) {
      let forms = declaration.forms.enumerated().map { index, form in
        let parameters = form.parameters.map { $0.name + (index == 0 ? "" : ":") }
        return call(declaration.name, parameters)
      }
      let cells = [
        forms.joined(separator: " "), declaration.summary, names(declaration.stanNames),
      ]
      rows.append("| \(cells.joined(separator: " | ")) |")
    }
    return CatalogTable(
      path: "docs/language/distributions.md", name: "distributions", rows: rows)
  }

  private static func table(_ name: String, _ signatures: [FunctionSignature]) -> CatalogTable {
    var rows = ["| function | what it gives | Stan |", "|---|---|---|"]
    for signature in signatures where signature.name.first?.isLetter == true {
      let cells = [
        call(signature.name, signature.parameters), signature.summary, names(signature.stanNames),
      ]
      let row = "| \(cells.joined(separator: " | ")) |"
      // One name may stand for the functions of a vector and of a matrix.
      if !rows.contains(row) { rows.append(row) }
    }
    return CatalogTable(path: "docs/language/expressions.md", name: name, rows: rows)
  }

  private static var functions: CatalogTable {
    table("functions", FunctionCatalog.elementwise.map { FunctionCatalog.declaration(of: $0) })
  }

  private static var lanes: CatalogTable {
    table("lanes", FunctionCatalog.lane.map { FunctionCatalog.declaration(of: $0) })
  }

  private static var matrices: CatalogTable {
    table("matrices", FunctionCatalog.matrix.map { FunctionCatalog.declaration(of: $0) })
  }

  private static var kernels: CatalogTable {
    let rows = KernelFamily.allCases.map { kernel in
      let cells = [
        call(kernel.rawValue, kernel.parameters), kernel.summary,
        names([kernel.stanName].compactMap(\.self)),
      ]
      return "| \(cells.joined(separator: " | ")) |"
    }
    return CatalogTable(
      path: "docs/language/expressions.md", name: "kernels",
      rows: ["| kernel | covariance at distance d | Stan |", "|---|---|---|"] + rows)
  }

  /// What the cases of B0208 are told, but for the names of the two other tables.
  private static var constructs: CatalogTable {
    var rows = ["| not there | until then |", "|---|---|"]
    let names = Set(Checker.laterDistributions.keys).union(Checker.laterFunctions.keys)
    for told in NotYet.all where !names.contains(where: { told.what == "`\($0)`" }) {
      let row = "| \(told.what) | \(told.instead) |"
      if !rows.contains(row) { rows.append(row) }
    }
    return CatalogTable(path: NotYet.page, name: "constructs", rows: rows)
  }

  private static func later(_ name: String, _ instead: [String: String]) -> CatalogTable {
    let rows = instead.sorted { $0.key < $1.key }.map { "| `\($0.key)` | \($0.value) |" }
    return CatalogTable(
      path: NotYet.page, name: name, rows: ["| not there | until then |", "|---|---|"] + rows)
  }

  /// The lines between the marks in a file, and their place.
  func found(in file: MarkdownFile) -> (text: String, place: Range<Int>)? {
    guard let begin = file.parts.firstIndex(of: .line("<!-- begin \(name) -->")),
      let end = file.parts.firstIndex(of: .line("<!-- end \(name) -->"))
    else { return nil }
    let lines = file.parts[(begin + 1)..<end].compactMap { part in
      if case .line(let line) = part { line } else { nil }
    }
    return (lines.joined(separator: "\n"), (begin + 1)..<end)
  }
}

@Suite("Tables made from the catalogues", .serialized)
struct CatalogPageTests {
  @Test("a table of the documentation lists its catalogue", arguments: CatalogTable.all)
  func lists(table: CatalogTable) throws {
    var file = MarkdownFile(reading: table.path)
    let found = try #require(table.found(in: file))
    guard MarkdownFile.isRecording else {
      #expect(found.text == table.text, "BAYES_RECORD=1 renews it")
      return
    }
    file.parts.replaceSubrange(found.place, with: table.rows.map { .line($0) })
    try file.write()
  }
}
