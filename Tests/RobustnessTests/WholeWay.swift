import Bayes
import BayesCompiler
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import BayesSyntax

/// A data file as a program that reads it has it: a name and bytes.
struct DataFile: Sendable {
  let name: String
  let bytes: [UInt8]
}

/// How far a model and its data came.
enum Outcome: Sendable {
  /// What was found, in the order it is shown.
  case refused([Diagnostic])
  /// The program does not run here.
  case notEvaluated(String)
  /// The log density at the origin of the unconstrained space, and its gradient.
  case evaluated(Double, gradient: [Double], warnings: [Diagnostic])
}

/// The way of a model from bytes to a log density, through every door of the pipeline.
enum WholeWay {
  /// What the tests let a model take: far below what the machine has.
  static let memoryLimit = 64 << 20

  static func run(
    _ source: SourceText, _ files: [DataFile], options: BindingOptions = limited(),
    drawsPrior: Bool = false
  ) -> Outcome {
    let text = ModelText(source)
    guard let graph = text.lowered() else { return .refused(text.diagnostics) }
    let (data, found) = read(files)
    guard found.isEmpty else { return .refused(text.diagnostics + found) }
    let bound = Pipeline.bind(graph, data: data, options: options)
    let diagnostics = text.diagnostics + bound.diagnostics
    guard let model = bound.model else { return .refused(diagnostics) }
    if drawsPrior, let failure = drawPrior(model) {
      return .refused(diagnostics + [failure.diagnostic])
    }
    return evaluate(Pipeline.plan(model), warnings: diagnostics)
  }

  private static func drawPrior(_ model: BoundModel) -> SimulationFailure? {
    let drawn = DrawnQuantities(model, [.parameter, .observed, .prediction, .report])
    do throws(SimulationFailure) {
      _ = try ForwardRun(drawn, seed: 1, purpose: .prior, lengths: [20]).run(threads: 1)
      return nil
    } catch {
      return error
    }
  }

  static func limited() -> BindingOptions {
    var options = BindingOptions()
    options.maxMemory = memoryLimit
    return options
  }

  private static func read(_ files: [DataFile]) -> (DataSet, [Diagnostic]) {
    var values: [[DataValue]] = []
    var diagnostics: [Diagnostic] = []
    for file in files {
      let format = DataFormat(fileName: file.name) ?? .json
      let read = DataReader.read(file.bytes, name: file.name, format: format)
      values.append(read.values)
      diagnostics += read.diagnostics
    }
    let merged = DataReader.merge(values)
    return (merged.data, diagnostics + merged.diagnostics)
  }

  private static func evaluate(_ plan: Plan, warnings: [Diagnostic]) -> Outcome {
    let program: Program
    do throws(Diagnostic) {
      program = try Pipeline.compile(plan)
    } catch {
      return .refused(warnings + [error])
    }
    do throws(EvaluationFailure) {
      var gradient = [Double](repeating: 0, count: max(program.dimension, 1))
      let origin = [Double](repeating: 0, count: max(program.dimension, 1))
      let value = try program.makeEvaluator().logDensityAndGradient(
        at: origin, gradient: &gradient)
      return .evaluated(
        value, gradient: Array(gradient.prefix(program.dimension)), warnings: warnings)
    } catch {
      return .notEvaluated(error.message)
    }
  }
}
