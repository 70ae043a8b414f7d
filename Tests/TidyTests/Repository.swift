import Foundation

/// The files of this package, as the tests find them beside this source.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  struct File: CustomStringConvertible {
    /// Relative to the root.
    let path: String
    let text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var description: String { path }

    /// The lines with those inside multi-line strings left empty: programs in explanations are not
    /// code of ours.
    var codeLines: [Substring] {
      var isInString = false
      return lines.map { line in
        let delimiters = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
        defer { if delimiters % 2 == 1 { isInString.toggle() } }
        return isInString ? "" : line
      }
    }
  }

  /// All files below `folder` whose names end in one of `endings`.
  static func files(in folder: String, endings: [String]) -> [File] {
    let base = root.appending(path: folder)
    let paths = FileManager.default.enumerator(atPath: base.path(percentEncoded: false))
    var files: [File] = []
    while let path = paths?.nextObject() as? String {
      guard endings.contains(where: path.hasSuffix) else { continue }
      files.append(read("\(folder)/\(path)"))
    }
    return files.sorted { $0.path < $1.path }
  }

  static func read(_ path: String) -> File {
    let text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    return File(path: path, text: text)
  }
}
