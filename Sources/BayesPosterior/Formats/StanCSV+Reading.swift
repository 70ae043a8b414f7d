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
    var chains: [ChainFile] = []
    for file in files { chains.append(try ChainFile(name: file.name, bytes: file.bytes)) }
    return try draws(of: chains)
  }

  /// The draws of chain files that were read.
  package static func draws(of chains: [ChainFile]) throws(DrawsFileError) -> Draws {
    for chain in chains where chain.names != chains[0].names {
      throw DrawsFileError(
        file: chain.file, line: chain.headerLine,
        cause: "its columns differ from those of \(chains[0].file)")
    }
    let names = chains.first?.names ?? []
    let columns = names.indices.filter { !names[$0].hasSuffix("__") }
    let scalars = columns.map { scalar(named: names[$0]) }
    let order = rowMajor(scalars)
    return Draws(
      scalars: order.map { scalars[$0] },
      columns: chains.map { chain in order.map { chain.columns[columns[$0]] } },
      sampler: chains.map(sampler))
  }

  /// The value of `name = value` in the comments of a chain file.
  package static func setting(_ name: String, in bytes: [UInt8]) -> String? {
    var rest = bytes[...]
    while rest.first == UInt8(ascii: "#") {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      let words = String(decoding: line.dropFirst(), as: UTF8.self).split { $0.isWhitespace }
      if words.count >= 3, words[0] == name, words[1] == "=" { return String(words[2]) }
      rest = rest.dropFirst(line.count + 1)
    }
    return nil
  }

  /// What a column holds, by its name: `theta.1.2`, as CmdStan writes it, or `theta[1,2]`.
  private static func scalar(named name: String) -> Draws.Scalar {
    let parts: [Substring]
    if name.hasSuffix("]"), let open = name.firstIndex(of: "["), open > name.startIndex {
      let inside = name[name.index(after: open)...].dropLast()
      parts = [name[..<open]] + inside.split(separator: ",", omittingEmptySubsequences: false)
    } else {
      parts = name.split(separator: ".", omittingEmptySubsequences: false)
    }
    let index = parts.dropFirst().compactMap { Int($0) }
    guard index.count == parts.count - 1, let variable = parts.first, !variable.isEmpty else {
      return Draws.Scalar(variable: name, index: [])
    }
    let own = String(variable.map { $0 == ":" ? "." : $0 })
    return Draws.Scalar(variable: own, index: index)
  }

  private static func rowMajor(_ scalars: [Draws.Scalar]) -> [Int] {
    runs(of: scalars).flatMap { run in
      run.sorted { scalars[$0].index.lexicographicallyPrecedes(scalars[$1].index) }
    }
  }

  /// What the sampler reported; what a file does not have is NaN, or 0 among counts.
  private static func sampler(_ chain: ChainFile) -> [Draws.SamplerRow] {
    let columns = samplerColumns.map { name in
      chain.names.firstIndex(of: name).map { chain.columns[$0] }
    }
    func whole(_ column: Int, _ row: Int) -> Int {
      let x = columns[column]?[row] ?? .nan
      return x.isFinite && abs(x) < 1e9 ? Int(x) : 0
    }
    return (0..<chain.count).map { row in
      Draws.SamplerRow(
        logDensity: columns[0]?[row] ?? .nan, acceptance: columns[1]?[row] ?? .nan,
        stepSize: columns[2]?[row] ?? .nan, treeDepth: whole(3, row), leapfrogs: whole(4, row),
        isDivergent: whole(5, row) != 0, energy: columns[6]?[row] ?? .nan)
    }
  }
}
