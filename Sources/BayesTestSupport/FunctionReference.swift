import BayesData
package import BayesGraph
package import BayesMath

/// A function of the catalogue, element by element, of whole lanes or of matrices.
package enum CatalogFunction: Sendable {
  case elementwise(any ElementwiseFunction.Type)
  case lane(any LaneFunction.Type)
  case matrix(any MatrixFunction.Type)

  package static let all: [CatalogFunction] =
    FunctionCatalog.elementwise.map { .elementwise($0) } + FunctionCatalog.lane.map { .lane($0) }
    + FunctionCatalog.matrix.map { .matrix($0) }

  /// The name of its type: several functions share the name that models spell.
  package var name: String {
    switch self {
    case .elementwise(let function): String(describing: function)
    case .lane(let function): String(describing: function)
    case .matrix(let function): String(describing: function)
    }
  }

  package var declaration: FunctionSignature {
    switch self {
    case .elementwise(let function): FunctionCatalog.declaration(of: function)
    case .lane(let function): FunctionCatalog.declaration(of: function)
    case .matrix(let function): FunctionCatalog.declaration(of: function)
    }
  }

  /// The values for arguments that are lanes, or matrices of the shapes given; those of an elementwise
  /// function have one element.
  package func evaluate<S: Scalar>(_ arguments: [[S]], shapes: [[Int]]) -> [S] {
    switch self {
    case .elementwise(let function): [function.evaluate(arguments.map { $0[0] })]
    case .lane(let function): function.evaluate(arguments)
    case .matrix(let function): function.evaluate(arguments, function.shape.sizes(shapes))
    }
  }

  /// The values with their derivatives along one coordinate, counted through all arguments.
  package func along(_ coordinate: Int, _ point: FunctionReference.Point) -> [Dual] {
    var place = 0
    return evaluate(
      point.arguments.map { argument in
        argument.map { x in
          defer { place += 1 }
          return Dual(x, place == coordinate ? 1 : 0)
        }
      }, shapes: point.shapes)
  }
}

/// A function with the numbers of its file in `Tests/References/functions`.
package struct FunctionReference: Sendable, CustomStringConvertible {
  package let function: CatalogFunction
  package let points: [Point]

  package var description: String { function.name }

  package static let all: [FunctionReference] = CatalogFunction.all.map { FunctionReference($0) }

  /// Arguments with what should come out.
  package struct Point: Sendable {
    package let arguments: [[Double]]
    /// The shape of each, for a function of matrices.
    package let shapes: [[Int]]
    package let values: [Double]
    /// Per value its derivatives along all coordinates; nil where there is none.
    package let jacobian: [[Double?]]
    /// What an error counts relative to where that is more than the value.
    package let scale: Double
    /// Whether the function is the exponential of its logarithm.
    let isExponential: Bool

    package var coordinates: [Double] { arguments.flatMap(\.self) }
    package var isFinite: Bool { (coordinates + values).allSatisfy(\.isFinite) }
  }

  init(_ function: CatalogFunction) {
    self.function = function
    let path = "Tests/References/functions/\(function.name).json"
    let root = (try? ReferenceFiles.document(path))?.root
    var isExponential = false
    if case .boolean(true)? = root?["isExponential"]?.value { isExponential = true }
    points = (root?["points"]?.array ?? []).map { Point($0, isExponential: isExponential) }
  }
}

extension FunctionReference.Point {
  init(_ node: JSONNode, isExponential: Bool) {
    func numbers(_ node: JSONNode) -> [Double] { (node.array ?? []).map { number($0) ?? .nan } }
    func optionals(_ node: JSONNode) -> [Double?] { (node.array ?? []).map { number($0) } }
    if let lanes = node["lanes"]?.array {
      arguments = lanes.map(numbers)
      values = node["values"].map(numbers) ?? []
      jacobian = (node["jacobian"]?.array ?? []).map(optionals)
    } else {
      arguments = node["arguments"].map(numbers)?.map { [$0] } ?? []
      values = [node["value"].flatMap { number($0) } ?? .nan]
      jacobian = [node["gradient"].map(optionals) ?? []]
    }
    scale = node["scale"]?.number ?? 0
    shapes = (node["shapes"]?.array ?? []).map { numbers($0).map { Int($0) } }
    self.isExponential = isExponential
  }

  /// How far a value may be off, relative to the larger of it and the scale: 1e-13, and where the
  /// function is the exponential of its logarithm the rounding of that.
  private func tolerance(_ value: Double) -> Double {
    let log = isExponential && value > 0 ? Double.log(value).magnitude : 0
    return 1e-13 + 4 * log * Double.ulpOfOne
  }

  /// Whether a value is the reference's; below the normal numbers to some units of the smallest.
  package func agrees(_ value: Double, with place: Int) -> Bool {
    let reference = values[place]
    if value == reference || (value.isNaN && reference.isNaN) { return true }
    let bound = tolerance(reference) * max(reference.magnitude, scale)
    return (value - reference).magnitude <= bound + Self.subnormal
  }

  /// Whether a derivative is the reference's, relative to the larger of it and what moves the value by
  /// its own size when the coordinate moves by its own.
  package func agrees(slope: Double, of place: Int, along coordinate: Int) -> Bool {
    guard let reference = jacobian[place][coordinate] else { return true }
    if slope == reference { return true }
    let x = coordinates[coordinate].magnitude
    let share = max(values[place].magnitude, scale) / (x == 0 ? 1 : x)
    let bound = tolerance(values[place]) * (reference.magnitude + share)
    return (slope - reference).magnitude <= bound + Self.subnormal
  }

  /// What may be lost below the normal numbers.
  private static let subnormal = 64 * Double.leastNonzeroMagnitude
}

/// A number, or one of the names JSON has no number for.
private func number(_ node: JSONNode) -> Double? {
  switch node.string {
  case "inf": .infinity
  case "-inf": -.infinity
  case "nan": .nan
  default: node.number
  }
}
