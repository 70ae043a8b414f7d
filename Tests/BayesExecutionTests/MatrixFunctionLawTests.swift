import BayesGraph
import BayesTestSupport
import Testing

@Suite("Functions of matrices of the catalogue, compiled")
struct MatrixFunctionLawTests {
  private static let functions = FunctionReference.all.filter {
    if case .matrix = $0.function { true } else { false }
  }

  @Test(
    "values and gradients are those of the references and of the reference evaluator",
    arguments: functions)
  func references(reference: FunctionReference) throws {
    guard case .matrix(let function) = reference.function else { return }
    for point in reference.points {
      var model = FunctionModel()
      let axes = point.shapes.map { shape in shape.map { model.axis($0) } }
      let operands = axes.map { MatrixOperand(node: model.param($0), axes: $0) }
      let sizes = function.shape.sizes(point.shapes)
      let result = function.shape.result.map { model.axis(sizes[$0]) }
      model.finish(model.add(.matrix(function, operands, result: result), result))
      let compiled = try model.compile()
      let position = zip(point.arguments, point.shapes).flatMap(coordinates)
      let values = compiled.reports(at: position)
      let subject = "\(reference)(\(point.arguments))"
      #expect(values.count == point.values.count, "\(subject)")
      for (place, value) in values.enumerated() {
        #expect(point.agrees(value, with: place), "\(subject) = \(values), not \(point.values)")
      }
      try compiled.check(at: position, subject, tolerance: 1e-11)
    }
  }

  /// The coordinates of a matrix: the first index fastest.
  private func coordinates(_ elements: [Double], _ shape: [Int]) -> [Double] {
    guard shape.count == 2 else { return elements }
    return elements.indices.map { elements[$0 % shape[0] * shape[1] + $0 / shape[0]] }
  }
}
