import Foundation
import Testing

/// What a case of B0208 is told: what is not available yet, and what to write instead.
struct NotYet: Hashable {
  let what: String
  let instead: String

  /// The page that lists them.
  static let page = "docs/not-in-1.0.md"

  /// In the order of the cases.
  static var all: [NotYet] {
    let file = MarkdownFile(reading: "Tests/Specification/diagnostics/B0208.md")
    let texts = SpecificationCase.all(in: file).compactMap { $0.expected["diagnostics"] }
    var found: [NotYet] = []
    for text in texts {
      var what: Substring?
      for line in text.split(separator: "\n") {
        if let match = line.wholeMatch(of: /error\[B0208\]: (.+) is not available yet/) {
          what = match.output.1
        } else if let told = what, let match = line.wholeMatch(of: #/ *= note: (.+)/#) {
          found.append(NotYet(what: String(told), instead: String(match.output.1)))
          what = nil
        }
      }
    }
    return found
  }
}

@Suite("What is not there yet")
struct NotYetTests {
  @Test("every case of B0208 says what is missing and what to write instead")
  func complete() {
    let file = MarkdownFile(reading: "Tests/Specification/diagnostics/B0208.md")
    let count = SpecificationCase.all(in: file).count {
      $0.expected["diagnostics"]?.contains("error[B0208]") == true
    }
    #expect(count > 10)
    #expect(NotYet.all.count >= count)
  }

  @Test("the page lists every construct that the checker refuses as not available yet")
  func listed() throws {
    let page = MarkdownFile(reading: NotYet.page).text
    let folder = MarkdownFile.root.appending(path: "Sources/BayesCompiler/Checker")
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    {
      let source = try String(contentsOf: file, encoding: .utf8)
      for match in source.matches(of: /(?:notYet|movingBounds)\(\s*"([^"\\]+)"/) {
        count += 1
        #expect(page.contains("| \(match.output.1) |"), "\(file.lastPathComponent)")
      }
    }
    #expect(count > 10)
  }
}
