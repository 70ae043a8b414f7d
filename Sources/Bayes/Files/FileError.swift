#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that could not be read or written: which one, and what the system says.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's path as it was given.
  public let path: String
  /// What was tried: "read", "write", "create".
  public let action: String
  /// The system's reason.
  public let reason: String

  /// The failure of `action` on `path` for the system's current error number.
  init(_ action: String, _ path: String, errorNumber: Int32 = errno) {
    self.path = path
    self.action = action
    self.reason = String(cString: strerror(errorNumber))
  }

  /// The failure of `action` on `path` for a reason of our own.
  init(_ action: String, _ path: String, reason: String) {
    self.path = path
    self.action = action
    self.reason = reason
  }

  /// One sentence with path and reason.
  public var description: String { "cannot \(action) \(path): \(reason)" }
}
