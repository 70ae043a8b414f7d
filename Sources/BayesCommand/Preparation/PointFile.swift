import Bayes
import BayesData

/// Files of unconstrained vectors.
enum PointFile {
  /// The one vector in a file: an array of numbers.
  static func vector(in path: String, dimension: Int) throws -> [Double] {
    try vector(document(path).root, path, dimension)
  }

  /// The vectors in a file: an array of arrays of numbers.
  static func vectors(in path: String, dimension: Int) throws -> [[Double]] {
    guard let rows = try document(path).root.array, !rows.isEmpty else {
      throw CommandFailure(
        message: "\(path): expected an array of unconstrained vectors", status: .model)
    }
    return try rows.map { try vector($0, path, dimension) }
  }

  private static func document(_ path: String) throws -> JSONDocument {
    let bytes = try FileReader.bytes(of: path)
    do throws(JSONSyntaxError) {
      return try JSONDocument(parsing: bytes)
    } catch {
      throw CommandFailure(message: "\(path):\(error.line): \(error.cause)", status: .model)
    }
  }

  private static func vector(
    _ node: JSONNode, _ path: String, _ dimension: Int
  ) throws -> [Double] {
    guard let numbers = node.numbers, numbers.allSatisfy(\.isFinite) else {
      throw CommandFailure(
        message: "\(path):\(node.line): an unconstrained vector is an array of finite numbers",
        status: .model)
    }
    guard numbers.count == dimension else {
      throw CommandFailure(
        message:
          "\(path):\(node.line): the vector has \(numbers.count) numbers where the model has "
          + "\(dimension) coordinate\(dimension == 1 ? "" : "s")",
        status: .model)
    }
    return numbers
  }
}
