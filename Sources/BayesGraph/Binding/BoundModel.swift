/// A graph with its data: sizes, tables for all that depends on data only, observed cells.
package struct BoundModel: Sendable {
  package var graph: ModelGraph
  /// The length of each axis of `graph.axes`.
  package var lengths: [Int]
  /// The first position minus one (for `piece`) or the first integer minus one (for `range`) of each
  /// axis, so that `position = offset + i` for i = 1, 2, ….
  package var offsets: [Int]
  /// The segments of the axes that have them.
  package var segments: [AxisID: AxisSegments]
  /// Values of nodes at data level, by node index; nil for the others.
  package var tables: [Tensor?]
  /// Per dimension its labels, where it has them.
  package var labels: [[String]?]
  /// Per variable what is observed of it; nil if it is wholly latent.
  package var observations: [Observation?]
  /// Surplus data names, defaults taken, sizes guessed: what the plan's first lines list.
  package var remarks: [String]
  /// A digest of the bound data.
  package var dataDigest: String

  package init(
    graph: ModelGraph, lengths: [Int], offsets: [Int], segments: [AxisID: AxisSegments],
    tables: [Tensor?], labels: [[String]?], observations: [Observation?], remarks: [String],
    dataDigest: String
  ) {
    self.graph = graph
    self.lengths = lengths
    self.offsets = offsets
    self.segments = segments
    self.tables = tables
    self.labels = labels
    self.observations = observations
    self.remarks = remarks
    self.dataDigest = dataDigest
  }
}

/// What is observed of a variable: a value per cell over its whole axes, and which cells are latent.
package struct Observation: Sendable, Hashable {
  /// Values; in latent cells anything finite.
  package var values: Tensor
  /// Flat positions (0-based, ascending) of latent cells.
  package var latentCells: [Int]

  package init(values: Tensor, latentCells: [Int]) {
    self.values = values
    self.latentCells = latentCells
  }
}
