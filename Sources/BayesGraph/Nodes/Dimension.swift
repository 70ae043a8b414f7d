package import BayesSource

/// A named index set; its size is known when data are bound.
package struct Dimension: Sendable {
  package var name: String
  package var size: SizeRule
  package var isOrdered = false
  package var isCircular = false
  package var isStream = false
  /// The dimension this one is the first part of, or is ragged over (`dim Edge of Region = e`).
  package var parent: DimensionID?
  /// The first integer code in data, from `from`.
  ///
  /// 1 unless given. A data-level Int.
  package var firstCode: NodeID?
  /// For `dim Lag = a...b`, the value `a` of the first position, a data-level Int.
  package var firstValue: NodeID?
  package var span: SourceSpan

  package init(name: String, size: SizeRule, span: SourceSpan) {
    self.name = name
    self.size = size
    self.span = span
  }
}

/// Where a dimension's size comes from.
package enum SizeRule: Sendable {
  /// A data-level Int; for a ragged dimension one Int per element of its parent, which it sums.
  case expression(NodeID)
  case labels([String])
  /// From the axis of every input that carries it, else from the largest code, with a warning.
  case inferred
}

/// One extent along which values are laid out.
///
/// Meaning goes by axis identity: an elementwise operation reads each operand at the coordinates of
/// the operand's own axes. An index variable of an equation or a comprehension is an axis of its own.
package struct Axis: Sendable {
  /// The dimension's or index variable's name; empty for an anonymous axis.
  package var name: String
  package var extent: AxisExtent
  /// Where a piece of a dimension is written.
  package var span: SourceSpan?

  package init(name: String, extent: AxisExtent, span: SourceSpan? = nil) {
    self.name = name
    self.extent = extent
    self.span = span
  }
}

/// What an axis runs over.
package enum AxisExtent: Sendable, Hashable {
  /// A whole dimension. Copy 1 is the second axis of a value that carries the dimension twice.
  case dimension(DimensionID, copy: Int)
  /// An index variable over positions `lower + 1 … upper` of a dimension; nil is 0 or the size.
  /// Both are data-level Ints without axes.
  case piece(DimensionID, lower: NodeID?, upper: NodeID?)
  /// The integers `lower … upper`.
  case range(lower: NodeID, upper: NodeID)
  /// Segments one after the other: for each position along other axes, the last of them fastest, as
  /// many elements as a data-level Int over these axes says.
  case segments(of: [AxisID], lengths: NodeID)
  /// An anonymous axis whose length is a data-level Int.
  case count(NodeID)
  /// An anonymous axis of known length.
  case fixed(Int)
}
