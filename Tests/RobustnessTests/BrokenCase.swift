import Bayes
import BayesGraph
import BayesSource
import Foundation
import Testing

/// A model and data files with what must be said about them, as a section of a Markdown file has it.
///
/// A section begins with `## ` and a sentence. Code blocks follow: `bayes` is the model (else the
/// file's first model stands), `json`, `csv`, `tsv` and `ndjson` are data files `d.json` and so on,
/// `flags` what the command line would say
/// (`--prior` for `bayes prior`), and `text` the output, byte for byte. In a block marked
/// `escaped`, `\r`, `\n`, `\t`, `\0` and `\xHH` stand for bytes.
struct BrokenCase: Sendable, CustomTestStringConvertible {
  let file: String
  let title: String
  var model: [UInt8]
  var data: [DataFile] = []
  var flags: [String] = []
  var expected: String?

  var testDescription: String { title }

  /// Cases of data that are taken begin with `Fine: `; what should be refused and is not yet begins
  /// with `Not yet refused: `.
  var isToBeRefused: Bool {
    !title.hasPrefix("Fine: ") && !title.hasPrefix("Not yet refused: ")
  }

  func run() -> Outcome {
    WholeWay.run(
      SourceText(name: "model.bayes", bytes: model), data, options: options,
      drawsPrior: flags.contains("--prior"))
  }

  /// What the pipeline says: the diagnostics as they are printed, or the log density at the origin.
  func outcome() -> (text: String, codes: [String]) {
    let source = SourceText(name: "model.bayes", bytes: model)
    switch run() {
    case .refused(let found):
      return (DiagnosticRenderer(source).text(found), found.map(\.code.id))
    case .notEvaluated(let message): return ("not evaluated: \(message)\n", [])
    case .evaluated(let value, let gradient, let warnings):
      let shown = DiagnosticRenderer(source).text(warnings)
      return (
        shown + "log density \(Self.rounded(value)), \(gradient.count) coordinates\n",
        warnings.map(\.code.id)
      )
    }
  }

  private static func rounded(_ value: Double) -> String {
    value.isNaN ? "undefined" : value.isFinite ? String(format: "%.6f", value) : "\(value)"
  }

  private var options: BindingOptions {
    var options = WholeWay.limited()
    var rest = flags[...]
    while let flag = rest.popFirst() {
      switch flag {
      case "--prior":
        options.allowsUnobserved = true
        options.ignoresObserved = true
      case "--strict-data": options.isStrict = true
      case "--condition": if let name = rest.popFirst() { options.conditioned.insert(name) }
      case "--latent": if let name = rest.popFirst() { options.latent.insert(name) }
      default: Issue.record("\(title): no flag \(flag)")
      }
    }
    return options
  }
}

/// Reads and rewrites the Markdown files of broken models and data.
enum BrokenCases {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Broken")

  static let all: [BrokenCase] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return files.filter { $0.hasSuffix(".md") }.sorted().flatMap(read)
  }()

  private static func read(_ file: String) -> [BrokenCase] {
    let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
    var common: [UInt8] = []
    var cases: [BrokenCase] = []
    var block: (language: String, lines: [Substring])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = block {
        if line == "```" {
          let bytes = content(open.language, open.lines)
          if cases.isEmpty { common = bytes } else { take(bytes, open.language, &cases) }
          block = nil
        } else {
          block?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), [])
      } else if line.hasPrefix("## ") {
        cases.append(BrokenCase(file: file, title: String(line.dropFirst(3)), model: common))
      }
    }
    return cases
  }

  private static func take(_ bytes: [UInt8], _ language: String, _ cases: inout [BrokenCase]) {
    let last = cases.count - 1
    switch language.split(separator: " ").first ?? "" {
    case "bayes": cases[last].model = bytes
    case "text": cases[last].expected = String(decoding: bytes, as: UTF8.self)
    case "flags":
      cases[last].flags = String(decoding: bytes, as: UTF8.self).split(
        whereSeparator: \.isWhitespace
      )
      .map(String.init)
    case let ending:
      let earlier = cases[last].data.count { $0.name.hasSuffix(".\(ending)") }
      let name = (earlier == 0 ? "d." : "d\(earlier + 1).") + ending
      cases[last].data.append(DataFile(name: name, bytes: bytes))
    }
  }

  private static func content(_ language: String, _ lines: [Substring]) -> [UInt8] {
    let text = lines.map { $0 + "\n" }.joined()
    return language.hasSuffix("escaped") ? unescaped(Array(text.dropLast().utf8)) : Array(text.utf8)
  }

  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "0"): result.append(0)
      case UInt8(ascii: "x"):
        result.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      default: result += [byte, escape]
      }
    }
    return result
  }

  /// Writes what is said today in place of what is expected: to be read before it is committed.
  static func record() throws {
    for file in Set(all.map(\.file)) {
      let url = folder.appending(path: file)
      var output: [Substring] = []
      var isInText = false
      var pending = all.filter { $0.file == file }[...]
      var outcomes: [String] = []
      for line in try String(contentsOf: url, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      {
        if line.hasPrefix("## ") {
          while output.last == "" { output.removeLast() }
          output += closing(&outcomes)
          if let next = pending.popFirst() { outcomes = [next.outcome().text] }
        }
        if line == "```text" { isInText = true }
        if !isInText { output.append(line) }
        if line == "```" { isInText = false }
      }
      while output.last == "" { output.removeLast() }
      output += closing(&outcomes)
      while output.last == "" { output.removeLast() }
      try (output.joined(separator: "\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
    }
  }

  private static func closing(_ outcomes: inout [String]) -> [Substring] {
    defer { outcomes = [] }
    if outcomes.isEmpty { return [""] }
    return outcomes.flatMap { outcome in
      ["", "```text"] + outcome.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        + ["```", ""]
    }
  }
}
