import Foundation

/// Mutants of models and of their data.
struct MutatedInputs {
  struct Input {
    var model: [UInt8]
    var data: DataFile
  }

  let examples: [Input]
  private let modelTokens: [[UInt8]]
  private let dataTokens: [[UInt8]]

  init(of inputs: [Input]) {
    examples = inputs
    modelTokens = inputs.flatMap { Self.tokens($0.model) } + Self.strangers
    dataTokens = Self.cells
  }

  /// The example models with the data beside them.
  static func ofExamples() -> MutatedInputs {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "examples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    let inputs = names.filter { $0.hasSuffix(".bayes") }.sorted().compactMap { name -> Input? in
      let stem = name.dropLast(6)
      guard let model = try? Data(contentsOf: folder.appending(path: name)) else {
        return nil
      }
      for ending in ["json", "csv"] {
        let file = "\(stem).\(ending)"
        if let data = try? Data(contentsOf: folder.appending(path: file)) {
          return Input(
            model: Array(model), data: DataFile(name: file, bytes: Array(data)))
        }
      }
      return nil
    }
    return MutatedInputs(of: inputs)
  }

  /// The programs of the specification, with the data behind them where there are some; those that
  /// unfold to the limit are left out, which takes a second each.
  static func ofSpecification() -> MutatedInputs {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folder = tests.appending(path: "Specification")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path())) ?? []
    var inputs: [Input] = []
    for name in names.filter({ $0.hasSuffix(".md") && !$0.hasSuffix("B0211.md") }).sorted() {
      let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
      for block in text.components(separatedBy: "```").enumerated() where block.offset % 2 == 1 {
        let body = block.element.drop { $0 != "\n" }.dropFirst()
        if block.element.hasPrefix("bayes") {
          inputs.append(
            Input(
              model: Array(body.utf8),
              data: DataFile(name: "data.json", bytes: Array("{}".utf8))))
        } else if block.element.hasPrefix("json"), !inputs.isEmpty {
          inputs[inputs.count - 1].data = DataFile(name: "data.json", bytes: Array(body.utf8))
        }
      }
    }
    return MutatedInputs(of: inputs)
  }

  /// The mutant of a number, which depends on nothing else.
  subscript(number: Int) -> Input {
    var random = SeededNumbers(seed: UInt64(number))
    var input = examples[number % examples.count]
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: mutateModel(&input, &random)
    case 4..<8: mutateData(&input, &random)
    case 8:
      mutateModel(&input, &random)
      mutateData(&input, &random)
    default:
      let other = examples[Int.random(in: 0..<examples.count, using: &random)]
      input.data = other.data
      if Bool.random(using: &random) { mutateModel(&input, &random) }
    }
    return input
  }

  private func mutateModel(_ input: inout Input, _ random: inout SeededNumbers) {
    var tokens = Self.tokens(input.model)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      Self.mutate(&tokens, pool: modelTokens, &random)
    }
    input.model = Array(tokens.joined())
  }

  private func mutateData(_ input: inout Input, _ random: inout SeededNumbers) {
    var tokens = Self.tokens(input.data.bytes)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      if Int.random(in: 0..<3, using: &random) > 0 {
        // A cell for a cell: the file stays readable and gets as far as binding.
        let places = tokens.indices.filter { tokens[$0].first.map(Self.isDigit) ?? false }
        guard let place = places.randomElement(using: &random) else { continue }
        tokens[place] = dataTokens.randomElement(using: &random) ?? []
      } else {
        Self.mutate(&tokens, pool: dataTokens, &random)
      }
    }
    input.data = DataFile(name: input.data.name, bytes: Array(tokens.joined()))
  }

  private static func mutate(
    _ tokens: inout [[UInt8]], pool: [[UInt8]], _ random: inout SeededNumbers
  ) {
    guard !tokens.isEmpty else { return }
    let place = Int.random(in: 0..<tokens.count, using: &random)
    let other = Int.random(in: 0..<tokens.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: tokens.remove(at: place)
    case 1: tokens.insert(tokens[place], at: place)
    case 2: tokens.swapAt(place, other)
    case 3: tokens[place] = pool.randomElement(using: &random) ?? []
    case 4: tokens.insert(pool.randomElement(using: &random) ?? [], at: place)
    case 5:
      guard !tokens[place].isEmpty else { return }
      let byte = Int.random(in: 0..<tokens[place].count, using: &random)
      tokens[place][byte] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    default:
      tokens.removeLast(min(Int.random(in: 0...tokens.count / 2, using: &random), tokens.count))
    }
  }

  /// Words, numbers and spaces in one piece each, every other byte alone.
  static func tokens(_ bytes: [UInt8]) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var last = 0
    for byte in bytes {
      let kind = isDigit(byte) ? 1 : isLetter(byte) ? 2 : byte == 0x20 ? 3 : 0
      if kind != 0, kind == last || kind == 1 && last == 2 {
        tokens[tokens.count - 1].append(byte)
      } else if last == 1, byte == UInt8(ascii: ".") {
        tokens[tokens.count - 1].append(byte)
        continue
      } else {
        tokens.append([byte])
        last = kind
      }
    }
    return tokens
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == 0x5F
  }

  private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  /// What stands for a cell of the data.
  private static let cells = bytes([
    "NaN", "null", "1e999", "-1e999", "-1", "0", "-0", "0.5", "1.5", "\"x\"", "[1]", "[]", "{}",
    "true",
    "1000000000000", "9223372036854775807", "-9223372036854775808", "1e18", "4294967296",
    "Infinity", "1e-320", "0x1p3", "1_000", "NA", "", "\"", ",", "[", "]", "{", "}", "\n", "2", "7",
    "100000", "3000000",
  ])

  /// What the examples do not have.
  private static let strangers = bytes([
    "1e308", "-1", "0", "1000000000000", "9223372036854775807", "0.5", "1e-300", "infinity", "pi",
    "factor ", "sum", "exp", "lgamma", "cumulativeSum", "sort", "softmax", "logSumExp", "mean",
    "Simplex", "CholeskyCorr", "Ordered", "UnitVector", "Cov", "Corr", "SumToZero", "Int", "Bool",
    " truncated 0...", " when ", " in 0...1", "ordered", " from 0", " = 3", "Flat()", "Dirichlet",
    "MultiNormal", "LKJCorrCholesky", "Categorical", "Mixture", "Multinomial", "func ", "for ",
    " in ", "predict ", "report ", ".first", ".last", ".dropFirst()", ".prefix(2)", "@", "^", "?",
    " : ", "...", "..<", "[", "]", "_", "\n", "%", "div", "&&", "==", "isNaN", "K", "Obs",
  ])
}

/// SplitMix64 (Steele, Lea and Flood 2014): good enough to mutate, and the same everywhere.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
