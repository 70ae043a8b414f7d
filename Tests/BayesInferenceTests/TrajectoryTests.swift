import BayesInference
import BayesMath
import BayesTestSupport
import CVectorMath
import Testing

@Suite("Trajectories")
struct TrajectoryTests {
  /// Transitions from one point, each with its own stream.
  private func transitions(
    _ density: ClosureDensity, from start: [Double], count: Int, step: (RandomStream) -> Double,
    depth: Int = 10
  ) throws -> [TransitionInfo] {
    var settings = NUTSSettings()
    settings.maxTreeDepth = depth
    let hamiltonian = Hamiltonian(density)
    var trajectory = Trajectory(hamiltonian, settings)
    defer {
      trajectory.pool.deallocate()
      hamiltonian.deallocate()
    }
    return try (0..<count).map { iteration in
      for (i, x) in start.enumerated() { trajectory.state.pointee.position[i] = x }
      try hamiltonian.evaluate(trajectory.state)
      var stream = RandomStream(seed: 5, purpose: .test, iteration: UInt32(iteration))
      let info = try trajectory.transition(
        stepSize: step(stream), using: &stream, isCancelled: { false })
      return try #require(info)
    }
  }

  /// The places of the integers that a transition visits, with the probability of each: all
  /// directions of `depth` doublings, and in each new half one state by its weight.
  private func visits(weight: (Int) -> Double, depth: Int) -> [Int: Double] {
    var result: [Int: Double] = [:]
    func double(_ low: Int, _ high: Int, _ held: [Int: Double], _ share: Double, _ left: Int) {
      if left == 0 {
        for (place, p) in held { result[place, default: 0] += share * p }
        return
      }
      let size = high - low + 1
      for isForward in [false, true] {
        let new = isForward ? (high + 1)...(high + size) : (low - size)...(low - 1)
        let old = (low...high).reduce(0) { $0 + weight($1) }
        let sum = new.reduce(0) { $0 + weight($1) }
        let taken = min(1, sum / old)
        var next = held.mapValues { $0 * (1 - taken) }
        for place in new { next[place, default: 0] += taken * weight(place) / sum }
        double(
          min(low, new.lowerBound), max(high, new.upperBound), next, share / 2, left - 1)
      }
    }
    double(0, 0, [0: 1], 1, depth)
    return result
  }

  @Test("on the integers every place is visited with its exact probability", arguments: 1...3)
  func integers(depth: Int) throws {
    // No gradient, so momentum stays; a step of one over its size walks the integers. The density is
    // any table, which makes the states' weights.
    let table = [0.0, 0.7, -1.1, 0.4, 1.3, -0.6, 0.2]
    let value: @Sendable (Int) -> Double = { place in table[((place % 7) + 7) % 7] }
    let density = ClosureDensity(dimension: 1) { x, g in
      g[0] = 0
      return value(Int(x[0].rounded()))
    }
    let count = 40_000
    var streams: [Double] = []
    let infos = try transitions(
      density, from: [0], count: count,
      step: { stream in
        var copy = stream
        let momentum = copy.normal()
        streams.append(momentum)
        return 1 / abs(momentum)
      }, depth: depth)
    // Time runs with the momentum: a negative one mirrors the table.
    for sign in [1, -1] {
      let chosen = zip(infos, streams).filter { ($0.1 > 0) == (sign > 0) }.map(\.0)
      let exact = visits(weight: { Double.exp(value(sign * $0)) }, depth: depth)
      var statistic = 0.0
      for (place, p) in exact where p > 0 {
        let seen = Double(chosen.count { $0.displacement == place })
        let expected = p * Double(chosen.count)
        statistic += (seen - expected) * (seen - expected) / expected
      }
      let possible = exact.filter { $0.value > 0 }
      #expect(chosen.allSatisfy { possible[$0.displacement] != nil })
      let freedom = Double(possible.count - 1)
      // Wilson and Hilferty's normal approximation of chi squared, at one in 10,000.
      let root = Double.pow(statistic / freedom, 1.0 / 3)
      let z = (root - (1 - 2 / (9 * freedom))) / (2 / (9 * freedom)).squareRoot()
      #expect(z < 3.72, "depth \(depth): chi squared \(statistic) of \(freedom)")
      #expect(chosen.allSatisfy { $0.treeDepth == depth && $0.leapfrogs == (1 << depth) - 1 })
    }
  }

