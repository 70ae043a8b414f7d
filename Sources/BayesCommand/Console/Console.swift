import Bayes
import BayesPosterior
import BayesSource

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output and standard error.
enum Console {
  /// Writes to standard output; a reader that went away ends the process quietly.
  static func write(_ text: String) { write(Array(text.utf8), to: 1) }

  /// Writes to standard error.
  static func writeError(_ text: String) { write(Array(text.utf8), to: 2) }

  /// Shows diagnostics on standard error, for the terminal there.
  static func writeError(_ diagnostics: [Diagnostic], in source: SourceText) {
    guard !diagnostics.isEmpty else { return }
    let renderer = DiagnosticRenderer(source, width: errorWidth, isColored: allowsColor(2))
    writeError(renderer.text(diagnostics))
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    do throws(FileError) {
      let name = descriptor == 1 ? "standard output" : "standard error"
      try FileWriter.writeAll(bytes, to: descriptor, path: name)
    } catch {
      if descriptor == 1 { writeError("error: \(error.description)\n") }
      exit(ExitStatus.unavailable.rawValue)
    }
  }

  /// Whether text on a descriptor may be coloured: a terminal, and `NO_COLOR` is not set.
  static func allowsColor(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1 else { return false }
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    return true
  }

  /// How summaries are shown: fitted to the terminal on standard output or to `COLUMNS`, whole for a
  /// file or another program.
  static func table(isQuiet: Bool) -> SummaryTable {
    SummaryTable(
      width: width(of: 1), rowLimit: isatty(1) == 1 ? 200 : nil, hasLegend: !isQuiet)
  }

  /// The columns to keep to on standard error.
  static var errorWidth: Int { width(of: 2) ?? 100 }

  private static func width(of descriptor: Int32) -> Int? {
    if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns > 0 {
      return columns
    }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
