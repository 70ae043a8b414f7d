import ArgumentParser
import BayesGraph
import BayesSource

/// What commands share that draw forward: from a prior, or from stored draws of parameters.
struct ForwardOptions: ParsableArguments {
  @Option(
    name: .customLong("size"),
    help: ArgumentHelp(
      "The size of a dimension that no data tell, such as Obs=20.", valueName: "name=n"))
  var sizes: [String] = []

  @Option(
    help: ArgumentHelp("The folder to write the draws to.", valueName: "folder"),
    completion: .directory)
  var output: String?

  func validate() throws {
    if output?.isEmpty == true { throw ValidationError("--output needs the name of a folder") }
    for assignment in sizes where Self.parse(assignment) == nil {
      throw ValidationError("--size takes a dimension and its size, as Obs=20, not \(assignment)")
    }
  }

  private static func parse(_ assignment: String) -> (name: String, size: Int)? {
    let parts = assignment.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let size = Int(parts[1]), size >= 0 else {
      return nil
    }
    return (String(parts[0]), size)
  }

  /// Refuses draws that memory cannot hold.
  func check(_ drawn: DrawnQuantities, rows: Int, against limit: Int) throws {
    // The numbers stand once by draw and once by column.
    let bytes = 16 * Double(drawn.count) * Double(rows)
    guard bytes > Double(limit) else { return }
    throw CommandFailure(
      message:
        "\(Bytes(bytes)) of memory are needed, over the limit of \(Bytes(Double(limit))) (--max-memory); fewer draws need less",
      status: .usage)
  }

  /// The sizes by name; throws where a name is no dimension of the model.
  func sizes(in graph: ModelGraph) throws -> [String: Int] {
    var known: [String: Int] = [:]
    for (name, size) in sizes.compactMap(Self.parse) {
      guard let dimension = graph.dimensions.first(where: { $0.name == name }) else {
        throw CommandFailure(
          message: "--size \(name): the model has no dimension \(name)", status: .usage)
      }
      guard case .inferred = dimension.size else {
        throw CommandFailure(
          message: "--size \(name): the model itself gives the size of \(name)", status: .usage)
      }
      known[name] = size
    }
    return known
  }
}
