import Testing

@Suite("Modules and arrows")
struct ArrowTests {
  /// The table of `docs/architecture.md`: module to the modules it may import.
  static let arrows: [String: Set<String>] = {
    var arrows: [String: Set<String>] = [:]
    for line in Repository.read("docs/architecture.md").lines where line.hasPrefix("| ") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingSpaces() }
      guard cells.count >= 6, Int(cells[1]) != nil else { continue }
      arrows[cells[2]] = Set(cells[4].split(separator: ",").map { $0.trimmingSpaces() })
    }
    return arrows
  }()

  private static let system: Set<String> = ["Glibc", "Darwin", "Musl", "Synchronization"]
  private static let foundationAllowed: Set<String> = ["Bayes", "BayesCommand"]

  @Test("the architecture page lists every module, in layers that only point down")
  func table() throws {
    let targets = try #require(Self.arrows.count > 10 ? Self.arrows : nil)
    for (module, imports) in targets {
      for imported in imports where imported != "ArgumentParser" {
        #expect(targets[imported] != nil, "\(module) may import \(imported), which is no module")
        #expect(
          targets[imported]?.contains(module) != true, "\(module) and \(imported) form a loop")
      }
    }
  }

  @Test("sources import what the architecture page allows and nothing else")
  func imports() {
    for (module, allowed) in Self.arrows {
      for file in Repository.files(in: "Sources/\(module)", endings: [".swift"]) {
        for name in Self.importedModules(of: file) {
          let isFine =
            allowed.contains(name) || Self.system.contains(name)
            || (name == "Foundation" && Self.foundationAllowed.contains(module))
          #expect(isFine, "\(file.path) imports \(name), an arrow docs/architecture.md lacks")
        }
      }
    }
  }

  private static func importedModules(of file: Repository.File) -> [String] {
    file.codeLines.compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place <= 2,
        words[..<place].allSatisfy({
          ["package", "public", "internal", "private", "fileprivate", "@preconcurrency"]
            .contains($0)
        }), words.count > place + 1
      else { return nil }
      return words[place + 1].split(separator: ".").first.map(String.init)
    }
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
