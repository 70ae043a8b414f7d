import BayesMath

/// What one transition reports.
package struct TransitionInfo: Sendable, Hashable {
  /// The mean Metropolis acceptance over all leaves.
  package var acceptance = 0.0
  /// The same, symmetric in both directions of time; divergent leaves count nothing.
  package var symmetricAcceptance = 0.0
  package var stepSize = 0.0
  package var treeDepth = 0
  package var leapfrogs = 0
  package var isDivergent = false
  package var energy = 0.0
  package var logDensity = 0.0
  /// How far the draw stands from the start of its trajectory, in leapfrogs.
  package var displacement = 0

  package init() {}
}

/// A piece of a trajectory: its two ends in time, its proposal and its weight.
private struct Subtree {
  var first: Int
  var last: Int
  var proposal: Int
  var proposalIndex: Int
  var logWeight: Double
}

/// One multinomial NUTS transition (Betancourt 2017, "A conceptual introduction to Hamiltonian Monte
/// Carlo", appendix A; the extra checks between neighbouring subtrees as in Stan since 2.21).
struct Trajectory<Density: LogDensity> {
  let hamiltonian: Hamiltonian<Density>
  var pool: StatePool
  let settings: NUTSSettings
  private var info = TransitionInfo()
  private var initialEnergy = 0.0
  private var sumAcceptance = 0.0
  private var sumSymmetric = 0.0
  private var isInterrupted = false

  init(_ hamiltonian: Hamiltonian<Density>, _ settings: NUTSSettings) {
    self.hamiltonian = hamiltonian
    self.settings = settings
    // Per level of the tree at most three states (two ends and a proposal) of each of two halves.
    pool = StatePool(count: 6 * (settings.maxTreeDepth + 2) + 4, dimension: hamiltonian.dimension)
  }

  /// Moves `current` one transition on; the flag is asked before each leapfrog.
  ///
  /// An interrupted transition leaves the state as it was and returns nil.
  mutating func transition(
    _ current: Int, stepSize: Double, using stream: inout RandomStream,
    isCancelled: () -> Bool
  ) throws(EvaluationFailure) -> TransitionInfo? {
    start(current, stepSize, &stream)
    var tree = Subtree(
      first: copy(current), last: copy(current), proposal: copy(current), proposalIndex: 0,
      logWeight: 0)
    var position = (backward: 0, forward: 0)
    while info.treeDepth < settings.maxTreeDepth {
      let isForward = stream.uniform() < 0.5
      let edge = isForward ? tree.last : tree.first
      let sign = isForward ? 1 : -1
      let origin = isForward ? position.forward : position.backward
      let grown = try build(
        depth: info.treeDepth, from: edge, sign: sign, origin: origin, step: stepSize, &stream,
        isCancelled)
      guard let grown else { break }
      info.treeDepth += 1
      if isForward { position.forward += 1 << (info.treeDepth - 1) }
      if !isForward { position.backward -= 1 << (info.treeDepth - 1) }
      // Biased progressive sampling favours the new half.
      if Double.log(stream.openUniform()) < grown.logWeight - tree.logWeight {
        swap(&tree.proposal, with: grown.proposal)
        tree.proposalIndex = grown.proposalIndex
      } else {
        pool.give(back: grown.proposal)
      }
      let isTurning = merge(&tree, grown, isForward: isForward)
      if isTurning { break }
    }
    let result = finish(&tree, current)
    return isInterrupted ? nil : result
  }

  private mutating func start(
    _ current: Int, _ stepSize: Double, _ stream: inout RandomStream
  ) {
    info = TransitionInfo()
    info.stepSize = stepSize
    sumAcceptance = 0
    sumSymmetric = 0
    isInterrupted = false
    var state = pool[current]
    hamiltonian.drawMomentum(&state, using: &stream)
    pool[current] = state
    initialEnergy = state.energy
  }

  private mutating func finish(_ tree: inout Subtree, _ current: Int) -> TransitionInfo {
    if !isInterrupted { assign(tree.proposal, to: current) }
    info.displacement = tree.proposalIndex
    info.energy = pool[current].energy
    info.logDensity = pool[current].logDensity
    let n = Double(max(info.leapfrogs, 1))
    info.acceptance = sumAcceptance / n
    info.symmetricAcceptance = sumSymmetric / n
    for state in [tree.first, tree.last, tree.proposal] { pool.give(back: state) }
    return info
  }

