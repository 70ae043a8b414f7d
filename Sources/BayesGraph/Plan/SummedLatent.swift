/// A discrete latent that is summed out, with what its draws are made from.
package struct SummedLatent: Sendable {
  /// Another latent on whose state its own depends: one that is summed out later.
  package struct Separator: Sendable {
    package var variable: VariableID
    /// The axis of the other's states in `table`.
    package var axis: AxisID
    /// Per element of this latent the flat position of the other's element.
    package var places: [Int32]
  }

  package var variable: VariableID
  /// The axis of its states in `table`.
  package var axis: AxisID
  /// The value of the first state; of categories 1.
  package var lower: Int
  package var count: Int
  /// The log weight of each state, over the latent's axes, its states and those of the separators;
  /// of a chain without what the transitions give.
  package var table: NodeID
  package var separators: [Separator]
  /// For a Markov chain, whose emissions are `table`.
  package var chain: ChainSum?
  /// The logarithm of the sum over its states, over its axes and those of the separators.
  package var sum: NodeID?
}

extension BoundModel {
  /// The discrete params that no data give.
  package var discreteLatents: [VariableID] {
    graph.variables.indices.filter { index in
      let variable = graph.variables[index]
      return variable.role == .param && variable.isDiscrete && observations[index] == nil
    }.map { VariableID($0) }
  }
}
