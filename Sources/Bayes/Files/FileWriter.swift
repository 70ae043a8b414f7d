#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes whole files, so that a reader finds the old content or the new one, never half of it.
package enum FileWriter {
  /// Replaces the file at `path` by `bytes`: written beside it, then renamed over it.
  ///
  /// Where that fails, the error names `named` instead of the file if it is given.
  package static func write(
    _ bytes: [UInt8], to path: String, as named: String? = nil
  ) throws(FileError) {
    do throws(FileError) {
      try replace(path, by: bytes)
    } catch {
      throw FileError(error.action, named ?? error.path, reason: error.reason)
    }
  }

  private static func replace(_ path: String, by bytes: [UInt8]) throws(FileError) {
    let temporary = "\(path).\(getpid()).part"
    let descriptor = try create(temporary, as: path)
    do throws(FileError) {
      try writeAll(bytes, to: descriptor, path: path)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let number = errno
      unlink(temporary)
      throw FileError("write", path, errorNumber: number)
    }
  }

  /// Opens a new file for writing, or an old one emptied; an error names `named` if it is given.
  static func create(_ path: String, as named: String? = nil) throws(FileError) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError("write", named ?? path) }
    return descriptor
  }

  /// Writes `bytes` to an open descriptor, however many calls it takes.
  package static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(FileError) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress.map { $0 + start }, bytes.count - start)
        #else
          Darwin.write(descriptor, buffer.baseAddress.map { $0 + start }, bytes.count - start)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("write", path)
      }
      start += count
    }
  }

  /// Creates the folder at `path` and those above it where they are missing.
  package static func createFolder(_ path: String) throws(FileError) {
    var partial = path.hasPrefix("/") ? "" : "."
    for component in path.split(separator: "/") {
      partial += "/" + component
      if mkdir(partial, 0o755) != 0 && errno != EEXIST { throw FileError("create", path) }
    }
    var information = stat()
    guard stat(path, &information) == 0, (information.st_mode & S_IFMT) == S_IFDIR else {
      throw FileError("create", path, errorNumber: ENOTDIR)
    }
  }
}
