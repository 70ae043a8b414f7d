import BayesExecution
import BayesGraph
import BayesMath
import BayesTestSupport
import Testing

/// Laws over all functions of the catalogue at the arguments of their references: the compiled program
/// is the function, its gradient the derivative, whatever is a number, a vector or known beforehand.
@Suite("Functions of the catalogue, compiled")
struct FunctionLawTests {
  private static let scalarFunctions = FunctionReference.all.filter {
    if case .elementwise = $0.function { true } else { false }
  }
  private static let laneFunctions = FunctionReference.all.filter {
    if case .lane = $0.function { true } else { false }
  }

  @Test(
    "over vectors values and gradients are those of the references", arguments: scalarFunctions)
  func vectors(reference: FunctionReference) throws {
    guard case .elementwise(let function) = reference.function else { return }
    let points = reference.points
    var model = FunctionModel()
    let axis = model.axis(points.count)
    let arguments = points[0].arguments.map { _ in model.param([axis]) }
    model.finish(model.add(.elementwise(function, arguments), [axis]))
    let compiled = try model.compile()
    let position = arguments.indices.flatMap { k in points.map { $0.arguments[k][0] } }
    let values = compiled.reports(at: position)
    let gradient = try compiled.density(at: position).gradient
    for (place, point) in points.enumerated() {
      let subject = "\(reference)(\(point.coordinates))"
      #expect(
        point.agrees(values[place], with: 0), "\(subject) = \(values[place]), not \(point.values)")
      guard point.isFinite else { continue }
      for k in arguments.indices {
        // The position's reciprocal is the element's weight.
        let slope = gradient[k * points.count + place] * Double(place + 1)
        #expect(
          point.agrees(slope: slope, of: 0, along: k),
          "∂\(k) \(subject) = \(slope), not \(point.jacobian[0][k] ?? .nan)")
      }
    }
  }

  @Test("so are they of numbers", arguments: scalarFunctions)
  func numbers(reference: FunctionReference) throws {
    guard case .elementwise(let function) = reference.function else { return }
    var model = FunctionModel()
    let arguments = reference.points[0].arguments.map { _ in model.param([]) }
    model.finish(model.add(.elementwise(function, arguments), []))
    let compiled = try model.compile()
    for point in reference.points {
      let subject = "\(reference)(\(point.coordinates))"
      let (value, gradient) = try compiled.density(at: point.coordinates)
      #expect(point.agrees(value, with: 0), "\(subject) = \(value), not \(point.values)")
      #expect(compiled.reports(at: point.coordinates).allSatisfy { point.agrees($0, with: 0) })
      guard point.isFinite else { continue }
      for (k, slope) in gradient.enumerated() {
        #expect(
          point.agrees(slope: slope, of: 0, along: k),
          "∂\(k) \(subject) = \(slope), not \(point.jacobian[0][k] ?? .nan)")
      }
    }
  }

  @Test(
    "arguments that are known give the values of arguments that are drawn",
    arguments: scalarFunctions)
  func folded(reference: FunctionReference) throws {
    guard case .elementwise(let function) = reference.function else { return }
    // Algebra on constants takes every value for finite: zero times it is zero.
    let points = reference.points.filter(\.isFinite)
    let count = points[0].arguments.count
    for known in 1..<(1 << count) {
      var model = FunctionModel()
      let axis = model.axis(points.count)
      var position: [Double] = []
      let arguments = (0..<count).map { k in
        let values = points.map { $0.arguments[k][0] }
        if known & (1 << k) != 0 { return model.constants(values, [axis]) }
        position += values
        return model.param([axis])
      }
      model.finish(model.add(.elementwise(function, arguments), [axis]))
      let values = try model.compile().reports(at: position)
      for (point, value) in zip(points, values) {
        #expect(
          point.agrees(value, with: 0),
          "\(reference)(\(point.coordinates)), known \(known): \(value), not \(point.values)")
      }
      try foldedNumbers(reference, function, points, known: known)
    }
  }

  /// The same with single numbers, which take part in the compiler's algebra.
  private func foldedNumbers(
    _ reference: FunctionReference, _ function: any ElementwiseFunction.Type,
    _ points: [FunctionReference.Point], known: Int
  ) throws {
    for point in points {
      var model = FunctionModel()
      var position: [Double] = []
      var drawn: [Int] = []
      let arguments = point.arguments.indices.map { k in
        if known & (1 << k) != 0 { return model.constants(point.arguments[k], []) }
        position += point.arguments[k]
        drawn.append(k)
        return model.param([])
      }
      model.finish(model.add(.elementwise(function, arguments), []))
      let (value, gradient) = try model.compile().density(at: position)
      let subject = "\(reference)(\(point.coordinates)), known \(known)"
      #expect(point.agrees(value, with: 0), "\(subject): \(value), not \(point.values)")
      for (k, slope) in zip(drawn, gradient) {
        #expect(point.agrees(slope: slope, of: 0, along: k), "∂\(k) \(subject) = \(slope)")
      }
    }
  }

  @Test(
    "a number goes with a vector as if it were repeated",
    arguments: scalarFunctions.filter { $0.points[0].arguments.count > 1 })
  func broadcast(reference: FunctionReference) throws {
    guard case .elementwise(let function) = reference.function else { return }
    for point in reference.points where point.isFinite {
      for single in point.arguments.indices {
        var model = FunctionModel()
        let axis = model.axis(3)
        let arguments = point.arguments.indices.map { k in model.param(k == single ? [] : [axis]) }
        model.finish(model.add(.elementwise(function, arguments), [axis]))
        let position = point.arguments.enumerated().flatMap { k, x in
          k == single ? x : [x[0], x[0], x[0]]
        }
        let compiled = try model.compile()
        let subject = "\(reference)(\(point.coordinates)), \(single) a number"
        for value in compiled.reports(at: position) {
          #expect(point.agrees(value, with: 0), "\(subject): \(value), not \(point.values)")
        }
        // The weights 1, 1/2 and 1/3 of three equal elements.
        let slope =
          try compiled.density(at: position).gradient[
            3 * single] / (11.0 / 6)
        #expect(point.agrees(slope: slope, of: 0, along: single), "∂\(single) \(subject)")
      }
    }
  }

  @Test("lanes give the values and gradients of the references", arguments: laneFunctions)
  func lanes(reference: FunctionReference) throws {
    guard case .lane(let function) = reference.function else { return }
    for point in reference.points {
      let count = point.arguments[0].count
      var model = FunctionModel()
      let axis = model.axis(count)
      let arguments = point.arguments.map { _ in model.param([axis]) }
      let mapped = function.shape == .map ? [axis] : []
      model.finish(model.add(.lane(function, arguments, over: [axis], result: mapped), mapped))
      let compiled = try model.compile()
      let values = compiled.reports(at: point.coordinates)
      let subject = "\(reference)(\(point.arguments))"
      for (place, value) in values.enumerated() {
        #expect(point.agrees(value, with: place), "\(subject) = \(values), not \(point.values)")
      }
      guard point.isFinite, !point.jacobian.isEmpty, count > 0 else { continue }
      try compiled.check(at: point.coordinates, subject)
      guard mapped.isEmpty else { continue }
      for (k, slope) in try compiled.density(at: point.coordinates).gradient.enumerated() {
        #expect(point.agrees(slope: slope, of: 0, along: k), "∂\(k) \(subject) = \(slope)")
      }
    }
  }

  @Test("lanes beside each other, along either axis and along both", arguments: laneFunctions)
  func tables(reference: FunctionReference) throws {
    guard case .lane(let function) = reference.function else { return }
    let isMap = function.shape == .map
    for over in [[0], [1], [0, 1]] where !isMap || over.count == 1 {
      var model = FunctionModel()
      let axes = [model.axis(3), model.axis(4)]
      let count = FunctionCatalog.declaration(of: function).parameters.count
      let arguments = (0..<count).map { _ in model.param(axes) }
      let lane = over.map { axes[$0] }
      let result = isMap ? axes : axes.filter { !lane.contains($0) }
      model.finish(
        model.add(
          .lane(function, arguments, over: lane, result: isMap ? lane : []), result))
      var stream = RandomStream(seed: 5, purpose: .test)
      let isBoolean = FunctionCatalog.declaration(of: function).result == .boolean
      let position = (0..<12 * count).map { _ in
        isBoolean ? (stream.uniform() < 0.5 ? 0 : 1) : 3 * stream.uniform() - 1.2
      }
      let compiled = try model.compile()
      try compiled.check(at: position, "\(reference) over \(over)")
      #expect(compiled.expectedReports(at: position).allSatisfy { $0.isFinite })
    }
  }

  @Test(
    "a contraction is a sum of products, whichever side is known",
    arguments: [[0], [1], [0, 1], []])
  func contraction(drawn: [Int]) throws {
    let shapes: [([Int], [Int], [Int])] = [
      ([0, 1], [1], [0]), ([1], [1, 0], [0]), ([1], [1], []), ([0, 1], [1, 2], [0, 2]),
      ([0, 1], [0, 1], [0]), ([0, 1], [1, 0], [0]),
    ]
    for (left, right, result) in shapes {
      var model = FunctionModel()
      let axes = [model.axis(3), model.axis(4), model.axis(2)]
      var stream = RandomStream(seed: 6, purpose: .test)
      var position: [Double] = []
      let sides = [left, right].enumerated().map { side, places in
        let own = places.map { axes[$0] }
        let count = places.reduce(1) { $0 * [3, 4, 2][$1] }
        if drawn.contains(side) {
          position += (0..<count).map { _ in 4 * stream.uniform() - 2 }
          return model.param(own)
        }
        // A table by a row of numbers for each axis.
        let rows = own.enumerated().map { k, axis in
          model.constants((0..<[3, 4, 2][places[k]]).map { _ in stream.uniform() - 0.4 }, [axis])
        }
        guard rows.count == 2 else { return rows[0] }
        return model.add(.elementwise(Add.self, rows), own, .data)
      }
      model.finish(
        model.add(.contract(sides[0], sides[1], over: axes[1]), result.map { axes[$0] }))
      try model.compile().check(at: position, "\(left) @ \(right), drawn \(drawn)")
    }
  }
}
