import BayesData
import BayesGraph
import BayesCompiler
import BayesSource
import BayesSyntax
import Foundation
import Testing

/// The specification: programs under the rule they show.
///
/// `BAYES_RECORD=1` rewrites what follows from them; the change is the review.
@Suite("Specification")
struct SpecificationTests {
  static let cases = MarkdownFile.all(in: "Tests/Specification").flatMap(SpecificationCase.all)
  static let documented =
    (MarkdownFile.all(in: "docs").filter { !$0.path.hasPrefix("docs/diagnostics") }
    + [MarkdownFile(reading: "README.md")]).flatMap(SpecificationCase.all)

  @Test("recording", .enabled(if: MarkdownFile.isRecording))
  func record() throws {
    for file in MarkdownFile.all(in: "Tests/Specification") {
      try SpecificationCase.recorded(file, addsBlocks: true).write()
    }
    for file in MarkdownFile.all(in: "docs/language") {
      try SpecificationCase.recorded(file, addsBlocks: false).write()
    }
  }

  @Test("there are cases")
  func thereAreCases() {
    #expect(Self.cases.count > 200)
    #expect(Self.documented.count > 30)
  }

  @Test("a program has the types or the diagnostics of its case", arguments: cases)
  func follows(own: SpecificationCase) {
    #expect(own.actual == own.expected)
  }

  @Test("a program of the documentation does what stands beside it", arguments: documented)
  func isTrue(own: SpecificationCase) throws {
    let actual = own.actual
    if own.expected.isEmpty { #expect(actual["diagnostics"] == nil) }
    for (name, text) in own.expected { #expect(actual[name] == text) }
    for path in own.options.compactMap({ $0.split(separator: "=").last }) {
      try bind(own, String(path))
    }
  }

  private func bind(_ own: SpecificationCase, _ path: String) throws {
    let program = Checker.check(Parser.parse(SourceText(name: own.path, text: own.program)))
    let graph = try #require(Lowering.lower(program))
    let bytes = try Data(contentsOf: MarkdownFile.root.appending(path: path))
    let format = try #require(DataFormat(fileName: path))
    let values = DataReader.read(Array(bytes), name: path, format: format).values
    let bound = Binder.bind(
      graph, data: DataReader.merge([values]).data, options: BindingOptions())
    #expect(bound.model != nil, "\(bound.diagnostics.map(\.message))")
  }
}
