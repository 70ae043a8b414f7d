package import BayesExecution
package import BayesGraph
import BayesInference
import BayesSource

/// The memory that a fit takes, known before any of it but the tables is allocated.
package struct FitMemory: Sendable, Hashable, CustomStringConvertible {
  /// Bytes of data and of tables made from them, which all chains share.
  package let tables: Double
  /// Bytes of evaluators and samplers, for as many chains as run at a time, and of draws on their way to
  /// a disk.
  package let workspaces: Double
  /// Bytes of the draws of all chains.
  package let draws: Double

  package var total: Double { tables + workspaces + draws }

  /// The total with its parts.
  package var description: String {
    "\(Bytes(total)) (tables \(Bytes(tables)), workspaces \(Bytes(workspaces)), draws \(Bytes(draws)))"
  }

  package init(
    _ plan: Plan, _ program: Program, _ settings: FitSettings, drawn: DrawnQuantities? = nil,
    isWritten: Bool
  ) {
    let scalars = program.scalarCount + (drawn ?? .ofFit(plan)).count
    let data = plan.model.tables.reduce(0) { $0 + ($1?.values.count ?? 0) }
    tables = Double(8 * data + program.sharedBytes)
    // A draw's scalars and what the sampler reported of it.
    let row = 8 * Double(scalars + 7)
    draws = row * Double(settings.chains) * Double(settings.draws)
    let sampler = NUTSChain.bytes(dimension: program.dimension, settings.nuts)
    // Chains that learn together wait for each other, and keep their draws with their gradients.
    let isPooled = settings.nuts.warmupMode == .pooled
    let atOnce = isPooled ? settings.chains : min(settings.threads, settings.chains)
    let window = isPooled ? 16 * program.dimension * settings.warmup : 0
    workspaces =
      Double(atOnce) * Double(program.bytesPerThread + sampler + window)
      + (isWritten ? min(draws, Double(DrawWriter.capacity)) : 0)
  }

  /// Why the fit cannot be run in so much memory, and what would need less; `names` spells a setting as
  /// its user does.
  package func refusal(limit: Int, names: (String) -> String) -> String? {
    guard total > Double(limit) else { return nil }
    let remedies = ["draws", "chains", "threads"].map(names).joined(separator: ", fewer ")
    return """
      \(self) of memory are needed, over the limit of \(Bytes(Double(limit))) \
      (\(names("max-memory")))\(draws > 0 ? "; fewer \(remedies) need less" : "")
      """
  }
}
