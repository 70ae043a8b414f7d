package import BayesSource

/// A model as an inert, printable value: inputs, random variables, deterministic nodes, factors and
/// recurrences, over named axes whose sizes are not yet known.
///
/// Nodes stand in topological order: an operation refers to nodes before it only (the pieces of a
/// recurrence refer to their own `carried` arrays). Everything keeps its place in the text.
package struct ModelGraph: Sendable {
  package var source: SourceText
  package var dimensions: [Dimension] = []
  package var axes: [Axis] = []
  package var inputs: [Input] = []
  package var nodes: [Node] = []
  package var variables: [RandomVariable] = []
  package var factors: [Factor] = []
  package var recurrences: [Recurrence] = []
  package var routines: [Routine] = []
  package var reports: [Report] = []
  package var statistics: [Statistic] = []
  package var gates: [Gate] = []
  package var decisions: [Decision] = []
  /// Axes whose lengths must agree when data are bound.
  package var axisEqualities: [AxisEquality] = []

  package init(source: SourceText) { self.source = source }

  package subscript(id: NodeID) -> Node { nodes[id.index] }
  package subscript(id: AxisID) -> Axis { axes[id.index] }
  package subscript(id: DimensionID) -> Dimension { dimensions[id.index] }
  package subscript(id: InputID) -> Input { inputs[id.index] }
  package subscript(id: VariableID) -> RandomVariable { variables[id.index] }
  package subscript(id: StatisticID) -> Statistic { statistics[id.index] }
  package subscript(id: RecurrenceID) -> Recurrence { recurrences[id.index] }
  package subscript(id: RoutineID) -> Routine { routines[id.index] }
}

/// The place of a node in `ModelGraph.nodes`.
package struct NodeID: Sendable, Hashable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}
/// The place of an axis in `ModelGraph.axes`.
package struct AxisID: Sendable, Hashable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}
/// The place of a dimension in `ModelGraph.dimensions`.
package struct DimensionID: Sendable, Hashable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}
/// The place of an input in `ModelGraph.inputs`.
package struct InputID: Sendable, Hashable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}
/// The place of a random variable in `ModelGraph.variables`.
package struct VariableID: Sendable, Hashable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}
/// The place of a recurrence in `ModelGraph.recurrences`.
package struct RecurrenceID: Sendable, Hashable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}
/// The place of a routine in `ModelGraph.routines`.
package struct RoutineID: Sendable, Hashable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// Two axes that an expression takes for the same, at least one of them anonymous.
package struct AxisEquality: Sendable, Hashable {
  package let first: AxisID
  package let second: AxisID
  package let span: SourceSpan

  package init(first: AxisID, second: AxisID, span: SourceSpan) {
    self.first = first
    self.second = second
    self.span = span
  }
}