  /// Joins the new half to the tree; true where the whole turns, or one half with the next state.
  private mutating func merge(_ tree: inout Subtree, _ grown: Subtree, isForward: Bool) -> Bool {
    let left = isForward ? tree : grown
    let right = isForward ? grown : tree
    let isTurning = turns(left, right)
    pool.give(back: left.last)
    pool.give(back: right.first)
    tree.first = left.first
    tree.last = right.last
    tree.logWeight = Self.logAdd(tree.logWeight, grown.logWeight)
    return isTurning
  }

  private func turns(_ left: Subtree, _ right: Subtree) -> Bool {
    hamiltonian.isTurning(pool[left.first], pool[right.last])
      || hamiltonian.isTurning(pool[left.first], pool[right.first])
      || hamiltonian.isTurning(pool[left.last], pool[right.last])
  }

  /// 2^depth new states beyond `edge`; nil where they turn, diverge or are interrupted.
  ///
  /// Merged from single states up, at most `depth` deep.
  private mutating func build(
    depth: Int, from edge: Int, sign: Int, origin: Int, step: Double,
    _ stream: inout RandomStream, _ isCancelled: () -> Bool
  ) throws(EvaluationFailure) -> Subtree? {
    if depth == 0 {
      return try leaf(
        from: edge, sign: sign, index: origin + sign, step: step, isCancelled)
    }
    guard
      var near = try build(
        depth: depth - 1, from: edge, sign: sign, origin: origin, step: step, &stream,
        isCancelled)
    else { return nil }
    let nearEdge = sign > 0 ? near.last : near.first
    let far = try build(
      depth: depth - 1, from: nearEdge, sign: sign,
      origin: origin + sign * (1 << (depth - 1)), step: step, &stream, isCancelled)
    guard let far else {
      release(near)
      return nil
    }
    let total = Self.logAdd(near.logWeight, far.logWeight)
    if Double.log(stream.openUniform()) < far.logWeight - total {
      swap(&near.proposal, with: far.proposal)
      near.proposalIndex = far.proposalIndex
    } else {
      pool.give(back: far.proposal)
    }
    let isTurning = merge(&near, far, isForward: sign > 0)
    if isTurning {
      release(near)
      return nil
    }
    return near
  }

  private mutating func leaf(
    from edge: Int, sign: Int, index: Int, step: Double, _ isCancelled: () -> Bool
  ) throws(EvaluationFailure) -> Subtree? {
    if isCancelled() {
      isInterrupted = true
      return nil
    }
    let fresh = pool.borrow()
    var state = pool[fresh]
    try hamiltonian.leapfrog(
      from: pool[edge], to: &state, step: sign > 0 ? step : -step)
    pool[fresh] = state
    info.leapfrogs += 1
    let energy = state.energy.isNaN ? .infinity : state.energy
    let gain = initialEnergy - energy
    let accept = gain >= 0 ? 1 : Double.exp(gain)
    sumAcceptance += accept
    if -gain > settings.maxEnergyError {
      info.isDivergent = true
      pool.give(back: fresh)
      return nil
    }
    let ratio = Double.exp(gain)
    sumSymmetric += ratio.isInfinite ? 0 : 2 * min(1, ratio) / (1 + ratio)
    return Subtree(
      first: fresh, last: copy(fresh), proposal: copy(fresh), proposalIndex: index,
      logWeight: gain)
  }

  private mutating func release(_ tree: Subtree) {
    for state in [tree.first, tree.last, tree.proposal] { pool.give(back: state) }
  }

  private mutating func swap(_ proposal: inout Int, with other: Int) {
    pool.give(back: proposal)
    proposal = other
  }

  private mutating func copy(_ index: Int) -> Int {
    let fresh = pool.borrow()
    assign(index, to: fresh)
    return fresh
  }

  private mutating func assign(_ source: Int, to target: Int) {
    let from = pool[source]
    var to = pool[target]
    to.position.update(from: from.position, count: hamiltonian.dimension)
    to.momentum.update(from: from.momentum, count: hamiltonian.dimension)
    to.gradient.update(from: from.gradient, count: hamiltonian.dimension)
    to.logDensity = from.logDensity
    to.kinetic = from.kinetic
    pool[target] = to
  }

  static func logAdd(_ a: Double, _ b: Double) -> Double {
    let larger = max(a, b)
    if larger == -.infinity { return larger }
    return larger + Double.log1p(Double.exp(min(a, b) - larger))
  }
}
