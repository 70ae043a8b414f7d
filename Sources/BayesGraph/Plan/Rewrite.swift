/// A statistical rewrite of a bound model: the same posterior in a form that is cheaper or easier to
/// sample.
///
/// Where it changes coordinates, the log density changes by the log volume of the change and by nothing
/// else.
package protocol Rewrite: Sendable {
  /// Its name in plans and in `PlanOptions.off`.
  static var name: String { get }
  static func apply(to model: BoundModel) -> RewriteResult
}

/// What a rewrite made of a model.
package struct RewriteResult: Sendable {
  package var model: BoundModel
  /// The nodes of the new graph that give the value of each variable it replaced.
  package var recoveries: [VariableID: NodeID] = [:]
  package var steps: [PlanStep] = []

  package init(model: BoundModel) { self.model = model }
}

/// All rewrites in the order they are tried; the only list.
package enum RewriteCatalog {
  package static let all: [any Rewrite.Type] = [DataFolding.self, Centring.self]
}
