package import BayesSource

/// Hands over the text of an imported file, however it is stored: the checker reads no files.
package struct SourceProvider: Sendable {
  /// What comes of asking for a file.
  package enum Answer: Sendable {
    /// Its text, under the name that tells it from other files.
    case found(SourceText)
    /// Why there is none.
    case missing(String)
  }

  /// The file at a path as the program writes it, for the file of the given name.
  package let read: @Sendable (_ path: String, _ importer: String) -> Answer

  package init(_ read: @escaping @Sendable (_ path: String, _ importer: String) -> Answer) {
    self.read = read
  }

  /// No files at all.
  package static let none = SourceProvider { _, _ in .missing("there is nowhere to read it from") }

  /// Texts by their paths, which are taken from the folder of the importing file.
  package static func texts(
    _ text: @escaping @Sendable (_ path: String) -> String?
  ) -> SourceProvider {
    SourceProvider { path, importer in
      let name = resolve(path, besides: importer)
      guard let found = text(name) else { return .missing("there is no such file") }
      return .found(SourceText(name: name, text: found))
    }
  }

  /// A path as seen from the folder of another file, without `.` and, where it can be, `..`.
  package static func resolve(_ path: String, besides importer: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    let folder = isAbsolute ? [] : importer.split(separator: "/").dropLast()
    let root = isAbsolute || importer.hasPrefix("/") ? "/" : ""
    var parts: [Substring] = []
    for part in folder + path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return root + parts.joined(separator: "/")
  }
}
