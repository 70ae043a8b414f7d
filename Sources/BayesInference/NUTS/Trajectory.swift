package import BayesMath

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

  /// Whether warm-up may learn from the draw: one that did not move, or hardly moved before a divergence,
  /// says nothing of the target.
  var isGood: Bool { displacement != 0 && (!isDivergent || abs(displacement) > 4) }
}

/// A piece of a trajectory: its two ends in time, its proposal and its weight.
///
/// Each of the three places holds its state, often the same one.
private struct Subtree {
  var first: Int
  var last: Int
  var proposal: Int
  var proposalIndex: Int
  var weight: TreeWeight

  var isSingle: Bool { first == last }
}

/// One multinomial NUTS transition (Betancourt 2017, "A conceptual introduction to Hamiltonian Monte
/// Carlo", appendix A; the extra checks between neighbouring subtrees as in Stan since 2.21).
package struct Trajectory {
  private(set) var hamiltonian: Hamiltonian
  /// The state of the chain, a number of the pool's.
  private(set) var current: Int
  package private(set) var pool: StatePool
  let settings: NUTSSettings
  private var info = TransitionInfo()
  private var initialEnergy = 0.0
  private var sumAcceptance = 0.0
  private var sumSymmetric = 0.0
  private var isInterrupted = false

  package init(_ hamiltonian: Hamiltonian, _ settings: NUTSSettings) {
    self.hamiltonian = hamiltonian
    self.settings = settings
    pool = StatePool(count: Self.stateCount(settings), dimension: hamiltonian.dimension)
    current = pool.borrow()
  }

  /// How many states a trajectory may hold at a time: per level of its tree at most three (two ends and
  /// a proposal) of each of two halves.
  static func stateCount(_ settings: NUTSSettings) -> Int { 6 * (settings.maxTreeDepth + 2) + 4 }

  mutating func setMetric(_ metric: Metric) { hamiltonian.setMetric(metric) }

  /// The state of the chain.
  package var state: UnsafeMutablePointer<PhaseState> { pool[current] }

  /// Runs `body` with a state that is free again afterwards.
  mutating func withSpareState<Result>(
    _ body: (UnsafeMutablePointer<PhaseState>) throws(EvaluationFailure) -> Result
  ) throws(EvaluationFailure) -> Result {
    let spare = pool.borrow()
    defer { pool.release(spare) }
    return try body(pool[spare])
  }

  /// Moves the chain one transition on; the flag is asked before each leapfrog.
  ///
  /// An interrupted transition leaves the chain where it was and returns nil.
  package mutating func transition(
    stepSize: Double, using stream: inout RandomStream, isCancelled: () -> Bool
  ) throws(EvaluationFailure) -> TransitionInfo? {
    start(stepSize, &stream)
    pool.hold(current, times: 3)
    var tree = Subtree(
      first: current, last: current, proposal: current, proposalIndex: 0,
      weight: TreeWeight(gain: 0))
    var position = (backward: 0, forward: 0)
    while info.treeDepth < settings.maxTreeDepth {
      let isForward = stream.uniform() < 0.5
      let grown = try build(
        depth: info.treeDepth, from: isForward ? tree.last : tree.first, sign: isForward ? 1 : -1,
        origin: isForward ? position.forward : position.backward, step: stepSize, &stream,
        isCancelled)
      guard let grown else { break }
      info.treeDepth += 1
      if isForward { position.forward += 1 << (info.treeDepth - 1) }
      if !isForward { position.backward -= 1 << (info.treeDepth - 1) }
      // Biased progressive sampling favours the new half.
      let isNew = tree.weight.exceeds(grown.weight, atShare: stream.openUniform())
      choose(isNew, &tree, grown)
      tree.weight = tree.weight + grown.weight
      if merge(&tree, grown, isForward: isForward) { break }
    }
    return finish(tree)
  }

  private mutating func start(_ stepSize: Double, _ stream: inout RandomStream) {
    info = TransitionInfo()
    info.stepSize = stepSize
    sumAcceptance = 0
    sumSymmetric = 0
    isInterrupted = false
    hamiltonian.drawMomentum(state, using: &stream)
    initialEnergy = state.pointee.energy
  }

  /// Lets all states go but that of the chain: the proposal's, or the old one where interrupted.
  private mutating func finish(_ tree: Subtree) -> TransitionInfo? {
    if !isInterrupted {
      pool.hold(tree.proposal)
      pool.release(current)
      current = tree.proposal
    }
    release(tree)
    if isInterrupted { return nil }
    info.displacement = tree.proposalIndex
    info.energy = state.pointee.energy
    info.logDensity = state.pointee.logDensity
    let n = Double(max(info.leapfrogs, 1))
    info.acceptance = sumAcceptance / n
    info.symmetricAcceptance = sumSymmetric / n
    return info
  }

  /// Takes the new half's proposal or lets it go.
  private mutating func choose(_ isNew: Bool, _ tree: inout Subtree, _ grown: Subtree) {
    pool.release(isNew ? tree.proposal : grown.proposal)
    if isNew {
      tree.proposal = grown.proposal
      tree.proposalIndex = grown.proposalIndex
    }
  }

  /// Joins the new half to the tree; true where the whole turns, or one half with the next state.
  private mutating func merge(_ tree: inout Subtree, _ grown: Subtree, isForward: Bool) -> Bool {
    let left = isForward ? tree : grown
    let right = isForward ? grown : tree
    let isTurning = turns(left, right)
    pool.release(left.last)
    pool.release(right.first)
    tree.first = left.first
    tree.last = right.last
    return isTurning
  }

  private func turns(_ left: Subtree, _ right: Subtree) -> Bool {
    if hamiltonian.isTurning(pool[left.first], pool[right.last]) { return true }
    // With one state in a half, the check of the other half with it is the one just made.
    if !right.isSingle && hamiltonian.isTurning(pool[left.first], pool[right.first]) { return true }
    return !left.isSingle && hamiltonian.isTurning(pool[left.last], pool[right.last])
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
    near.weight = near.weight + far.weight
    let isFar = near.weight.exceeds(far.weight, atShare: stream.openUniform())
    choose(isFar, &near, far)
    if merge(&near, far, isForward: sign > 0) {
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
    try hamiltonian.leapfrog(
      from: pool[edge], to: pool[fresh], step: sign > 0 ? step : -step)
    info.leapfrogs += 1
    let gain = initialEnergy - pool[fresh].pointee.energy
    let ratio = Double.exp(gain)
    // An energy that is no number, or that no start could reach, is a rejection.
    guard gain.isFinite, -gain <= settings.maxEnergyError else {
      info.isDivergent = true
      pool.release(fresh)
      return nil
    }
    sumAcceptance += min(1, ratio)
    sumSymmetric += ratio.isInfinite ? 0 : 2 * min(1, ratio) / (1 + ratio)
    pool.hold(fresh, times: 2)
    return Subtree(
      first: fresh, last: fresh, proposal: fresh, proposalIndex: index,
      weight: TreeWeight(gain: gain, exponential: ratio))
  }

  private mutating func release(_ tree: Subtree) {
    pool.release(tree.first)
    pool.release(tree.last)
    pool.release(tree.proposal)
  }
}
