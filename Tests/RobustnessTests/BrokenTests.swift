import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesSource
import Foundation
import Testing

@Suite("Broken models and data")
struct BrokenTests {
  /// Set `BAYES_RECORD` to write what is said today into the files, and read the difference.
  static let isRecording = ProcessInfo.processInfo.environment["BAYES_RECORD"] != nil

  @Test("each is refused in the words that stand beside it, within two seconds")
  func wording() throws {
    if Self.isRecording { try BrokenCases.record() }
    for broken in BrokenCases.all where !Self.isRecording {
      let clock = ContinuousClock()
      var said = ""
      let time = clock.measure { said = broken.outcome().text }
      #expect(said == broken.expected, "\(broken.file): \(broken.title)")
      #expect(time < .seconds(2), "\(broken.file): \(broken.title)")
    }
  }

  @Test("each is refused with a code, and its place is in the model or a named data file")
  func located() {
    for broken in BrokenCases.all where broken.isToBeRefused {
      let source = SourceText(name: "model.bayes", bytes: broken.model)
      guard case .refused(let found) = broken.run() else {
        Issue.record("\(broken.file): \(broken.title) is not refused")
        continue
      }
      for diagnostic in found {
        let span = diagnostic.span
        let isLocated =
          span.map { $0.start >= 0 && $0.end <= source.bytes.count }
          ?? ["d.", "d2.", "`--"].contains { diagnostic.message.contains($0) }
        #expect(isLocated, "\(broken.file): \(broken.title): \(diagnostic.message)")
      }
    }
  }

  @Test("there are at least two hundred of them, each with its own sentence")
  func count() {
    #expect(BrokenCases.all.count { $0.isToBeRefused } + EndlessTests.count >= 200)
    #expect(Set(BrokenCases.all.map(\.title)).count == BrokenCases.all.count)
  }

  @Test("each code of data has at least three cases")
  func codes() {
    let seen = BrokenCases.all.map { ($0, Set($0.outcome().codes)) }
    let codes =
      DataDiagnosticCatalog.all + BindingDiagnosticCatalog.all + CompilationDiagnosticCatalog.all
      + SimulationDiagnosticCatalog.all
    for code in codes {
      #expect(seen.count { $0.1.contains(code.id) } >= 3, "\(code.id) \(code.title)")
    }
  }
}
