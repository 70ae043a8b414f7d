import Foundation
import Testing

@Suite("Links and programs of the docs")
struct LinkTests {
  private static let pages: [Repository.File] =
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(Repository.read)
    + ["docs", "examples", "benchmarks", "grammar", "Tests"].flatMap {
      Repository.files(in: $0, endings: [".md"])
    }

  @Test("every link of a page leads to a file that is there")
  func links() {
    for page in Self.pages {
      let folder = Repository.root.appending(path: page.path).deletingLastPathComponent()
      // Results are written by the commands of `benchmarks/`, and may be yet to come.
      for target in Self.targets(in: page.text)
      where !target.contains("://") && !target.hasPrefix("results/") {
        let file = target.split(separator: "#", omittingEmptySubsequences: false)[0]
        guard !file.isEmpty else { continue }
        let path = folder.appending(path: String(file)).path(percentEncoded: false)
        #expect(
          FileManager.default.fileExists(atPath: path), "\(page.path) links to \(target)")
      }
    }
  }

  @Test("every file that the README names is there")
  func named() {
    let roots = ["docs/", "examples/", "scripts/", "benchmarks/", "grammar/", "Tests/", "Sources/"]
    for word in Repository.read("README.md").text.split(whereSeparator: { " `()\n,;".contains($0) })
    where roots.contains(where: word.hasPrefix) {
      let path = Repository.root.appending(path: String(word)).path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: path), "the README names \(word)")
    }
  }

  @Test("the Swift that the README shows is compiled by the embedding example")
  func swift() {
    let example = Repository.read("examples/embedding/Sources/embedding/EightSchools.swift")
    let lines = Set(example.lines.map { $0.drop { $0 == " " } })
    var isInside = false
    var count = 0
    for line in Repository.read("README.md").lines {
      if line.hasPrefix("```") {
        isInside = line == "```swift"
      } else if isInside, !line.isEmpty {
        count += 1
        #expect(lines.contains(line.drop { $0 == " " }), "no example compiles: \(line)")
      }
    }
    #expect(count > 5)
  }

  /// The targets of `[text](target)`.
  private static func targets(in text: String) -> [String] {
    text.components(separatedBy: "](").dropFirst().compactMap { rest in
      rest.firstIndex(of: ")").map { String(rest[..<$0]) }
    }
  }
}
