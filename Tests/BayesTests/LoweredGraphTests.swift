import Bayes
import BayesGraph
import BayesTestSupport
import Foundation
import Testing

@Suite("Lowering")
struct LoweredGraphTests {
  private static let models: [String] = ["examples", "examples/posteriordb"].flatMap { folder in
    let path = "\(ReferenceFiles.root)/\(folder)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".bayes") }.sorted().map { "\(path)/\($0)" }
  }

  @Test("every model of the examples becomes a graph without faults")
  func examples() throws {
    #expect(Self.models.count > 70)
    for path in Self.models {
      let graph = try #require(try ModelText(contentsOf: path).lowered(), "\(path)")
      #expect(GraphVerifier.faults(in: graph) == [], "\(path)")
    }
  }
}
