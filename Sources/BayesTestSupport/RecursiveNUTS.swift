package import BayesMath

/// NUTS as the papers have it, by recursion over copied states: slow, and written apart from the
/// sampler that it is compared with.
///
/// It takes its random numbers in the same order: momenta, then per doubling a direction, one number
/// for each merge inside the new half, and one for the merge with the tree.
package struct RecursiveNUTS {
  /// How a turn is recognised.
  package enum Criterion: Sendable {
    /// From the ends' positions: (x₂ − x₁) · p.
    case position
    /// From the sum of all momenta: (M⁻¹ p) · ρ.
    case momentum
  }

  /// A way to break the sampler, so that tests can show that they would notice.
  package enum Fault: Sendable, CaseIterable {
    /// All states of a trajectory weigh the same: errors of the energy are not corrected.
    case noAcceptance
    /// The heavier of two halves always gives the proposal.
    case biasedTree
  }

  private let density: any LogDensity
  private let stepSize: Double
  private let maxTreeDepth: Int
  private let criterion: Criterion
  private let fault: Fault?

  package init(
    _ density: any LogDensity, stepSize: Double, maxTreeDepth: Int = 10,
    criterion: Criterion = .position, fault: Fault? = nil
  ) {
    self.density = density
    self.stepSize = stepSize
    self.maxTreeDepth = maxTreeDepth
    self.criterion = criterion
    self.fault = fault
  }

  /// What came of a transition.
  package struct Transition {
    package var position: [Double]
    /// The draw's place in the trajectory, in leapfrogs from its start.
    package var place = 0
    package var treeDepth = 0
  }

  private struct State {
    var x: [Double]
    var p: [Double]
    var gradient: [Double]
    var energy: Double
    var place: Int
  }

  private struct Tree {
    var first: State
    var last: State
    var proposal: State
    var momenta: [Double]
    var logWeight: Double
  }

  package func transition(
    from position: [Double], using stream: inout RandomStream
  ) throws(EvaluationFailure) -> Transition {
    let p = position.map { _ in stream.normal() }
    let start = try state(position, p, at: 0)
    var tree = Tree(first: start, last: start, proposal: start, momenta: p, logWeight: 0)
    var depth = 0
    while depth < maxTreeDepth {
      let isForward = stream.uniform() < 0.5
      let edge = isForward ? tree.last : tree.first
      let grown = try build(depth, edge, isForward ? 1 : -1, start.energy, &stream)
      guard let grown else { break }
      depth += 1
      let isTaken = isFar(stream.uniform(), Double.exp(grown.logWeight - tree.logWeight))
      let proposal = isTaken ? grown.proposal : tree.proposal
      let (left, right) = isForward ? (tree, grown) : (grown, tree)
      let isTurning = turns(left, right)
      tree = joined(left, right, proposal)
      if isTurning { break }
    }
    return Transition(position: tree.proposal.x, place: tree.proposal.place, treeDepth: depth)
  }

  private func state(
    _ x: [Double], _ p: [Double], at place: Int
  ) throws(EvaluationFailure) -> State {
    var gradient = x
    let value = try density.logDensityAndGradient(at: x, gradient: &gradient)
    return State(
      x: x, p: p, gradient: gradient, energy: 0.5 * Self.dot(p, p) - value, place: place)
  }

  private func build(
    _ depth: Int, _ edge: State, _ sign: Int, _ initial: Double, _ stream: inout RandomStream
  ) throws(EvaluationFailure) -> Tree? {
    if depth == 0 {
      let step = Double(sign) * stepSize
      let half = zip(edge.p, edge.gradient).map { $0 + 0.5 * step * $1 }
      var next = try state(
        zip(edge.x, half).map { $0 + step * $1 }, half, at: edge.place + sign)
      let value = next.energy - 0.5 * Self.dot(half, half)
      next.p = zip(half, next.gradient).map { $0 + 0.5 * step * $1 }
      next.energy = value + 0.5 * Self.dot(next.p, next.p)
      let gain = initial - next.energy
      guard gain >= -1000 else { return nil }
      return Tree(
        first: next, last: next, proposal: next, momenta: next.p,
        logWeight: fault == .noAcceptance ? 0 : gain)
    }
    guard let near = try build(depth - 1, edge, sign, initial, &stream),
      let far = try build(depth - 1, sign > 0 ? near.last : near.first, sign, initial, &stream)
    else { return nil }
    let share = 1 / (1 + Double.exp(near.logWeight - far.logWeight))
    let isTaken = isFar(stream.uniform(), share)
    let (left, right) = sign > 0 ? (near, far) : (far, near)
    if turns(left, right) { return nil }
    return joined(left, right, isTaken ? far.proposal : near.proposal)
  }

  /// Whether the newer half gives the proposal, which it should with the probability of its share.
  private func isFar(_ uniform: Double, _ share: Double) -> Bool {
    fault == .biasedTree ? share > 0.5 : uniform < share
  }

  private func joined(_ left: Tree, _ right: Tree, _ proposal: State) -> Tree {
    let larger = max(left.logWeight, right.logWeight)
    let smaller = min(left.logWeight, right.logWeight)
    return Tree(
      first: left.first, last: right.last, proposal: proposal,
      momenta: Self.sum(left.momenta, right.momenta),
      logWeight: larger + Double.log1p(Double.exp(smaller - larger)))
  }

  private func turns(_ left: Tree, _ right: Tree) -> Bool {
    isTurning(left.first, right.last, Self.sum(left.momenta, right.momenta))
      || isTurning(left.first, right.first, Self.sum(left.momenta, right.first.p))
      || isTurning(left.last, right.last, Self.sum(left.last.p, right.momenta))
  }

  private func isTurning(_ a: State, _ b: State, _ momenta: [Double]) -> Bool {
    let way = criterion == .position ? zip(b.x, a.x).map { $0 - $1 } : momenta
    return !(Self.dot(way, a.p) > 0 && Self.dot(way, b.p) > 0)
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }
}
