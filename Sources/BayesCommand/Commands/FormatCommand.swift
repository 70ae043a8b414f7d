import ArgumentParser
import Bayes
import BayesSource
import BayesSyntax

/// `bayes fmt`.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay models out in the one canonical way; comments are kept.",
    discussion: """
      Examples:
        bayes fmt examples/eight_schools.bayes
        bayes fmt --check examples/eight_schools.bayes
        bayes fmt --stdin < model.bayes
      """)

  @ArgumentParser.Argument(
    help: "The models, .bayes files.", completion: .file(extensions: ["bayes"]))
  var files: [String] = []

  @Flag(help: "Change nothing; name the files that would change and exit with 1 if there are any.")
  var check = false

  @Flag(help: "Read a model from standard input and write it to standard output.")
  var stdin = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if files.isEmpty != stdin {
      throw ValidationError(
        stdin ? "--stdin and files do not go together" : "name a file, or give --stdin")
    }
  }

  func run() throws {
    var reports: [JSONValue] = []
    var changed = false
    var isBroken = false
    var isUnreadable = false
    for file in stdin ? ["-"] : files {
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try FileReader.bytes(of: file)
      } catch {
        // The other models are laid out all the same.
        Console.writeError("error: \(error.description)\n")
        isUnreadable = true
        continue
      }
      let tree = Pipeline.parse(SourceText(name: file, bytes: bytes))
      guard let text = Formatter.format(tree) else {
        Console.writeError(tree.diagnostics, in: tree.source)
        isBroken = true
        continue
      }
      let isChanged = Array(text.utf8) != bytes
      changed = changed || isChanged
      reports.append([
        "file": .string(file), "changed": .bool(isChanged),
        "text": stdin && !check ? .string(text) : .null,
      ])
      try store(text, file, isChanged)
    }
    if output.json { Console.write(JSONValue.array(reports).text(.pretty) + "\n") }
    if isUnreadable { throw ExitStatus.unavailable.code }
    if isBroken { throw ExitStatus.model.code }
    if check && changed { throw ExitStatus.finding.code }
  }

  private func store(_ text: String, _ file: String, _ isChanged: Bool) throws {
    if check {
      if isChanged && !output.json { Console.write("\(file): would change\n") }
    } else if stdin {
      if !output.json { Console.write(text) }
    } else if isChanged {
      try FileWriter.write(Array(text.utf8), to: file)
    }
  }
}
