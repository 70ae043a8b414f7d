import Bayes
import BayesData
package import BayesExecution
package import BayesGraph
import BayesSource

/// A model with log densities and gradients that another program computed.
package struct Oracle {
  package struct Point {
    /// Points of one kind are compared with each other: their log densities are of one magnitude.
    package let kind: String
    package var position: [Double]
    package var logDensity: Double
    package var gradient: [Double]
  }
  package let model: String
  package let data: String
  package let dimension: Int
  /// Blocks of coordinates in the other program's order.
  package let blocks: [(name: String, count: Int)]
  package let points: [Point]
  /// The blocks whose slopes are wrong in the other program.
  package let unsound: Set<String>
  /// Of the solvers of differential equations, where there are some: theirs, and then ours.
  package let solverTolerance: Double?

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package init(named name: String) throws {
    let root = try ReferenceFiles.document("Tests/References/oracle/\(name).json").root
    guard let model = root["model"]?.string, let data = root["data"]?.string,
      let dimension = root["dimension"]?.number, let points = root["points"]?.array
    else { throw Failure(description: "\(name).json lacks a member") }
    self.model = model
    self.data = data
    self.dimension = Int(dimension)
    solverTolerance = root["solverTolerance"]?.number
    unsound = Set((root["unsoundGradients"]?.array ?? []).compactMap(\.string))
    blocks = (root["coordinates"]?.array ?? []).compactMap { block in
      guard let name = block.array?.first?.string, let count = block.array?.last?.number else {
        return nil
      }
      return (name, Int(count))
    }
    let changes = (root["intervals"]?.array ?? []).compactMap { IntervalChange($0) }
    let places = Self.places(of: blocks)
    self.points = points.compactMap { point in
      guard let position = point["unconstrained"]?.numbers,
        let value = point["logDensity"]?.number, let gradient = point["gradient"]?.numbers
      else { return nil }
      let kind = point["kind"]?.string ?? ""
      var result = Point(
        kind: kind, position: position, logDensity: value, gradient: gradient)
      for change in changes {
        guard let start = places[change.block] else { continue }
        change.apply(to: &result, at: start + change.element)
      }
      return result
    }
  }

  /// Where each block starts.
  private static func places(of blocks: [(name: String, count: Int)]) -> [String: Int] {
    var places: [String: Int] = [:]
    var start = 0
    for block in blocks {
      places[block.name] = start
      start += block.count
    }
    return places
  }

  /// The references whose data are at hand: those in the package, and those in the folder that
  /// `POSTERIORDB_DATA` names.
  package static let available: [String] = ReferenceFiles.names(in: "oracle").filter { name in
    (try? Oracle(named: name))?.hasData == true
  }

  /// A vector in the other program's order as this program has it; nil where blocks do not match.
  package func reordered(_ vector: [Double], for program: Program) -> [Double]? {
    var result = [Double](repeating: 0, count: program.dimension)
    var start = 0
    for block in blocks {
      guard let own = program.coordinates.first(where: { $0.name == block.name }),
        own.count == block.count
      else { return nil }
      result.replaceSubrange(
        own.offset..<own.offset + own.count, with: vector[start..<start + block.count])
      start += block.count
    }
    return start == vector.count ? result : nil
  }

  /// Whether the data set is at hand.
  package var hasData: Bool { ReferenceFiles.data(named: data) != nil }

  /// The compiled model as it is written, without rewrites.
  package func compile(options: CompileOptions = CompileOptions()) throws -> Program {
    guard let path = ReferenceFiles.data(named: data) else {
      throw Failure(description: "\(data) is not at hand")
    }
    let plan = try Self.plan(
      model: "examples/posteriordb/\(model).bayes", data: path, solverTolerance: solverTolerance)
    return try Pipeline.compile(plan, options: options)
  }

  /// A model's text with a tolerance for its solvers instead of their own settings.
  private static func tightened(_ text: String, _ tolerance: Double) -> String {
    let loose = text.replacing(/, rtol: [^,)]+|, atol: [^,)]+|, maxSteps: [0-9]+/, with: "")
    return loose.replacing(/at: (\w+)\)/) {
      "at: \($0.output.1), rtol: \(tolerance), atol: \(tolerance))"
    }
  }

  /// A model of the package compiled with a data file.
  package static func compile(
    model: String, data path: String, options: CompileOptions = CompileOptions()
  ) throws -> Program {
    try Pipeline.compile(plan(model: model, data: path), options: options)
  }

  /// A model of the package bound to a data file and planned.
  package static func plan(
    model: String, data path: String, solverTolerance: Double? = nil
  ) throws -> Plan {
    var text = try ModelText(contentsOf: "\(ReferenceFiles.root)/\(model)")
    if let solverTolerance {
      let own = text.source
      text = ModelText(
        SourceText(name: own.name, text: tightened(own.text, solverTolerance)))
    }
    guard let graph = text.lowered() else {
      throw Failure(description: text.diagnostics.map(\.message).joined(separator: "; "))
    }
    let format = DataFormat(fileName: path) ?? .json
    let read = DataReader.read(try FileReader.bytes(of: path), name: path, format: format)
    let (data, merged) = DataReader.merge([read.values])
    // Some data sets hold the values that parameters had when they were simulated.
    var options = BindingOptions()
    options.latent = Set(graph.variables.filter { $0.role == .param }.map(\.name))
      .intersection(data.names)
    let bound = Pipeline.bind(graph, data: data, options: options)
    guard let model = bound.model else {
      let all = read.diagnostics + merged + bound.diagnostics
      throw Failure(description: all.map(\.message).joined(separator: "; "))
    }
    return Pipeline.plan(model)
  }
}