  /// The places and depths of a recursive sampler on the same random numbers.
  private func recursive(
    _ density: ClosureDensity, from start: [Double], count: Int, step: Double,
    _ criterion: RecursiveNUTS.Criterion
  ) throws -> [RecursiveNUTS.Transition] {
    let sampler = RecursiveNUTS(density, stepSize: step, criterion: criterion)
    return try (0..<count).map { iteration in
      var stream = RandomStream(seed: 5, purpose: .test, iteration: UInt32(iteration))
      return try sampler.transition(from: start, using: &stream)
    }
  }

  @Test("the same random numbers give the same draws as a recursive sampler written apart")
  func sameAsRecursive() throws {
    let densities: [(ClosureDensity, [Double], Double)] = [
      (.normal(scales: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), [Double](repeating: 0.3, count: 10), 0.6),
      (.correlated(0.95), [1, 1], 0.25),
      (.funnel, [Double](repeating: 0.5, count: 10), 0.4),
    ]
    for (density, start, step) in densities {
      let ours = try transitions(density, from: start, count: 2000, step: { _ in step })
      let theirs = try recursive(density, from: start, count: 2000, step: step, .position)
      let places = zip(ours, theirs).count { $0.displacement == $1.place }
      let depths = zip(ours, theirs).count { $0.treeDepth == $1.treeDepth }
      // Sums are rounded in another order: a turn may hang on the last bit.
      #expect(places >= 1998 && depths >= 1998, "\(places) places, \(depths) depths of 2000")
    }
  }

  @Test("turns seen from positions and from summed momenta give trees of nearly the same depth")
  func criteria() throws {
    let density = ClosureDensity.normal(scales: [Double](repeating: 1, count: 10))
    let start = [Double](repeating: 0.3, count: 10)
    let position = try recursive(density, from: start, count: 4000, step: 0.3, .position)
    let momentum = try recursive(density, from: start, count: 4000, step: 0.3, .momentum)
    let same = zip(position, momentum).count { $0.treeDepth == $1.treeDepth }
    #expect(same > 3400, "\(same) of 4000 trees have the same depth")
    let mean = { (rows: [RecursiveNUTS.Transition]) in
      rows.reduce(0.0) { $0 + Double($1.treeDepth) } / 4000
    }
    #expect(abs(mean(position) - mean(momentum)) < 0.2)
  }

  @Test("trees on independent normals do not run away")
  func noRunaway() throws {
    // Without the checks between neighbouring subtrees many trees here miss the turn and go on.
    let density = ClosureDensity.normal(scales: [Double](repeating: 1, count: 100))
    let infos = try transitions(
      density, from: [Double](repeating: 1.1, count: 100), count: 500, step: { _ in 0.5 })
    #expect(infos.allSatisfy { $0.treeDepth <= 4 })
  }

  @Test("an error of the energy beyond the limit ends a trajectory, a gain of any size does not")
  func divergence() throws {
    let cliff = ClosureDensity(dimension: 1) { x, g in
      g[0] = 0
      return x[0] == 0 ? 0 : -1001
    }
    let lost = try transitions(cliff, from: [0], count: 20, step: { _ in 1 })
    #expect(lost.allSatisfy { $0.isDivergent && $0.leapfrogs == 1 && $0.displacement == 0 })
    #expect(lost.allSatisfy { $0.acceptance == 0 && $0.symmetricAcceptance == 0 })
    let gain = ClosureDensity(dimension: 1) { x, g in
      g[0] = 0
      return x[0] == 0 ? 0 : 5000
    }
    let won = try transitions(gain, from: [0], count: 20, step: { _ in 1 }, depth: 3)
    #expect(won.allSatisfy { !$0.isDivergent && $0.displacement != 0 && $0.acceptance == 1 })
  }

