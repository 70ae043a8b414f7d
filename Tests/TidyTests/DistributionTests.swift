import BayesDistributions
import Testing

@Suite("The catalogue of distributions")
struct DistributionTests {
  private static let files = ["Continuous", "Discrete", "Multivariate"].flatMap {
    Repository.files(in: "Sources/BayesDistributions/\($0)", endings: [".swift"])
  }
  private static let names = Set(
    DistributionCatalog.all.map { DistributionCatalog.declaration(of: $0).name })

  private static func name(of file: Repository.File, _ ending: String) -> String {
    String((file.path.split(separator: "/").last ?? "").dropLast(ending.count))
  }

  @Test("every file of a distribution stands in the catalogue, and the reverse")
  func catalogue() {
    let named = Set(Self.files.map { Self.name(of: $0, ".swift") })
    #expect(named == Self.names)
    #expect(DistributionCatalog.all.count == Self.names.count)
  }

  @Test("every distribution has a reference file, and the reverse")
  func references() {
    let files = Repository.files(in: "Tests/References/distributions", endings: [".json"])
    #expect(Set(files.map { Self.name(of: $0, ".json") }) == Self.names)
  }

  @Test("the doc comment of a distribution gives its density or mass")
  func documented() {
    for file in Self.files {
      #expect(
        file.text.contains("/// Density: ") || file.text.contains("/// Mass: ")
          || file.text.contains("the density is one"), "\(file.path)")
    }
  }
}
