import BayesGraph
import BayesMath
import BayesTestSupport
import Testing

/// Every function of the catalogue, by enumeration, against numbers of 100 digits and against the laws
/// of derivatives.
@Suite("Functions")
struct FunctionReferenceTests {
  @Test("every function has a file of references, and every file a function")
  func coverage() {
    let names = Set(CatalogFunction.all.map(\.name))
    #expect(names.count == CatalogFunction.all.count)
    #expect(Set(ReferenceFiles.names(in: "functions")) == names)
    for reference in FunctionReference.all {
      #expect(!reference.points.isEmpty, "\(reference)")
      let count = reference.function.declaration.parameters.count
      #expect(reference.points.allSatisfy { $0.arguments.count == count }, "\(reference)")
    }
  }

  @Test(
    "values are those of the references, in the tails, near zeros and outside the domain too",
    arguments: FunctionReference.all)
  func values(reference: FunctionReference) {
    for point in reference.points {
      let values = reference.function.evaluate(point.arguments, shapes: point.shapes)
      #expect(values.count == point.values.count)
      for (place, value) in values.enumerated() {
        #expect(
          point.agrees(value, with: place),
          "\(reference)(\(point.arguments)) = \(value), not \(point.values[place])")
      }
    }
  }

  @Test(
    "derivatives in every argument are those of the references", arguments: FunctionReference.all)
  func derivatives(reference: FunctionReference) {
    for point in reference.points where !point.jacobian.isEmpty {
      for coordinate in point.coordinates.indices {
        for (place, dual) in reference.function.along(coordinate, point).enumerated() {
          #expect(
            point.agrees(slope: dual.derivative, of: place, along: coordinate),
            """
            ∂\(reference)/∂\(coordinate)(\(point.arguments)) = \(dual.derivative), not \
            \(point.jacobian[place][coordinate] ?? .nan)
            """)
        }
      }
    }
  }

  @Test(
    "the value that carries a derivative is the value", arguments: FunctionReference.all)
  func sameValue(reference: FunctionReference) {
    for point in reference.points where point.isFinite {
      let values = reference.function.evaluate(point.arguments, shapes: point.shapes)
      for coordinate in point.coordinates.indices {
        #expect(reference.function.along(coordinate, point).map(\.value) == values)
      }
    }
  }

  @Test(
    "a derivative is the limit of differences of the value",
    arguments: FunctionReference.all.filter { $0.slopeCount > 0 && !$0.isStep })
  func limits(reference: FunctionReference) {
    var sharp = 0
    for point in reference.points where point.isFinite && !point.jacobian.isEmpty {
      for (coordinate, x) in point.coordinates.enumerated() {
        let slopes = reference.function.along(coordinate, point).map(\.derivative)
        for place in slopes.indices where point.jacobian[place][coordinate] != nil {
          let size = x == 0 ? 1 : x.magnitude
          let value = { reference.function.moved($0, coordinate, point, place) }
          let (coarse, fine) = (richardson(1e-3 * size, value), richardson(5e-4 * size, value))
          let (own, beside) = (value(0), value(1e-3 * size))
          let scale = fine.magnitude + own.magnitude / size
          // Where two steps disagree, one of them left the domain or crossed a kink; where the value
          // changes as a whole, a pole may lie between.
          guard (coarse - fine).magnitude <= 1e-8 * scale,
            own == 0 || (beside - own).magnitude <= 0.5 * own.magnitude
          else { continue }
          sharp += 1
          #expect(
            (slopes[place] - fine).magnitude <= 1e-7 * scale,
            "∂\(reference)/∂\(coordinate)(\(point.arguments)) = \(slopes[place]), not \(fine)")
        }
      }
    }
    #expect(sharp >= min(3, reference.slopeCount), "\(reference): too few points are smooth")
  }
}

extension FunctionReference {
  /// Whether the function jumps between integers or truth values: steps across jumps say nothing of
  /// its derivative, which is zero.
  fileprivate var isStep: Bool {
    function.declaration.result == .integer || function.declaration.result == .boolean
  }

  /// How many derivatives the file gives.
  fileprivate var slopeCount: Int {
    points.filter(\.isFinite).flatMap(\.jacobian).joined().filter { $0 != nil }.count
  }
}

extension CatalogFunction {
  /// One value with a coordinate moved.
  fileprivate func moved(
    _ step: Double, _ coordinate: Int, _ point: FunctionReference.Point, _ place: Int
  ) -> Double {
    var next = 0
    let arguments = point.arguments.map { argument in
      argument.map { x in
        defer { next += 1 }
        return next == coordinate ? x + step : x
      }
    }
    return evaluate(arguments, shapes: point.shapes)[place]
  }
}

/// The derivative at 0 from central differences, the error terms up to h⁴ cancelled.
private func richardson(_ h: Double, _ f: (Double) -> Double) -> Double {
  func central(_ h: Double) -> Double { (f(h) - f(-h)) / (2 * h) }
  let (coarse, middle, fine) = (central(4 * h), central(2 * h), central(h))
  let (first, second) = ((4 * middle - coarse) / 3, (4 * fine - middle) / 3)
  return (16 * second - first) / 15
}
