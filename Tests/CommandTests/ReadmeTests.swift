import BayesTestSupport
import Foundation
import Testing

@Suite("The pages that show commands")
struct ReadmeTests {
  /// The fenced blocks of a kind in a page of the repository.
  private func blocks(_ page: String, _ kind: String) throws -> [String] {
    let text = try String(contentsOfFile: "\(ReferenceFiles.root)/\(page)", encoding: .utf8)
    var blocks: [String] = []
    var current: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let current { blocks.append(current) }
        current = current == nil && line.dropFirst(3) == kind ? "" : nil
      } else if current != nil {
        current? += line + "\n"
      }
    }
    return blocks
  }

  @Test(
    "the commands that the pages show run",
    arguments: [
      "README.md", "examples/README.md", "examples/posteriordb/README.md", "docs/predictions.md",
    ])
  func commands(_ page: String) throws {
    let folder = try ScratchFolder()
    let shell = try blocks(page, "sh") + blocks(page, "")
    let lines = shell.joined().replacing("\\\n", with: " ").split(separator: "\n")
      .filter { $0.hasPrefix("bayes ") }
    #expect(!lines.isEmpty)
    for line in lines {
      let outcome = try BayesProgram.run(String(line), in: folder)
      // An example may teach by draws that are not to be relied on yet; the README may not.
      let isFine = outcome.status == 0 || (outcome.status == 4 && page != "README.md")
      #expect(isFine, "\(line): \(outcome.errors)")
    }
  }

  @Test("the programs that the README shows are models")
  func programs() throws {
    let folder = try ScratchFolder()
    let programs = try blocks("README.md", "bayes")
    #expect(!programs.isEmpty)
    for program in programs {
      try folder.write(program, to: "m.bayes")
      let outcome = try BayesProgram.run("bayes check m.bayes", in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test("every example is checked without an error and laid out in the one way")
  func examples() throws {
    let folder = try ScratchFolder()
    let check = try BayesProgram.run("bayes check examples/*.bayes --quiet", in: folder)
    #expect(check.status == 0, "\(check.errors)")
    let layout = try BayesProgram.run("bayes fmt --check examples/*.bayes", in: folder)
    #expect(layout.status == 0, "\(layout.output)")
  }
}
