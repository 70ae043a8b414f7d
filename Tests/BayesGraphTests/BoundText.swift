import Bayes
import BayesData
import BayesGraph
import BayesMath
import BayesSource
import Testing

/// A program bound to data, as its tests write both.
struct BoundText {
  let model: BoundModel

  /// Binds a program to the text of a data file; the program and the data must be sound.
  init(
    _ program: String, data: String = "{}", as format: DataFormat = .json,
    options: BindingOptions = BindingOptions()
  ) throws {
    let result = try Self.bind(program, data: data, as: format, options: options)
    model = try #require(result.model, "\(result.diagnostics.map(\.message))")
  }

  static func bind(
    _ program: String, data: String = "{}", as format: DataFormat = .json,
    options: BindingOptions = BindingOptions()
  ) throws -> BindingResult {
    let text = ModelText(SourceText(name: "model.bayes", text: program))
    let graph = try #require(text.lowered(), "\(text.diagnostics.map(\.message))")
    #expect(GraphVerifier.faults(in: graph) == [])
    let name = "data.\(format.rawValue)"
    let read = DataReader.read(Array(data.utf8), name: name, format: format)
    let (values, merged) = DataReader.merge([read.values])
    #expect(read.diagnostics.isEmpty && merged.isEmpty)
    return Pipeline.bind(graph, data: values, options: options)
  }

  /// The reference evaluator, with values for params and for all cells of observed quantities that
  /// lack some.
  func evaluator(_ draws: [String: [Double]] = [:]) -> ReferenceEvaluator<Double> {
    var evaluator = ReferenceEvaluator<Double>(
      graph: model.graph, lengths: model.lengths, offsets: model.offsets,
      inputs: Array(repeating: nil, count: model.graph.inputs.count),
      variables: zip(model.graph.variables, model.observations).map { variable, observation in
        draws[variable.name] ?? observation?.values.values
      })
    for (index, table) in model.tables.enumerated() { evaluator.values[index] = table?.values }
    return evaluator
  }

  /// The elements of a report, row by row.
  func report(_ name: String, _ draws: [String: [Double]] = [:]) throws -> [Double] {
    let report = try #require(model.graph.reports.first { $0.name == name })
    var evaluator = evaluator(draws)
    return evaluator.evaluate(report.node)
  }

  /// What the equations of a variable add to the log density, element by element.
  func logDensity(of name: String, _ draws: [String: [Double]] = [:]) throws -> [Double] {
    let variable = try #require(model.graph.variables.first { $0.name == name })
    var evaluator = evaluator(draws)
    return variable.terms.flatMap { evaluator.evaluate($0.logDensity) }
  }
}
