import BayesData
import BayesDistributions
import BayesMath
import Foundation
import Testing

/// A distribution with the numbers of its file in `Tests/References/distributions`.
struct ReferenceFamily: Sendable, CustomTestStringConvertible {
  let distribution: any Distribution.Type
  let points: [ReferencePoint]
  let quantiles: [ReferencePoint]

  var declaration: DistributionDeclaration { DistributionCatalog.declaration(of: distribution) }
  var name: String { declaration.name }
  var testDescription: String { name }

  static let all: [ReferenceFamily] = DistributionCatalog.all.map { ReferenceFamily($0) }

  init(_ distribution: any Distribution.Type) {
    self.distribution = distribution
    let name = DistributionCatalog.declaration(of: distribution).name
    let path = "\(Self.folder)/\(name).json"
    let bytes = (try? Data(contentsOf: URL(filePath: path))).map { [UInt8]($0) } ?? []
    let root = (try? JSONDocument(parsing: bytes))?.root
    points = (root?["points"]?.array ?? []).map { ReferencePoint($0) }
    quantiles = (root?["quantiles"]?.array ?? []).map { ReferencePoint($0) }
  }

  static let folder: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<2 { url.deleteLastPathComponent() }
    return url.path(percentEncoded: false) + "References/distributions"
  }()

  /// The arguments of the points, each once.
  var argumentSets: [Arguments<Double>] {
    var seen: Set<String> = []
    return points.map(\.arguments).filter { seen.insert("\($0.form) \($0.values)").inserted }
  }

  /// Whether a parameter of a form is a whole number, along which there is no derivative.
  func isInteger(_ parameter: Int, ofForm form: Int) -> Bool {
    let domain = declaration.forms[form].parameters[parameter].domain
    return domain == .count || domain == .integer
  }

  func can(_ capability: DistributionCapability) -> Bool {
    declaration.capabilities.contains(capability)
  }
}

/// One point of a file: arguments, a value and what should come out.
struct ReferencePoint: Sendable {
  let arguments: Arguments<Double>
  /// The same distribution in the first form, where the point is of another.
  let first: Arguments<Double>?
  let value: [Double]
  let probability: Double?
  /// Whether the file gives a reason for fewer digits here.
  let isHard: Bool
  /// Per function its value and derivatives: along the value's elements, then the arguments'.
  let functions: [ReferenceFunction: (value: Double, gradient: [Double?])]

  init(_ node: JSONNode) {
    let form = Int(node["form"]?.number ?? 0)
    let read = { (key: String) in
      node[key]?.array?.map { ($0.array ?? []).map { Self.number($0) ?? .nan } }
    }
    arguments = Arguments(form: form, read("arguments") ?? [])
    first = read("first").map { Arguments($0) }
    value =
      node["value"]?.array?.map { Self.number($0) ?? .nan }
      ?? [node["value"].flatMap { Self.number($0) } ?? .nan]
    probability = node["probability"]?.number
    isHard = node["zone"] != nil
    var functions: [ReferenceFunction: (value: Double, gradient: [Double?])] = [:]
    for function in ReferenceFunction.allCases {
      guard let value = node[function.rawValue].flatMap({ Self.number($0) }) else { continue }
      let gradient = node[function.rawValue + "Gradient"]?.array ?? []
      functions[function] = (value, gradient.map { Self.number($0) })
    }
    self.functions = functions
  }

  private static func number(_ node: JSONNode) -> Double? {
    switch node.string {
    case "inf": .infinity
    case "-inf": -.infinity
    default: node.number
    }
  }

  /// All numbers a derivative may be taken along: the value's elements, then the arguments'.
  var coordinates: [Double] { value + arguments.values.flatMap(\.self) }
}

/// What the files hold of a distribution at a point.
enum ReferenceFunction: String, CaseIterable, Sendable {
  case logDensity, logCDF, logCCDF

  func evaluate<S: Scalar>(
    _ distribution: any Distribution.Type, _ value: [S], _ arguments: Arguments<S>
  ) -> S {
    switch self {
    case .logDensity: distribution.logDensity(value, arguments)
    case .logCDF: distribution.logCDF(value[0], arguments)
    case .logCCDF: distribution.logCCDF(value[0], arguments)
    }
  }

  /// Value and derivative along one coordinate of a point.
  func along(
    _ coordinate: Int, of distribution: any Distribution.Type, _ value: [Double],
    _ arguments: Arguments<Double>
  ) -> Dual {
    var place = 0
    let move = { (x: Double) in
      defer { place += 1 }
      return Dual(x, place == coordinate ? 1 : 0)
    }
    let moving = value.map(move)
    let moved = arguments.values.map { $0.map(move) }
    return evaluate(distribution, moving, Arguments(form: arguments.form, moved))
  }
}
