import BayesTestSupport
import Foundation
import Testing

/// A file of commands with what they print and how they end.
///
/// The first line is a sentence. `%file NAME` to `%end` is a file that stands in the folder. `$ ` begins
/// a command; below it stand the lines of its standard output, those of standard error behind `! `, and
/// `[exit N]` where it does not end with 0. `<*>` stands for any text within a line, a line `...` for
/// any lines.
struct Transcript: CustomTestStringConvertible {
  struct Step {
    var command: String
    var output: [String] = []
    var errors: [String] = []
    var status: Int32 = 0
  }

  let file: String
  let title: String
  let files: [(name: String, text: String)]
  let steps: [Step]
  var testDescription: String { title }

  static let folder = "\(ReferenceFiles.root)/Tests/CommandTests/Transcripts"

  static let all: [Transcript] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
        return nil
      }
      return Transcript(file: name, text: text)
    }
  }()

  init(file: String, text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    if lines.last == "" { lines.removeLast() }
    var files: [(name: String, text: String)] = []
    var steps: [Step] = []
    let title = lines.popFirst() ?? file
    while let line = lines.popFirst() {
      if line.hasPrefix("%file ") {
        let body = lines.prefix { $0 != "%end" }
        lines = lines.dropFirst(body.count + 1)
        files.append((String(line.dropFirst(6)), body.map { $0 + "\n" }.joined()))
      } else if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if !steps.isEmpty {
        let last = steps.count - 1
        if line.hasPrefix("! ") || line == "!" {
          steps[last].errors.append(String(line.dropFirst(2)))
        } else if line.hasPrefix("[exit "), line.hasSuffix("]") {
          steps[last].status = Int32(line.dropFirst(6).dropLast()) ?? -1
        } else {
          steps[last].output.append(line)
        }
      }
    }
    // An empty line before the next command is a matter of layout.
    for place in steps.indices where steps[place].output.last == "" {
      steps[place].output.removeLast()
    }
    self.file = file
    self.title = title
    self.files = files
    self.steps = steps
  }

  /// The first line, or the lack of one, that a text does not have as expected; nil where all fits.
  static func mismatch(_ actual: String, _ expected: [String]) -> String? {
    var lines = actual.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last == "" { lines.removeLast() }
    return match(lines[...], expected[...]) ? nil : lines.joined(separator: "\n")
  }

  private static func match(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let pattern = expected.first else { return lines.isEmpty }
    if pattern == "..." {
      return (lines.startIndex...lines.endIndex).contains {
        match(lines[$0...], expected.dropFirst())
      }
    }
    guard let line = lines.first, fits(line, pattern) else { return false }
    return match(lines.dropFirst(), expected.dropFirst())
  }

  /// Whether a line is its pattern, `<*>` standing for any text.
  private static func fits(_ line: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "<*>")
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return line == pattern
    }
    guard line.hasPrefix(first) else { return false }
    var rest = line.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
