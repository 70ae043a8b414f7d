package import BayesSource

/// The place of a statistic in `ModelGraph.statistics`.
package struct StatisticID: Sendable, Hashable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// A number that a whole posterior gives: `Pr(c)`, `E(x)`, `Quantile(x, p)`.
package struct Statistic: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case probability = "Pr"
    case expectation = "E"
    case quantile = "Quantile"
  }
  package var kind: Kind
  /// A single condition or number of each draw.
  package var node: NodeID
  /// Of a quantile, which one: a data-level number.
  package var probability: NodeID?
  package var span: SourceSpan

  package init(kind: Kind, node: NodeID, probability: NodeID? = nil, span: SourceSpan) {
    self.kind = kind
    self.node = node
    self.probability = probability
    self.span = span
  }
}

/// `gate name: condition`: a question that a posterior answers with yes or no.
package struct Gate: Sendable {
  package var name: String
  /// A single condition at posterior level.
  package var condition: NodeID
  /// The statistics in it, in reading order.
  package var statistics: [StatisticID]
  package var span: SourceSpan

  package init(name: String, condition: NodeID, statistics: [StatisticID], span: SourceSpan) {
    self.name = name
    self.condition = condition
    self.statistics = statistics
    self.span = span
  }
}

/// `decide name maximize { action: utility }`: actions with what each brings at a draw.
package struct Decision: Sendable {
  package struct Action: Sendable {
    package var name: String
    /// A single number, of each draw or of the posterior.
    package var utility: NodeID

    package init(name: String, utility: NodeID) {
      self.name = name
      self.utility = utility
    }
  }
  package var name: String
  package var isMaximized: Bool
  package var actions: [Action]
  package var span: SourceSpan

  package init(name: String, isMaximized: Bool, actions: [Action], span: SourceSpan) {
    self.name = name
    self.isMaximized = isMaximized
    self.actions = actions
    self.span = span
  }
}

extension ModelGraph {
  /// What gates and decisions read of each draw: the statistics' values and the utilities that are not
  /// the posterior's own.
  package var judgedNodes: [NodeID] {
    var seen: Set<NodeID> = []
    let utilities = decisions.flatMap(\.actions).map(\.utility).filter {
      self[$0].level < .posterior
    }
    return (statistics.map(\.node) + utilities).filter { seen.insert($0).inserted }
  }

  /// What gates and decisions are made of.
  package var judgementRoots: [NodeID] {
    statistics.flatMap { [$0.node] + [$0.probability].compactMap(\.self) }
      + gates.map(\.condition) + decisions.flatMap(\.actions).map(\.utility)
  }
}