  @Test("states of density -inf, NaN or +inf are rejected", arguments: [-1.0 / 0, .nan, 1.0 / 0])
  func rejected(outside: Double) throws {
    let density = ClosureDensity(dimension: 1) { x, g in
      g[0] = 0
      return x[0] == 0 ? 0 : outside
    }
    let infos = try transitions(density, from: [0], count: 20, step: { _ in 1 })
    #expect(infos.allSatisfy { $0.isDivergent && $0.displacement == 0 })
  }

  @Test("the largest depth bounds a tree")
  func depth() throws {
    let flat = ClosureDensity(dimension: 1) { _, g in
      g[0] = 0
      return 0
    }
    let infos = try transitions(flat, from: [0], count: 10, step: { _ in 0.1 }, depth: 6)
    #expect(infos.allSatisfy { $0.treeDepth == 6 && $0.leapfrogs == 63 })
  }
}

@Suite("Leapfrog steps")
struct LeapfrogTests {
  /// Steps forward, flips the momentum and steps as often again.
  private func roundTrip(
    _ density: ClosureDensity, position: [Double], momentum: [Double], step: Double, count: Int,
    kernels: UnsafePointer<cvm_table>
  ) throws -> (position: [Double], momentum: [Double]) {
    let hamiltonian = Hamiltonian(density, kernels: kernels)
    var pool = StatePool(count: 2, dimension: density.dimension)
    defer {
      pool.deallocate()
      hamiltonian.deallocate()
    }
    var (here, there) = (pool.borrow(), pool.borrow())
    for i in position.indices {
      pool[here].pointee.position[i] = position[i]
      pool[here].pointee.momentum[i] = momentum[i]
    }
    try hamiltonian.evaluate(pool[here])
    for _ in 0..<2 {
      for _ in 0..<count {
        try hamiltonian.leapfrog(from: pool[here], to: pool[there], step: step)
        swap(&here, &there)
      }
      for i in position.indices { pool[here].pointee.momentum[i].negate() }
    }
    return (
      position.indices.map { pool[here].pointee.position[$0] },
      position.indices.map { pool[here].pointee.momentum[$0] }
    )
  }

  @Test("in numbers that need no rounding, stepping back ends exactly where it began")
  func exact() throws {
    // A gradient of integers and a step of one half keep all numbers multiples of 1/8.
    let density = ClosureDensity(dimension: 11) { x, g in
      for i in 0..<11 { g[i] = -x[i].rounded(.down) }
      return 0
    }
    let position = (0..<11).map { Double($0) - 4.5 }
    let momentum = (0..<11).map { Double(($0 * 5) % 7) - 3 }
    for kernels in [cvm_best(), cvm_portable()] {
      let end = try roundTrip(
        density, position: position, momentum: momentum, step: 0.5, count: 8,
        kernels: try #require(kernels))
      #expect(end.position == position)
      #expect(end.momentum == momentum)
    }
  }

  @Test("elsewhere it ends there up to rounding")
  func rounded() throws {
    let start = [0.3, -1.2, 0.7, 2.0, 0.1, 0.4, -0.2, 0.9, 1.1, -0.5]
    let end = try roundTrip(
      .funnel, position: start, momentum: start.reversed(), step: 0.1, count: 50,
      kernels: try #require(cvm_best()))
    for (x, y) in zip(end.position, start) { #expect(abs(x - y) < 1e-10) }
  }

  @Test("all instruction sets take the same step, bit for bit")
  func sameBits() throws {
    let start = [0.3, -1.2, 0.7, 2.0, 0.1, 0.4, -0.2, 0.9, 1.1, -0.5]
    let ends = try [cvm_best(), cvm_portable()].map {
      try roundTrip(
        .funnel, position: start, momentum: start, step: 0.1, count: 20,
        kernels: try #require($0))
    }
    #expect(ends[0].position == ends[1].position)
    #expect(ends[0].momentum == ends[1].momentum)
  }
}
