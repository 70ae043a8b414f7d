import ArgumentParser

/// A model file and what it is bound to.
struct ModelOptions: ParsableArguments {
  @Argument(help: "The model, a .bayes file.", completion: .file(extensions: ["bayes"]))
  var file: String

  @OptionGroup var data: DataOptions

  func validate() throws { try data.refuseSecondStandardInput(after: [file]) }
}

/// Where the data come from and how strictly they are taken.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "A data file: .json, .csv, .tsv or .ndjson; - reads JSON from standard input. May be given several times.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    name: .customLong("condition"),
    help: ArgumentHelp("Condition this param on the data of its name.", valueName: "name"))
  var conditioned: [String] = []

  @Option(
    name: .customLong("latent"),
    help: ArgumentHelp("Ignore the data of this param's name.", valueName: "name"))
  var latent: [String] = []

  @Flag(name: .customLong("strict-data"), help: "Refuse data that the model does not ask for.")
  var isStrict = false

  @Option(
    name: .customLong("max-memory"),
    help: ArgumentHelp(
      "Refuse what needs more memory, by default half of the machine's; such as 4G or 500M.",
      valueName: "size"))
  var maxMemory: MemorySize?

  @Flag(help: "Turn statistical rewrites off: the model as it is written.")
  var plain = false

  /// Standard input can be read once, for a model, for data or for what else a command reads.
  func refuseSecondStandardInput(after others: [String]) throws {
    if (others + files).count(where: { $0 == "-" }) > 1 {
      throw ValidationError("only one file may be -, standard input: the model, --data or a point")
    }
  }
}

/// A number of bytes, written with K, M or G.
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    var digits = argument[...]
    var unit = 1
    if let last = digits.last, let factor = units[Character(last.uppercased())] {
      unit = factor
      digits = digits.dropLast()
    }
    guard let number = Double(digits), number > 0, number * Double(unit) < 0x1p62 else {
      return nil
    }
    bytes = Int(number * Double(unit))
  }
}
