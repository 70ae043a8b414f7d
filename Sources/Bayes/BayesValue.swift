import BayesData

/// A datum handed to `bind` by a program: numbers, strings or arrays of them.
public struct BayesValue: Sendable, Hashable {
  let shape: [Int]
  let cells: Cells

  enum Cells: Sendable, Hashable {
    case reals([Double?])
    case integers([Int?])
    case strings([String?])
  }

  /// A real number.
  public static func real(_ value: Double) -> BayesValue {
    BayesValue(shape: [], cells: .reals([value]))
  }

  /// An integer.
  public static func integer(_ value: Int) -> BayesValue {
    BayesValue(shape: [], cells: .integers([value]))
  }

  /// A vector of reals; nil is a missing cell.
  public static func reals(_ values: [Double?]) -> BayesValue {
    BayesValue(shape: [values.count], cells: .reals(values))
  }

  /// A vector of integers; nil is a missing cell.
  public static func integers(_ values: [Int?]) -> BayesValue {
    BayesValue(shape: [values.count], cells: .integers(values))
  }

  /// A vector of labels; nil is a missing cell.
  public static func labels(_ values: [String?]) -> BayesValue {
    BayesValue(shape: [values.count], cells: .strings(values))
  }

  /// An array of any rank in row-major order, the last index fastest.
  ///
  /// Where `values` has not as many elements as `shape` says, `bind` throws.
  public static func array(_ values: [Double?], shape: [Int]) -> BayesValue {
    BayesValue(shape: shape, cells: .reals(values))
  }

  /// What is wrong with the shape; nil where it fits the cells.
  var mismatch: String? {
    let count =
      switch cells {
      case .reals(let cells): cells.count
      case .integers(let cells): cells.count
      case .strings(let cells): cells.count
      }
    var wanted = 1
    for length in shape {
      let (product, overflows) = wanted.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflows else { return "cannot have the shape \(shape)" }
      wanted = product
    }
    return wanted == count ? nil : "has \(count) cells, not the \(wanted) of its shape \(shape)"
  }

  func dataValue(named name: String) -> DataValue {
    DataValue(name: name, shape: shape, cells: dataCells, origin: .program)
  }

  private var dataCells: DataValue.Cells {
    switch cells {
    case .strings(let strings): .strings(strings)
    case .reals(let reals):
      .numbers(
        reals.map { $0 ?? .nan }, missing: reals.indices.filter { reals[$0] == nil },
        isInteger: reals.allSatisfy { $0.map { $0.isFinite && $0 == $0.rounded() } ?? true })
    case .integers(let integers):
      .numbers(
        integers.map { $0.map(Double.init) ?? .nan },
        missing: integers.indices.filter { integers[$0] == nil }, isInteger: true)
    }
  }
}

extension BayesValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral
{
  /// A real number.
  public init(floatLiteral value: Double) { self = .real(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A vector of reals.
  public init(arrayLiteral elements: Double...) { self = .reals(elements) }
}
