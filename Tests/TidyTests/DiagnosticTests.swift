import Bayes
import BayesSource
import Foundation
import Testing

@Suite("Diagnostics")
struct DiagnosticTests {
  /// Codes whose cases are no UTF-8, too large or too deep for a Markdown file: see `LimitTests`.
  private static let casedApart: Set<String> = [
    "B0101", "B0102", "B0103", "B0112", "B0139", "B0140",
  ]

  /// Phases whose cases are counted here; those about data and running have suites of their own.
  private static let phases = ["01", "02", "03", "04"]

  @Test("codes are unique and say by their letter how much they matter")
  func unique() {
    let ids = DiagnosticCodes.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.count == 5 && (id.hasPrefix("B") || id.hasPrefix("W")), "\(id)")
    }
  }

  @Test("every code has at least three cases with its exact text")
  func cases() {
    let files = Repository.files(in: "Tests", endings: [".md"])
    for code in DiagnosticCodes.all {
      let phase = code.id.dropFirst().prefix(2)
      guard Self.phases.contains(String(phase)), !Self.casedApart.contains(code.id) else {
        continue
      }
      let mark = "\(code.severity.rawValue)[\(code.id)]: "
      let found = files.reduce(0) { count, file in
        count + file.text.components(separatedBy: "```diagnostics\n\(mark)").count - 1
      }
      #expect(found >= 3, "\(code.id), \(code.title), begins \(found) cases")
    }
  }

  @Test("docs/diagnostics has the page of every code, as `bayes explain` prints it")
  func pages() throws {
    var expected = ["docs/diagnostics/README.md": Self.index]
    for code in DiagnosticCodes.all {
      expected["docs/diagnostics/\(code.id).md"] =
        "# \(code.id): \(code.title)\n\n\(code.explanation)\n"
    }
    let found = Repository.files(in: "docs/diagnostics", endings: [".md"])
    if ProcessInfo.processInfo.environment["BAYES_RECORD"] == "1" {
      for file in found where expected[file.path] == nil {
        try FileManager.default.removeItem(at: Repository.root.appending(path: file.path))
      }
      for (path, text) in expected {
        try text.write(
          to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
      }
      return
    }
    #expect(Set(found.map(\.path)) == Set(expected.keys))
    for file in found {
      #expect(
        file.text == expected[file.path],
        "\(file.path) is behind its code; BAYES_RECORD=1 swift test --filter TidyTests renews it")
    }
  }

  private static var index: String {
    let head = """
      # Diagnostics

      Every finding has a stable code: `B` for errors, `W` for warnings, then the phase: 01 text and
      grammar, 02 names, 03 types and axes, 04 distributions, 05 data. `bayes explain CODE` prints the
      pages below; they are made from the codes in the sources, where they are edited.


      """
    return head
      + DiagnosticCodes.all.map { "- [\($0.id)](\($0.id).md): \($0.title)\n" }.joined()
  }
}
