package import BayesSource

/// A value of the graph: an operation, the axes its result is laid out over (row-major, the first
/// axis slowest), what its elements are, and whether it depends on draws.
package struct Node: Sendable {
  package var operation: Operation
  package var axes: [AxisID]
  package var element: ElementType
  package var level: Level
  package var origin: SourceSpan

  package init(
    _ operation: Operation, axes: [AxisID], element: ElementType, level: Level, origin: SourceSpan
  ) {
    self.operation = operation
    self.axes = axes
    self.element = element
    self.level = level
    self.origin = origin
  }
}

/// What an element is.
///
/// All are stored as Double; an index is its 1-based position.
package enum ElementType: Sendable, Hashable {
  case real
  case integer
  case boolean
  case index(DimensionID)
}

/// When a value is known.
package enum Level: Int, Sendable, Comparable {
  /// When data are bound.
  case data
  /// Anew for every draw.
  case draw
  /// Once a posterior is there.
  case posterior

  package static func < (a: Level, b: Level) -> Bool {
    a.rawValue < b.rawValue
  }
}

/// What a node computes.
///
/// Operands are read at the coordinates of their own axes; axes that an operand lacks are
/// broadcast.
package enum Operation: Sendable {
  /// A number (integers, booleans as 0 and 1).
  case constant(Double)
  /// A bound datum.
  case input(InputID)
  /// The constrained value of a random variable over its whole axes; observed cells hold data.
  case variable(VariableID)
  /// Along one axis: the 1-based position in its dimension; for a `range` axis the integer itself, for
  /// `segments` the place in the segment.
  case position(AxisID)
  /// Along a `segments` axis: the 1-based place of the element's segment along one of the axes whose
  /// positions have a segment each.
  case segment(AxisID, along: AxisID)
  /// The number of elements of an axis.
  case size(AxisID)
  /// A scalar function, element by element.
  case elementwise(any ElementwiseFunction.Type, [NodeID])
  /// `whenTrue` where the condition holds, else `whenFalse`; with a data-level condition the other
  /// side is neither evaluated nor differentiated, element by element.
  case select(condition: NodeID, whenTrue: NodeID, whenFalse: NodeID)
  /// A function of all elements along `over`, once per coordinate of the remaining axes. A result of
  /// rank 0 drops those axes; else it is laid out over `result`. Along a `segments` axis it is taken
  /// once per segment, unless a result of rank 0 lacks the axes whose positions have a segment each.
  case lane(any LaneFunction.Type, [NodeID], over: [AxisID], result: [AxisID])
  /// A function of whole vectors and matrices, once per coordinate of the remaining axes; its result lies
  /// over `result`.
  case matrix(any MatrixFunction.Type, [MatrixOperand], result: [AxisID])
  /// The sum over the one axis both operands share, of their products. Result axes: what remains of
  /// the first, then of the second; other shared axes are batch axes.
  case contract(NodeID, NodeID, over: AxisID)
  /// The source read at positions. Per source axis: keep it, or take the 1-based position that a
  /// node has at the result's coordinates.
  case gather(NodeID, [GatherIndex])
  /// The same elements under other axes of the same lengths, place by place.
  case relabel(NodeID)
  /// The same values over more axes or in another order.
  case arrange(NodeID)
  /// The nodes along a new first axis.
  case stack([NodeID])
  /// Pieces that together cover the result.
  case assemble([Piece])
  /// A number of the whole posterior, known once there is one.
  case statistic(StatisticID)
  /// Inside the pieces of a recurrence: its state so far, over the state's whole axes; elements not
  /// yet reached must not be read.
  case carried(RecurrenceID, state: Int)
  /// A finished state of a recurrence.
  case recurrence(RecurrenceID, state: Int)
  /// Inside a routine: what a slot holds now.
  case slot(RoutineID, Int)
  /// What a slot of a routine holds at its end, at each place of the index variables around it; `reads`
  /// are the nodes from outside that its steps may need.
  case routine(RoutineID, slot: Int, reads: [NodeID])
  /// Inside the function of a solution: an argument.
  case argument
  /// The solution of an equation.
  case solution(Solution)
  /// The log density of each independent value; its axes are those of value and arguments without
  /// event axes.
  case logDensity(DistributionCall, value: NodeID)
  /// The log probability that a univariate distribution gives to what lies between two ends, both
  /// included, either of them open: what a censored value adds.
  case logProbability(DistributionCall, lower: NodeID?, upper: NodeID?)
  /// What draws of a latent that is summed out are read by.
  case summary(LatentSummary, VariableID)
  /// Sums by place: the i-th element along `over`, row-major, goes to the 0-based flat position
  /// `places[i]` of the axes `into`.
  case segmentSum(NodeID, over: [AxisID], places: [Int32], into: [AxisID])
  /// log Σ exp along the axis of a latent's states.
  case sumOut(NodeID, over: AxisID)
  /// log Σ exp over all paths of a Markov chain.
  case chain(ChainSum)
}

/// How one axis of a gathered source is read.
package enum GatherIndex: Sendable, Hashable {
  case keep
  case at(NodeID)
}

/// Part of an array that is defined piece by piece.
package struct Piece: Sendable {
  /// The values, over the axes below and possibly fewer (then broadcast).
  package var node: NodeID
  /// Per axis of the whole: the axis that runs along it here.
  ///
  /// A `piece` axis says which positions.
  package var axes: [AxisID]

  package init(node: NodeID, axes: [AxisID]) {
    self.node = node
    self.axes = axes
  }
}

/// Arrays defined along an ordered dimension by their own earlier elements.
///
/// Pieces are ordinary nodes over the step's index axis; those that depend on `carried` must be
/// evaluated in order of position, all others are plain arrays.
package struct Recurrence: Sendable {
  package struct State: Sendable {
    package var name: String
    /// The whole array's axes.
    package var axes: [AxisID]
    /// Which of them is the dimension stepped along.
    package var stepAxis: Int
    package var pieces: [Piece]
    package var span: SourceSpan

    package init(
      name: String, axes: [AxisID], stepAxis: Int, pieces: [Piece], span: SourceSpan
    ) {
      self.name = name
      self.axes = axes
      self.stepAxis = stepAxis
      self.pieces = pieces
      self.span = span
    }
  }
  package var dimension: DimensionID
  package var states: [State]

  package init(dimension: DimensionID, states: [State]) {
    self.dimension = dimension
    self.states = states
  }
}
