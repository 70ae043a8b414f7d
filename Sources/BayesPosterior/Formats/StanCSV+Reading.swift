/// Why a file of draws could not be read: at which line, and the cause.
package struct DrawsFileError: Error, Sendable, Hashable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let cause: String

  package var description: String { "\(file):\(line): \(cause)" }
}

extension StanCSV {
  /// The draws of chain files, each given as name and bytes, as CmdStan, stanli and Bayes write them.
  ///
  /// A last line without its newline is a row that was cut off, and is left out; so are draws of
  /// warm-up, which CmdStan ends by the comment `Adaptation terminated`. Scalars come in order of
  /// declaration, those of one variable in row-major order.
  package static func read(
    _ files: [(name: String, bytes: [UInt8])]
  ) throws(DrawsFileError) -> Draws {
    var header: [Substring]?
    var columns: [[[Double]]] = []
    var sampler: [[Draws.SamplerRow]] = []
    for file in files {
      let chain = try readChain(file.name, file.bytes)
      if let header, header != chain.header {
        throw DrawsFileError(
          file: file.name, line: chain.headerLine,
          cause: "its columns differ from those of \(files[0].name)")
      }
      header = chain.header
      let split = split(chain)
      columns.append(split.columns)
      sampler.append(split.sampler)
    }
    let names = (header ?? []).filter { !$0.hasSuffix("__") }
    let scalars = names.map { name -> Draws.Scalar in
      let parts = name.split(separator: ".")
      let index = parts.dropFirst().compactMap { Int($0) }
      let isIndexed = index.count == parts.count - 1
      return Draws.Scalar(
        variable: String(isIndexed ? parts.first ?? name : name), index: isIndexed ? index : [])
    }
    let order = rowMajor(scalars)
    return Draws(
      scalars: order.map { scalars[$0] },
      columns: columns.map { chain in order.map { chain[$0] } }, sampler: sampler)
  }

  /// The value of `name = value` in the comments of a chain file.
  package static func setting(_ name: String, in bytes: [UInt8]) -> String? {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard line.first == UInt8(ascii: "#") else { break }
      let words = String(decoding: line.dropFirst(), as: UTF8.self).split { $0.isWhitespace }
      if words.count >= 3, words[0] == name, words[1] == "=" { return String(words[2]) }
    }
    return nil
  }

  private static func rowMajor(_ scalars: [Draws.Scalar]) -> [Int] {
    runs(of: scalars).flatMap { run in
      run.sorted { scalars[$0].index.lexicographicallyPrecedes(scalars[$1].index) }
    }
  }

  private struct Chain {
    var header: [Substring] = []
    var headerLine = 0
    var rows: [[Double]] = []
  }

  private static func readChain(
    _ name: String, _ bytes: [UInt8]
  ) throws(DrawsFileError) -> Chain {
    let text = String(decoding: bytes, as: UTF8.self)
    var chain = Chain()
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    // Behind the last newline stands nothing, or a row that was cut off.
    if !lines.isEmpty { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("#") {
        if line.contains("Adaptation terminated") { chain.rows = [] }
        continue
      }
      if line.isEmpty { continue }
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      if chain.header.isEmpty {
        chain.header = fields
        chain.headerLine = index + 1
        continue
      }
      guard fields.count == chain.header.count else {
        throw DrawsFileError(
          file: name, line: index + 1,
          cause: "\(fields.count) fields where the header has \(chain.header.count)")
      }
      var row: [Double] = []
      row.reserveCapacity(fields.count)
      for (column, field) in fields.enumerated() {
        guard let number = Double(field) else {
          throw DrawsFileError(
            file: name, line: index + 1,
            cause: "`\(field.prefix(40))` in column \(chain.header[column]) is no number")
        }
        row.append(number)
      }
      chain.rows.append(row)
    }
    guard !chain.header.isEmpty else {
      throw DrawsFileError(file: name, line: 1, cause: "there is no header with column names")
    }
    return chain
  }

  private static func split(
    _ chain: Chain
  ) -> (columns: [[Double]], sampler: [Draws.SamplerRow]) {
    func place(_ name: String) -> Int? { chain.header.firstIndex { $0 == name } }
    let parameters = chain.header.indices.filter { !chain.header[$0].hasSuffix("__") }
    let columns = parameters.map { column in chain.rows.map { $0[column] } }
    let names = samplerColumns.map(place)
    func value(_ row: [Double], _ column: Int) -> Double {
      names[column].map { row[$0] } ?? .nan
    }
    func whole(_ row: [Double], _ column: Int) -> Int {
      let x = value(row, column)
      return x.isFinite && abs(x) < 1e9 ? Int(x) : 0
    }
    let sampler = chain.rows.map { row in
      Draws.SamplerRow(
        logDensity: value(row, 0), acceptance: value(row, 1), stepSize: value(row, 2),
        treeDepth: whole(row, 3), leapfrogs: whole(row, 4), isDivergent: whole(row, 5) != 0,
        energy: value(row, 6))
    }
    return (columns, sampler)
  }
}
