import BayesData
import BayesMath
import BayesPosterior

/// The moments of a posterior as another program knows them: posteriordb's draws or a long run.
package struct ReferencePosterior {
  /// Mean and standard deviation of a scalar, with their Monte Carlo errors where they are known.
  package struct Moments {
    package let mean: Double
    package let sd: Double
    /// Nil for posteriordb's 10,000 near-independent draws.
    let errors: (mean: Double, sd: Double)?
  }
  package let name: String
  package let model: String
  package let data: String
  package let moments: [String: Moments]

  package init(named name: String) throws {
    self.name = name
    let index = try ReferenceFiles.document("Tests/References/posteriordb/index.json").root
    guard let entry = index.array?.first(where: { $0["name"]?.string == name }),
      let model = entry["model"]?.string, let data = entry["data"]?.string
    else { throw Oracle.Failure(description: "\(name) is not in the index") }
    self.model = model
    self.data = String(data.split(separator: "/").last ?? "")
    let isPublished = ReferenceFiles.names(in: "posteriordb").contains(name)
    moments = try isPublished ? Self.published(name) : Self.longRun(name)
  }

  private static func published(_ name: String) throws -> [String: Moments] {
    let root = try ReferenceFiles.document("Tests/References/posteriordb/\(name).json").root
    guard case .object(let members) = root.value else { return [:] }
    let known = members.compactMap { key, row -> (String, Moments)? in
      guard let mean = row["mean"]?.number, let sd = row["sd"]?.number else { return nil }
      return (key, Moments(mean: mean, sd: sd, errors: nil))
    }
    return Dictionary(known) { first, _ in first }
  }

  private static func longRun(_ name: String) throws -> [String: Moments] {
    let root = try ReferenceFiles.document("Tests/References/long_runs/\(name).json").root
    let columns = root["columns"]?.array?.compactMap(\.string) ?? []
    let places = ["mean", "sd", "mcse", "mcseSd"].compactMap(columns.firstIndex(of:))
    guard places.count == 4, case .object(let members)? = root["parameters"]?.value else {
      throw Oracle.Failure(description: "\(name).json lacks a member")
    }
    let known = members.compactMap { key, row -> (String, Moments)? in
      let numbers = places.compactMap { row.array?[$0].number }
      guard numbers.count == 4 else { return nil }
      return (
        key, Moments(mean: numbers[0], sd: numbers[1], errors: (numbers[2], numbers[3]))
      )
    }
    return Dictionary(known) { first, _ in first }
  }
}

/// One number of ours beside the reference's, and how far apart they are in standard errors.
package struct ReferenceComparison: CustomStringConvertible {
  package let name: String
  package let ours: Double
  package let reference: Double
  package let error: Double

  package init(_ name: String, ours: Double, reference: Double, error: Double) {
    self.name = name
    self.ours = ours
    self.reference = reference
    self.error = error
  }

  package var z: Double { abs(ours - reference) / error }

  package var description: String {
    "\(name): \(ours) for \(reference), \(z) standard errors of \(error)"
  }

  /// The threshold for `count` comparisons that a sound sampler passes together in 999 of 1,000 cases.
  package static func threshold(comparisons count: Int) -> Double {
    -NormalFunctions.quantile(0.001 / (2 * Double(count)))
  }

  /// Mean and standard deviation of a scalar's draws beside the reference.
  package static func of(
    _ name: String, _ chains: [[Double]], _ reference: ReferencePosterior.Moments
  ) -> [ReferenceComparison] {
    let ours = ChainStatistics(chains)
    let pooled = chains.flatMap(\.self)
    let squares = pooled.map { ($0 - ours.mean) * ($0 - ours.mean) }
    let variance = squares.reduce(0, +) / Double(squares.count)
    let fourth = squares.reduce(0) { $0 + $1 * $1 } / Double(squares.count)
    let kurtosis = fourth / (variance * variance)
    let errors =
      reference.errors
      ?? (reference.sd / 100, reference.sd * ((kurtosis - 1) / 40_000).squareRoot())
    return [
      ReferenceComparison(
        "mean \(name)", ours: ours.mean, reference: reference.mean,
        error: root(ours.mcseMean, errors.mean)),
      ReferenceComparison(
        "sd \(name)", ours: ours.sd, reference: reference.sd, error: root(ours.mcseSD, errors.sd)),
    ]
  }

  private static func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}
