import ArgumentParser
import Bayes
import BayesData
import BayesMath
import BayesExecution
import BayesGraph
import BayesSource

/// A model on its way from file to program, for commands: what is wrong with it is printed on
/// standard error, and the command ends with the status for models.
struct PreparedModel {
  let text: ModelText
  let graph: ModelGraph

  /// Reads and checks the model of a command line.
  init(_ path: String, output: OutputOptions) throws {
    text = try ModelText(contentsOf: path)
    Self.print(text.diagnostics, text.source, isQuiet: output.quiet)
    guard let graph = text.lowered() else { throw ExitStatus.model.code }
    self.graph = graph
  }

  /// The data of a command line.
  func read(_ options: DataOptions) throws -> DataSet {
    let (data, found) = try DataFiles.read(options.files)
    guard found.isEmpty else {
      Console.writeError(found, in: text.source)
      throw ExitStatus.model.code
    }
    return data
  }

  /// The model with the data of a command line.
  func bind(_ options: DataOptions, output: OutputOptions) throws -> BoundModel {
    try bind(read(options), options, output: output)
  }

  /// The model with data that were read before.
  func bind(
    _ data: DataSet, _ options: DataOptions, output: OutputOptions
  ) throws -> BoundModel {
    try bind(data, options.bindingOptions, output: output)
  }

  /// The same with options of binding that no flag gives; without `output` errors only are told.
  func bind(
    _ data: DataSet, _ options: BindingOptions, output: OutputOptions?
  ) throws -> BoundModel {
    let result = Pipeline.bind(graph, data: data, options: options)
    Self.print(result.diagnostics, text.source, isQuiet: output?.quiet ?? true)
    guard let model = result.model else { throw ExitStatus.model.code }
    return model
  }

  /// The model with the data of a command line, what is observed left out.
  func bindUnobserved(_ options: DataOptions) throws -> BoundModel {
    var binding = options.bindingOptions
    binding.ignoresObserved = true
    return try bind(read(options), binding, output: nil)
  }

  /// The plan of the model with its data.
  func plan(_ options: DataOptions, output: OutputOptions) throws -> Plan {
    Pipeline.plan(try bind(options, output: output), options: options.planOptions)
  }

  /// How long it takes to bind the model once more and to compile it, in seconds.
  func secondsToBind(_ data: DataSet, _ options: DataOptions) throws -> Double {
    try BindingTiming.measure(
      graph, data: data, binding: options.bindingOptions, planning: options.planOptions,
      seconds: 0.1)
  }

  /// The program of a plan; throws where one thread's memory is more than the flags allow.
  func compile(_ plan: Plan, _ options: DataOptions) throws -> Program {
    let program: Program
    do throws(Diagnostic) {
      program = try Pipeline.compile(plan)
    } catch {
      Console.writeError([error], in: text.source)
      throw ExitStatus.model.code
    }
    try FitMemory(plan, program, FitSettings(chains: 1, draws: 0), isWritten: false)
      .check(against: options)
    return program
  }

  private static func print(_ diagnostics: [Diagnostic], _ source: SourceText, isQuiet: Bool) {
    Console.writeError(
      isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics, in: source)
  }
}
