import BayesGraph

/// Lowers a recurrence to a loop.
///
/// The loop's memory holds the states one after the other, each with a row of its other elements for
/// every step, and one more number: NaN, for places that do not exist. All of it is NaN to begin with,
/// so that a state read before it is there gives NaN. Then come the states that convolutions read once
/// more, the steps of each cell one after the other behind zeros for those before the first. Behind
/// stands what is kept for the adjoint. Steps in which the same equations hold make up a phase.
struct LoopLowering {
  typealias ID = NumericGraph.ID

  /// Where a state stands in the loop's memory.
  struct State {
    let first: Int
    /// The layout of a row: the axes without that of the steps.
    let rest: Layout
  }

  var outer: GraphLowering
  let recurrence: Recurrence
  let dependent: [Bool]
  /// The number of steps.
  let length: Int
  private(set) var rows: [State] = []
  /// Where the NaN stands.
  private(set) var nowhere = 0
  /// The sums over earlier steps that are taken as convolutions.
  private(set) var convolutions: [NodeID: Convolution] = [:]
  /// Where the steps of a state's cells stand one after the other.
  private(set) var histories: [Int: History] = [:]
  /// Where the states end, those of the convolutions with them.
  private var resultCount = 0
  /// How many numbers the memory has.
  private var end = 0
  /// What all elements of a state are known to be: supposed first, then proved.
  private(set) var ranges: [ClosedRange<Double>]
  private var inputs: [ID] = []
  private var inputPlaces: [ID: Int] = [:]

  init(_ outer: GraphLowering, _ id: RecurrenceID, _ dependent: [Bool]) {
    self.outer = outer
    self.dependent = dependent
    recurrence = outer.graph[id]
    length =
      recurrence.states.first.map { outer.lengths[$0.axes[$0.stepAxis].index] } ?? 0
    ranges = recurrence.states.map { _ in Self.suppositions[0] }
    for state in recurrence.states {
      let rest = outer.layout(Self.rest(state))
      rows.append(State(first: nowhere, rest: rest))
      nowhere += length * rest.count
    }
    resultCount = nowhere + 1
    findConvolutions()
  }

  /// Where the steps of a state's cells stand: those of one cell behind as many zeros as convolutions
  /// reach back.
  struct History {
    let first: Int
    let zeros: Int
    let steps: Int

    /// The place of a cell at a step, which may lie before the first.
    func place(_ cell: Int, at step: Int) -> Int { first + cell * (zeros + steps) + zeros + step }
  }

  private mutating func findConvolutions() {
    for state in recurrence.states {
      for piece in state.pieces {
        let axis = piece.axes[state.stepAxis]
        var pending = [piece.node]
        var seen: Set<NodeID> = []
        while let next = pending.popLast() {
          guard dependent[next.index], seen.insert(next).inserted else { continue }
          let found = Convolution(
            next, along: axis, start: start(of: piece, state), of: recurrence, dependent, &outer)
          if let found {
            convolutions[next] = found
          } else {
            pending += outer.graph[next].operation.operands
          }
        }
      }
    }
    for (state, row) in rows.enumerated() {
      let own = convolutions.values.filter { $0.state == state }
      guard let zeros = own.map({ $0.weights[0].count }).max() else { continue }
      histories[state] = History(first: resultCount, zeros: zeros, steps: length)
      resultCount += row.rest.count * (zeros + length)
    }
  }

  static func rest(_ state: Recurrence.State) -> [AxisID] {
    state.axes.enumerated().filter { $0.offset != state.stepAxis }.map(\.element)
  }

  /// Bounds a state is supposed to keep, the narrowest first.
  private static let suppositions: [ClosedRange<Double>] = [
    Double.leastNonzeroMagnitude ... .infinity, 0 ... .infinity, NumericGraph.anything,
  ]

  /// The whole arrays of all states.
  mutating func states() -> [ID] {
    guard nowhere > 0 else {
      return recurrence.states.map { _ in outer.tracer.graph.table([]) }
    }
    var phases = lowerPhases()
    // If the results of a step keep the bounds that those before are supposed to keep, all do.
    while let place = rows.indices.first(where: { !keeps(ranges[$0], $0, phases) }) {
      let next = Self.suppositions.firstIndex(of: ranges[place]).map { $0 + 1 }
      ranges[place] = next.map { Self.suppositions[$0] } ?? NumericGraph.anything
      phases = lowerPhases()
    }
    let fillings = [
      Loop.Filling(first: 0, count: nowhere + 1, source: .number(.nan)),
      Loop.Filling(first: nowhere + 1, count: resultCount - nowhere - 1, source: .number(0)),
    ]
    let loop = outer.tracer.graph.loop(
      Loop(count: end, resultCount: resultCount, fillings: fillings, phases: phases), inputs)
    return zip(recurrence.states, rows).map { state, row in
      let stepsFirst = outer.layout([state.axes[state.stepAxis]] + row.rest.axes)
      let places = outer.layout(state.axes).positions(of: stepsFirst)
      return outer.tracer.graph.gather(loop, places.map { Int32(row.first + $0) })
    }
  }

  private func keeps(
    _ range: ClosedRange<Double>, _ state: Int, _ phases: [Loop.Phase]
  ) -> Bool {
    guard range != NumericGraph.anything else { return true }
    let first = rows[state].first
    return phases.allSatisfy { phase in
      phase.writes.allSatisfy { write in
        guard case .moving(let place, _) = write.access.places,
          place >= first, place < first + max(length * rows[state].rest.count, 1)
        else { return true }
        let written = phase.body[write.value].range
        return range.lowerBound <= written.lowerBound && written.upperBound <= range.upperBound
      }
    }
  }

  private mutating func lowerPhases() -> [Loop.Phase] {
    var cuts: Set<Int> = [0, length]
    for state in recurrence.states {
      for piece in state.pieces {
        let steps = steps(of: piece, state)
        cuts.formUnion([steps.lowerBound, steps.upperBound])
      }
    }
    end = resultCount
    let ordered = cuts.sorted()
    return zip(ordered, ordered.dropFirst()).map { lowerPhase($0..<$1) }
  }

  /// The steps at which an equation holds.
  private func steps(of piece: Piece, _ state: Recurrence.State) -> Range<Int> {
    let start = start(of: piece, state)
    let end = start + outer.lengths[piece.axes[state.stepAxis].index]
    let first = min(max(start, 0), length)
    return first..<max(first, min(end, length))
  }

  private func start(of piece: Piece, _ state: Recurrence.State) -> Int {
    outer.offsets[piece.axes[state.stepAxis].index]
      - outer.offsets[state.axes[state.stepAxis].index]
  }

  private mutating func lowerPhase(_ steps: Range<Int>) -> Loop.Phase {
    var body = BodyLowering(self, steps)
    for (place, state) in recurrence.states.enumerated() {
      for piece in state.pieces
      where !steps.isEmpty && self.steps(of: piece, state).contains(steps.lowerBound) {
        body.add(piece, of: place, skipped: steps.lowerBound - start(of: piece, state))
      }
      body.finish(place)
    }
    end = body.keep(from: end)
    inputs = body.loop.inputs
    inputPlaces = body.loop.inputPlaces
    if let refusal = body.inner.tracer.refusal { outer.tracer.refuse(refusal) }
    return body.phase
  }

  /// The place of a value among the inputs.
  mutating func input(_ id: ID) -> Int {
    if let known = inputPlaces[id] { return known }
    inputs.append(id)
    inputPlaces[id] = inputs.count - 1
    return inputs.count - 1
  }
}
