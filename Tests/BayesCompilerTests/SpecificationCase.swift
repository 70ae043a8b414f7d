import BayesCompiler
import BayesData
import BayesGraph
import BayesSource
import BayesSyntax
import Foundation
import Testing

/// A program of a Markdown file with what follows from it: the types of its names, what is said
/// about it, and what its reports come to where the data decide them.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
  let path: String
  /// The heading the program stands under: the rule in words.
  let rule: String
  /// Which program under that heading.
  let number: Int
  let program: String
  /// The words behind `bayes` on the fence: `data=FILE` binds it to an example's data.
  let options: [String]
  /// The JSON block behind the program, if there is one.
  let data: String?
  /// By the name of their block.
  let expected: [String: String]

  var testDescription: String {
    "\(path): \(rule)" + (number > 1 ? " (\(number))" : "")
  }

  /// The blocks that may follow a program.
  static let outcomes: Set<String> = ["types", "diagnostics", "values"]

  /// The programs of a file, in order.
  static func all(in file: MarkdownFile) -> [SpecificationCase] {
    var cases: [SpecificationCase] = []
    var rule = ""
    var number = 0
    for (place, part) in file.parts.enumerated() {
      switch part {
      case .line(let line) where line.hasPrefix("#"):
        rule = String(line.drop { $0 == "#" || $0 == " " })
        number = 0
      case .fence(let info, let program) where isProgram(info):
        number += 1
        cases.append(
          SpecificationCase(
            path: file.path, rule: rule, number: number, program: program,
            options: info.split(separator: " ").dropFirst().map(String.init),
            data: data(behind: place, in: file.parts)?.text,
            expected: outcomes(behind: place, in: file.parts)))
      default: break
      }
    }
    return cases
  }

  private static func isProgram(_ info: String) -> Bool {
    info.split(separator: " ").first == "bayes"
  }

  /// The JSON block behind a program, and its place.
  private static func data(
    behind place: Int, in parts: [MarkdownFile.Part]
  ) -> (text: String, place: Int)? {
    for next in (place + 1)..<parts.count {
      switch parts[next] {
      case .line(""): continue
      case .fence("json", let body): return (body, next)
      case .line, .fence: return nil
      }
    }
    return nil
  }

  private static func outcomes(
    behind place: Int, in parts: [MarkdownFile.Part]
  ) -> [String: String] {
    let place = data(behind: place, in: parts)?.place ?? place
    var found: [String: String] = [:]
    for part in parts[(place + 1)...] {
      switch part {
      case .line(""): continue
      case .fence(let info, let body) where outcomes.contains(info): found[info] = body
      case .line, .fence: return found
      }
    }
    return found
  }

  /// Programs import the files of one folder.
  static let imports = SourceProvider.texts { path in
    let folder = MarkdownFile.root.appending(path: "Tests/Specification/imports")
    return try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// What follows from the program, by the name of the block that holds it.
  var actual: [String: String] {
    let source = SourceText(name: "model.bayes", text: program)
    let tree = Parser.parse(source)
    let checked = Checker.check(tree, imports: Self.imports)
    let diagnostics =
      tree.diagnostics.contains { $0.severity == .error }
      ? tree.diagnostics : tree.diagnostics + checked.diagnostics
    var found: [String: String] = [:]
    if !diagnostics.isEmpty {
      found["diagnostics"] =
        diagnostics.map { DiagnosticRenderer(checked.source).text($0) }.joined(separator: "\n")
    }
    if !diagnostics.contains(where: { $0.severity == .error }) {
      found["types"] = checked.dump()
      found["values"] = values(of: checked)
    }
    return found
  }

  /// What the reports come to that no draw decides, as far as the data at hand give them.
  private func values(of program: CheckedProgram) -> String? {
    guard let graph = Lowering.lower(program), data != nil || graph.inputs.isEmpty else {
      return nil
    }
    let read = DataReader.read(Array((data ?? "{}").utf8), name: "data.json", format: .json)
    let bound = Binder.bind(
      graph, data: DataReader.merge([read.values]).data, options: BindingOptions())
    guard let model = bound.model else {
      return data == nil ? nil : bound.diagnostics.map { "\($0.code.id) \($0.message)\n" }.joined()
    }
    let lines = model.graph.reports.compactMap { report in
      model.tables[report.node.index].map { "\(report.name) = \(Self.text($0.values))\n" }
    }
    return lines.isEmpty ? nil : lines.joined()
  }

  private static func text(_ elements: [Double]) -> String {
    let texts = elements.map { value in
      let rounded = (value * 1e9).rounded() / 1e9
      return rounded == rounded.rounded() && abs(rounded) < 1e15
        ? String(Int(rounded)) : String(rounded)
    }
    return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
  }

  /// The file with what its programs lead to now; with `addsBlocks` also where nothing was said.
  static func recorded(_ file: MarkdownFile, addsBlocks: Bool) -> MarkdownFile {
    var parts: [MarkdownFile.Part] = []
    var cases = all(in: file)[...]
    var place = 0
    while place < file.parts.count {
      let part = file.parts[place]
      parts.append(part)
      place += 1
      guard case .fence(let info, _) = part, isProgram(info), let own = cases.popFirst() else {
        continue
      }
      if let data = data(behind: place - 1, in: file.parts) {
        parts += [.line(""), .fence(info: "json", body: data.text)]
        place = data.place + 1
      }
      place = end(ofOutcomesFrom: place, in: file.parts)
      for (name, text) in own.actual.sorted(by: { $0.key < $1.key })
      where addsBlocks || own.expected[name] != nil {
        parts += [.line(""), .fence(info: name, body: text)]
      }
    }
    return MarkdownFile(path: file.path, parts: parts)
  }

  private static func end(ofOutcomesFrom start: Int, in parts: [MarkdownFile.Part]) -> Int {
    var end = start
    for place in start..<parts.count {
      switch parts[place] {
      case .line(""): continue
      case .fence(let info, _) where outcomes.contains(info): end = place + 1
      case .line, .fence: return end
      }
    }
    return end
  }
}
