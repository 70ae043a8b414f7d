import BayesCompiler
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
public import BayesSource

/// A model that was parsed and type-checked; bind it to data as often as needed.
public struct BayesModel: Sendable {
  /// The program's text, with that of the files it imports behind.
  public let source: SourceText
  let graph: ModelGraph

  /// Parses and checks a program.
  ///
  /// `imports` hands over the text of an imported file by its path, as seen from the folder of `name`.
  /// Throws `ModelError` with every diagnostic where the program has errors.
  public init(
    text: String, name: String = "<text>",
    imports: @escaping @Sendable (_ path: String) -> String? = { _ in nil }
  ) throws(ModelError) {
    try self.init(ModelText(SourceText(name: name, text: text), imports: .texts(imports)))
  }

  /// Parses and checks the program in a file.
  ///
  /// `-` reads standard input. Throws `ModelError` where the file cannot be read or the program has
  /// errors.
  public init(contentsOf path: String) throws(ModelError) {
    do throws(FileError) {
      try self.init(checking: ModelText(contentsOf: path))
    } catch {
      throw ModelError(message: error.description)
    }
    if failure != nil { throw ModelError(failure ?? [], source) }
  }

  private var failure: [Diagnostic]?

  private init(checking text: ModelText) {
    source = text.source
    let lowered = text.lowered()
    graph = lowered ?? ModelGraph(source: text.source)
    failure = lowered == nil ? text.diagnostics : nil
  }

  private init(_ text: ModelText) throws(ModelError) {
    self.init(checking: text)
    if let failure { throw ModelError(failure, source) }
  }

  /// The model with data: sizes, supports, labels, missing cells.
  ///
  /// A param named in `conditioning` is held at the data of its name instead of being sampled; of one
  /// named in `latent` the data are ignored. Throws `ModelError` with every error found in the data.
  public func bind(
    _ values: [String: BayesValue], conditioning: Set<String> = [], latent: Set<String> = []
  ) throws(ModelError) -> BoundBayesModel {
    try bind(Self.data(values), conditioning, latent)
  }

  static func data(_ values: [String: BayesValue]) throws(ModelError) -> DataSet {
    var data = DataSet()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      if let mismatch = value.mismatch {
        throw ModelError(message: "error: the value for `\(name)` \(mismatch)")
      }
      _ = data.add(value.dataValue(named: name))
    }
    return data
  }

  /// The model with the data of files: JSON, CSV, TSV or NDJSON by their endings.
  ///
  /// Throws `ModelError` where a file cannot be read or the data do not fit.
  public func bind(
    files: [String], conditioning: Set<String> = [], latent: Set<String> = []
  ) throws(ModelError) -> BoundBayesModel {
    let (data, diagnostics): (DataSet, [Diagnostic])
    do throws(FileError) {
      (data, diagnostics) = try DataFiles.read(files)
    } catch {
      throw ModelError(message: error.description)
    }
    guard diagnostics.isEmpty else { throw ModelError(diagnostics, source) }
    return try bind(data, conditioning, latent)
  }

  private func bind(
    _ data: DataSet, _ conditioning: Set<String>, _ latent: Set<String>
  ) throws(ModelError) -> BoundBayesModel {
    var options = BindingOptions()
    options.conditioned = conditioning
    options.latent = latent
    options.maxMemory = Machine.memory / 2
    let result = Pipeline.bind(graph, data: data, options: options)
    guard let model = result.model else { throw ModelError(result.diagnostics, source) }
    let plan = Pipeline.plan(model)
    do throws(Diagnostic) {
      return BoundBayesModel(prepared: plan, program: try Pipeline.compile(plan))
    } catch {
      throw ModelError([error], source)
    }
  }
}

/// Why a model or its data are refused.
public struct ModelError: Error, Sendable, CustomStringConvertible {
  /// What was found, in order.
  public let diagnostics: [Diagnostic]
  /// All of it as text, with the places in the program.
  public let description: String

  init(_ diagnostics: [Diagnostic], _ source: SourceText) {
    self.diagnostics = diagnostics
    description = DiagnosticRenderer(source).text(diagnostics)
  }

  init(message: String) {
    diagnostics = []
    description = message
  }
}
