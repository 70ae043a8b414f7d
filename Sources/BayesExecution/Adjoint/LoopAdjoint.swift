/// The adjoint of a loop: a loop over the same steps backwards.
///
/// Its own memory holds the adjoint of all that the loop wrote, with what the caller wants of it to
/// begin with, and then those of the inputs. A step computes again what its forward step computed, but
/// for the results and what was kept, which stand in the loop's memory; then it takes the adjoints of
/// its results and adds to those of what it read. A step reads nothing that it wrote itself, so the order within a step does
/// not matter.
struct LoopAdjoint {
  typealias ID = NumericGraph.ID

  let loop: Loop
  /// Where the adjoint of each input that has one begins.
  private(set) var offsets: [Int: Int] = [:]
  /// Inputs some of whose elements a selection left aside.
  private(set) var masked: Set<Int> = []
  private let inputCount: Int
  private let count: Int

  /// The adjoint of `forward`, which reads the inputs of `forward`, then its value, then the adjoint of
  /// that.
  ///
  /// `counts` has the length of every input, nil for those that are not differentiated.
  init(of forward: Loop, counts: [Int?], isMasked: Bool) {
    inputCount = counts.count
    var count = forward.resultCount
    for (input, n) in counts.enumerated() {
      guard let n else { continue }
      offsets[input] = count
      count += n
    }
    self.count = count
    var fillings = [
      Loop.Filling(
        first: 0, count: forward.resultCount, source: .input(counts.count + 1))
    ]
    if count > forward.resultCount {
      fillings.append(
        Loop.Filling(
          first: forward.resultCount, count: count - forward.resultCount, source: .number(0)))
    }
    var phases: [Loop.Phase] = []
    var isMasked = isMasked
    // What a later step leaves aside of a state is left aside where an earlier one wrote it.
    while true {
      var reachesState = false
      phases = []
      masked = []
      for phase in forward.phases.reversed() {
        let (reversed, aside) = Self.reversed(phase, offsets, inputCount, isMasked: isMasked)
        phases.append(reversed)
        for memory in aside {
          if case .input(let input) = memory { masked.insert(input) } else { reachesState = true }
        }
      }
      if isMasked || !reachesState { break }
      isMasked = true
    }
    loop = Loop(count: count, resultCount: count, fillings: fillings, phases: phases)
  }

  private static func reversed(
    _ phase: Loop.Phase, _ offsets: [Int: Int], _ inputCount: Int, isMasked: Bool
  ) -> (phase: Loop.Phase, masked: [Loop.Memory]) {
    let tracer = Tracer()
    tracer.graph = phase.body
    /// Forward accesses as the loop backwards has them: its value is an input now.
    func backwards(_ access: Loop.Access) -> Loop.Access {
      let reversed = access.reversed(steps: phase.count)
      return access.memory == .own ? reversed.moved(to: .input(inputCount)) : reversed
    }
    var reads = phase.reads.map(backwards)
    var known: [ID: Loop.Access] = [:]
    var seeds: [(value: ID, adjoint: ID)] = []
    for write in phase.writes {
      known[write.value] = backwards(write.access)
      if write.isKept { continue }
      reads.append(write.access.reversed(steps: phase.count))
      let seed = tracer.graph.value(.read(reads.count - 1), count: write.access.count)
      seeds.append((write.value, seed))
    }
    let isActive = phase.reads.map { access in
      if case .input(let input) = access.memory { offsets[input] != nil } else { true }
    }
    let (adjoints, aside) = Adjoint.ofReads(
      isActive, seeds: seeds, isMasked: isMasked, in: tracer)
    var writes: [Loop.Write] = []
    var masked: [Loop.Memory] = []
    for (read, adjoint) in adjoints.sorted(by: { $0.key < $1.key })
    where tracer.graph.number(adjoint) != 0 {
      let access = phase.reads[read]
      var offset = 0
      if case .input(let input) = access.memory { offset = offsets[input] ?? 0 }
      writes.append(
        Loop.Write(
          value: adjoint,
          access: access.reversed(steps: phase.count).moved(to: .own, offset: offset),
          adds: true))
      if aside.contains(read) { masked.append(access.memory) }
    }
    let reversed = Loop.Phase(
      count: phase.count, body: tracer.graph, reads: reads, known: known, writes: writes)
    return (reversed, masked)
  }
}

extension Adjoint {
  /// Adds a loop's adjoint to those of its inputs.
  mutating func propagate(loop place: Int, _ inputs: [ID], _ id: ID, _ adjoint: ID) {
    let forward = tracer.graph.loops[place]
    let counts = inputs.map { isActive[$0.index] ? tracer.graph.count($0) : nil }
    let reversed = LoopAdjoint(of: forward, counts: counts, isMasked: isMasked.contains(id))
    let whole = tracer.graph.broadcast(adjoint, to: forward.resultCount)
    let result = tracer.graph.loop(reversed.loop, inputs + [id, whole])
    for (input, offset) in reversed.offsets.sorted(by: { $0.key < $1.key }) {
      let n = tracer.graph.count(inputs[input])
      let part = tracer.graph.gather(result, (offset..<offset + n).map(Int32.init))
      add(part, to: inputs[input], from: n)
      if reversed.masked.contains(input) { isMasked.insert(inputs[input]) }
    }
  }

  /// The length of a value's adjoint, where it is no single number.
  func adjointCount(of id: ID) -> Int {
    tracer.graph.resultCount(id) ?? tracer.graph.count(id)
  }

  /// The adjoint of the memory of a loop, a solution or a matrix function, given that of a long stretch of
  /// it: zeros around it.
  func stretch(_ adjoint: ID, of source: ID, _ index: [Int32]) -> ID? {
    guard tracer.graph.resultCount(source) != nil, let first = index.first,
      4 * index.count >= adjointCount(of: source),
      index.enumerated().allSatisfy({ Int($0.element) == Int(first) + $0.offset })
    else { return nil }
    let rest = adjointCount(of: source) - Int(first) - index.count
    let zeros = [Int(first), rest].map { tracer.graph.table([Double](repeating: 0, count: $0)) }
    let whole = tracer.graph.broadcast(adjoint, to: index.count)
    return tracer.graph.concatenate([zeros[0], whole, zeros[1]])
  }
}
