import Testing

@Suite("Words")
struct WordTests {
  @Test("sources, docs and examples name no machine's path and leave nothing to do")
  func banned() {
    // Split so that this file does not find itself.
    let banned = ["/ro" + "ot/", "/ho" + "me/", "TO" + "DO", "FIX" + "ME", "XX" + "X"]
    for folder in ["Sources", "Tests", "docs", "examples", "scripts", "benchmarks", "grammar"] {
      let files = Repository.files(
        in: folder, endings: [".swift", ".c", ".h", ".inc", ".md", ".bayes", ".py", ".ebnf"])
      for file in files {
        for (number, line) in file.lines.enumerated() {
          for word in banned {
            #expect(!line.contains(word), "\(file.path):\(number + 1) says \(word)")
          }
        }
      }
    }
  }

  @Test("every distribution file stands in the catalogue, or among those built around others")
  func distributions() {
    let catalogue = Repository.read("Sources/BayesDistributions/DistributionCatalog.swift").text
    let derived = Repository.read("Sources/BayesCompiler/Checker/DerivedDistribution.swift").text
    for file in Repository.files(in: "Sources/BayesDistributions", endings: [".swift"]) {
      let isFamily = /^package enum \w+: (Distribution|OrderedCategories) \{/
      for line in file.lines where line.contains(isFamily) {
        guard let name = line.split(separator: " ").first(where: { $0.hasSuffix(":") })?.dropLast()
        else { continue }
        let isKnown = catalogue.contains("\(name).self") || derived.contains("name: \"\(name)\"")
        #expect(isKnown, "\(file.path): \(name) is in no catalogue")
      }
    }
  }

  @Test("decision pages are numbered one by one and follow one form")
  func decisions() {
    let pages = Repository.files(in: "docs/decisions", endings: [".md"])
    var numbers: Set<Substring> = []
    for page in pages {
      let name = page.path.split(separator: "/").last ?? ""
      #expect(numbers.insert(name.prefix(4)).inserted, "\(page.path): its number is taken")
      for heading in ["## Context", "## Decision", "## Consequences"] {
        #expect(page.text.contains(heading), "\(page.path) lacks \(heading)")
      }
    }
  }
}
