import Testing

@Suite("Sizes")
struct SizeTests {
  @Test("no source file is longer than 800 lines")
  func files() {
    for folder in ["Sources", "Tests"] {
      for file in Repository.files(in: folder, endings: [".swift", ".c", ".h", ".inc"]) {
        #expect(file.lines.count <= 801, "\(file.path): cut it where one idea ends")
      }
    }
  }

  @Test("no function is longer than 70 lines")
  func functions() {
    for file in Repository.files(in: "Sources", endings: [".swift"]) {
      for (name, length) in Self.functionLengths(of: file) {
        #expect(length <= 70, "\(file.path): \(name) has \(length) lines; name its parts")
      }
    }
  }

  /// Functions by indentation: from a line with `func` or `init` to the first `}` at its indentation.
  private static func functionLengths(of file: Repository.File) -> [(String, Int)] {
    var found: [(String, Int)] = []
    let lines = file.codeLines
    for (start, line) in lines.enumerated() {
      let body = line.drop { $0 == " " }
      let words = body.split(separator: " ").prefix(6)
      guard words.contains("func") || words.contains(where: { $0.hasPrefix("init(") }),
        !body.hasPrefix("//")
      else { continue }
      let indent = line.count - body.count
      let close = String(repeating: " ", count: indent) + "}"
      guard let end = lines[start...].firstIndex(where: { $0 == close }) else { continue }
      found.append((String(body.prefix(60)), end - start + 1))
    }
    return found
  }

  @Test("folders below Sources are at most three deep")
  func depth() {
    for file in Repository.files(in: "Sources", endings: [".swift"]) {
      #expect(file.path.split(separator: "/").count <= 5, "\(file.path) is too deep")
    }
  }
}
