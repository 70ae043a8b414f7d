/// The extents of Markov chains that are summed over, and what stands in memory after.
///
/// First the log of the sum over paths for each chain; then the probability of each state, of each state
/// those of all steps, chain by chain; then that of each pair of states, before and now; then what the
/// recursion needs.
struct ChainShape: Hashable {
  let chains: Int
  let steps: Int
  let states: Int
  /// Whether every step has transitions of its own.
  let isVarying: Bool

  /// The number of emissions of one state.
  var all: Int { chains * steps }
  /// How many transitions are read.
  var moves: Int { steps < 2 ? 0 : states * states * (isVarying ? all : 1) }
  private var pairs: Int { steps < 2 ? 0 : states * states * (isVarying ? all : chains) }

  var stateRange: Range<Int> { chains..<chains + states * all }
  var pairRange: Range<Int> { stateRange.upperBound..<stateRange.upperBound + pairs }

  var count: Int {
    let width = (all + 7) & ~7
    let memory = (states + 1) * width + moves + steps * (states + 1) + 2 * states
    return pairRange.upperBound + (steps == 1 && chains == 1 ? 0 : memory)
  }
}

extension NumericGraph {
  /// For each chain the log of the sum over its paths, from log emissions and log transitions as kernels
  /// read them.
  mutating func chain(_ shape: ChainShape, emission: ID, transition: ID) -> ID {
    let emissions = broadcast(emission, to: shape.states * shape.all)
    let moves = broadcast(transition, to: max(shape.moves, 1))
    let memory = value(.chain(shape, emissions, moves), count: shape.count)
    return gather(memory, (0..<shape.chains).map(Int32.init))
  }
}

extension Adjoint {
  /// The log of a sum has the probabilities of states and pairs for slopes.
  mutating func propagate(
    chain shape: ChainShape, _ emission: ID, _ transition: ID, _ id: ID, _ adjoint: ID
  ) {
    func part(_ range: Range<Int>) -> ID { tracer.graph.gather(id, range.map(Int32.init)) }
    func spread(_ chains: [Int32]) -> ID {
      tracer.graph.count(adjoint) == 1 ? adjoint : tracer.graph.gather(adjoint, chains)
    }
    if isActive[emission.index] {
      let chains = (0..<shape.states).flatMap { _ in
        (0..<shape.all).map { Int32($0 / shape.steps) }
      }
      let slope = tracer.graph.multiply(part(shape.stateRange), spread(chains))
      add(slope, to: emission, from: shape.states * shape.all)
    }
    guard isActive[transition.index], shape.moves > 0 else { return }
    let count = shape.states * shape.states
    if shape.isVarying {
      let chains = (0..<count).flatMap { _ in (0..<shape.all).map { Int32($0 / shape.steps) } }
      let slope = tracer.graph.multiply(part(shape.pairRange), spread(chains))
      add(slope, to: transition, from: shape.moves)
    } else {
      let chains = (0..<count).flatMap { _ in (0..<shape.chains).map(Int32.init) }
      let slope = tracer.graph.multiply(part(shape.pairRange), spread(chains))
      let places = (0..<count * shape.chains).map { Int32($0 / shape.chains) }
      let whole = tracer.graph.broadcast(slope, to: places.count)
      add(tracer.graph.scatterAdd(whole, places, count: count), to: transition, from: count)
    }
  }
}
