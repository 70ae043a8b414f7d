#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads whole files.
package enum FileReader {
  /// The bytes of the file at `path`; `-` reads standard input.
  package static func bytes(of path: String) throws(FileError) -> [UInt8] {
    if path == "-" { return try bytes(ofDescriptor: 0, path: "standard input") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("read", path) }
    defer { close(descriptor) }
    return try bytes(ofDescriptor: descriptor, path: path)
  }

  private static func bytes(
    ofDescriptor descriptor: Int32, path: String
  ) throws(FileError) -> [UInt8] {
    var information = stat()
    let isRegular =
      fstat(descriptor, &information) == 0 && (information.st_mode & S_IFMT) == S_IFREG
    var bytes: [UInt8] = []
    bytes.reserveCapacity(isRegular ? max(Int(information.st_size), 0) + 1 : 1 << 16)
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &block, block.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("read", path)
      }
      bytes.append(contentsOf: block[0..<count])
    }
  }
}
