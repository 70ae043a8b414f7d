import Bayes

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

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    do {
      try FileWriter.writeAll(bytes, to: descriptor, path: "standard output")
    } catch {
      exit(ExitStatus.unavailable.rawValue)
    }
  }

  /// Whether text on a descriptor may be coloured: a terminal, and `NO_COLOR` is not set.
  static func allowsColor(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1 else { return false }
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    return true
  }

  /// The number of columns of the terminal on standard output; 100 where there is none.
  static var width: Int { width(of: 1) }

  /// The same for the terminal on standard error.
  static var errorWidth: Int { width(of: 2) }

  private static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }
}
