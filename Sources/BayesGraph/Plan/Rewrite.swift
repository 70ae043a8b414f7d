package import BayesSource

/// A statistical rewrite of a bound model: the same posterior in a form that is cheaper or easier to
/// sample.
///
/// Where it changes coordinates, the log density changes by the log volume of the change and by nothing
/// else.
package protocol Rewrite: Sendable {
  /// Its name in plans and in `PlanOptions.off`.
  static var name: String { get }
  /// Whether it is tried in plain plans too, for without it a sampler can do nothing.
  static var isNeeded: Bool { get }
  static func apply(to model: BoundModel) -> RewriteResult
}

extension Rewrite {
  package static var isNeeded: Bool { false }
}

/// What a rewrite made of a model.
package struct RewriteResult: Sendable {
  package var model: BoundModel
  /// The nodes of the new graph that give the value of each variable it replaced.
  package var recoveries: [VariableID: NodeID] = [:]
  package var steps: [PlanStep] = []
  /// The discrete latents it summed out.
  package var latents: [SummedLatent] = []
  /// Why the model cannot be sampled.
  package var refusal: Diagnostic?

  package init(model: BoundModel) { self.model = model }
}

/// All rewrites in the order they are tried; the only list.
package enum RewriteCatalog {
  package static let all: [any Rewrite.Type] = [
    DataFolding.self, Centring.self, Enumeration.self,
  ]
}
