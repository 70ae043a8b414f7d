package import BayesMath

/// What takes a chain's draws.
package protocol DrawSink {
  /// Takes one draw: the position holds the density's dimension.
  mutating func take(position: UnsafePointer<Double>, info: TransitionInfo, isWarmup: Bool)
}

/// One NUTS chain: a function of density, settings, seed and its number alone, advanced draw by draw.
package struct NUTSChain: ~Copyable {
  /// How many draws were made, warm-up included.
  package private(set) var iteration = 0
  package private(set) var stepSize = 1.0
  package private(set) var leapfrogs = 0
  /// How many draws its warm-up has, at most as long as chains still learn together.
  package private(set) var warmup: Int
  private let seed: UInt64
  private let number: Int
  private let settings: NUTSSettings
  private var trajectory: Trajectory
  private var stepAdaptation: DualAveraging
  private var stan: WindowedVariance?
  private var fisher: FisherDiagonal?
  /// The draws since the chains last met, as long as they learn together.
  package private(set) var window: DrawWindow?
  /// Whether the metric stays and only the step size is tuned.
  private var isFinal = false

  /// A chain at a starting point of finite density.
  package init(
    _ density: any LogDensity, start: [Double], warmup: Int, settings: NUTSSettings, seed: UInt64,
    chain: Int
  ) throws(EvaluationFailure) {
    self.warmup = warmup
    self.seed = seed
    self.settings = settings
    number = chain
    trajectory = Trajectory(Hamiltonian(density), settings)
    stepAdaptation = DualAveraging(initial: 1, target: settings.targetAcceptance)
    let state = trajectory.state
    for (i, value) in start.enumerated() { state.pointee.position[i] = value }
    try trajectory.hamiltonian.evaluate(state)
    switch settings.warmupMode {
    case .stan: stan = WindowedVariance(dimension: density.dimension, warmup: warmup)
    case .fisher, .pooled:
      var adaptation = FisherDiagonal(dimension: density.dimension, warmup: warmup)
      trajectory.setMetric(Metric(diagonal: adaptation.begin(gradient: state.pointee.gradient)))
      fisher = adaptation
    }
    if settings.warmupMode == .pooled { window = DrawWindow(dimension: density.dimension) }
    try searchStepSize()
    // Stan aims its first window at ten times the nominal step size, not the one it has just found.
    if settings.warmupMode == .stan { stepAdaptation.restart(at: stepSize, around: 1) }
  }

  deinit {
    trajectory.pool.deallocate()
    trajectory.hamiltonian.deallocate()
  }

  /// The diagonal of the metric in use.
  package var metric: [Double] { trajectory.hamiltonian.diagonal }

  /// Makes draws until `count` are made in all, or until it is cancelled.
  package mutating func advance(
    to count: Int, into sink: inout some DrawSink, isCancelled: () -> Bool
  ) throws(EvaluationFailure) {
    while iteration < count {
      if isCancelled() { return }
      let isWarmup = iteration < warmup
      var stream = RandomStream(
        seed: seed, purpose: .trajectory, iteration: UInt32(iteration), chain: UInt32(number))
      let step = isWarmup ? stepSize : jittered(&stream)
      let info = try trajectory.transition(
        stepSize: step, using: &stream, isCancelled: isCancelled)
      guard let info else { return }
      leapfrogs += info.leapfrogs
      if isWarmup { try adapt(info) }
      sink.take(position: trajectory.state.pointee.position, info: info, isWarmup: isWarmup)
      iteration += 1
    }
  }

  private func jittered(_ stream: inout RandomStream) -> Double {
    let u = 2 * stream.uniform() - 1
    return stepSize * (1 + settings.stepSizeJitter * u)
  }

  /// Begins a new window with the metric that chains learnt together; without one it goes on as it was.
  package mutating func adopt(_ metric: Metric?) throws(EvaluationFailure) {
    window = DrawWindow(dimension: trajectory.hamiltonian.dimension)
    guard let metric else { return }
    trajectory.setMetric(metric)
    fisher = nil
    try searchStepSize()
  }

  /// Begins the last window of warm-up, which tunes the step size alone.
  package mutating func finishWarmup(at draws: Int, stepSize: Double) {
    (window, fisher) = (nil, nil)
    warmup = draws
    isFinal = true
    self.stepSize = stepSize
    stepAdaptation.restart(at: stepSize)
  }

  private mutating func adapt(_ info: TransitionInfo) throws(EvaluationFailure) {
    let isAlone = fisher != nil && window == nil
    let isLate = isFinal || (isAlone && iteration >= warmup - Int(0.15 * Double(warmup)))
    stepAdaptation.learn(acceptance: isLate ? info.symmetricAcceptance : info.acceptance)
    stepSize = stepAdaptation.current
    if info.isGood, window != nil {
      let state = trajectory.state.pointee
      window?.add(
        position: state.position, gradient: state.gradient, logDensity: state.logDensity)
    }
    if case .metric(let diagonal, let restarts) = learn(info) {
      trajectory.setMetric(Metric(diagonal: diagonal))
      if restarts { try searchStepSize() }
    }
    if iteration == warmup - 1 { stepSize = stepAdaptation.average }
  }

  /// What the chain's own adaptation makes of a draw.
  private mutating func learn(_ info: TransitionInfo) -> MetricChange {
    let state = trajectory.state.pointee
    if stan != nil {
      return stan?.learn(
        position: state.position, gradient: state.gradient, info: info, iteration: iteration)
        ?? .none
    }
    return fisher?.learn(
      position: state.position, gradient: state.gradient, info: info, iteration: iteration)
      ?? .none
  }

  /// Doubles or halves the step size until one leapfrog's acceptance crosses 0.8 (Stan's search), and
  /// begins the step adaptation there.
  private mutating func searchStepSize() throws(EvaluationFailure) {
    var stream = RandomStream(
      seed: seed, purpose: .stepSize, iteration: UInt32(iteration), chain: UInt32(number))
    let threshold = Double.log(0.8)
    var step = stepSize
    var direction = 0
    for _ in 0..<200 {
      let state = trajectory.state
      let hamiltonian = trajectory.hamiltonian
      hamiltonian.drawMomentum(state, using: &stream)
      let gain = try trajectory.withSpareState { next throws(EvaluationFailure) in
        try hamiltonian.leapfrog(from: state, to: next, step: step)
        return state.pointee.energy - next.pointee.energy
      }
      let isGood = (gain.isNaN ? -.infinity : gain) > threshold
      let wanted = isGood ? 1 : -1
      if direction == 0 { direction = wanted }
      if wanted != direction {
        // Growing ends on the last step that was still accepted.
        if direction > 0 { step *= 0.5 }
        break
      }
      step = direction > 0 ? step * 2 : step * 0.5
      if step > 1e7 || step < 1e-300 { break }
    }
    stepSize = min(max(step, 1e-300), 1e7)
    stepAdaptation.restart(at: stepSize)
  }
}
