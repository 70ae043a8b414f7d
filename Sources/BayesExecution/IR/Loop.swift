/// A loop over steps as an inert value: what each step reads, computes and writes.
///
/// A loop has a memory of its own, which is its value, and reads that of its inputs. Its phases run one
/// after the other; the steps of a phase all compute the same body, whose leaves stand for what a step
/// reads. Whoever runs it, an interpreter or native code, needs nothing but this.
struct Loop {
  typealias ID = NumericGraph.ID

  /// Steps that compute the same.
  struct Phase {
    var count: Int
    /// The computation of one step; `read(k)` is what it reads by `reads[k]`.
    var body: NumericGraph
    var reads: [Access]
    /// Values of the body that stand in memory already and need not be computed.
    var known: [ID: Access] = [:]
    var writes: [Write]
  }

  /// Whose numbers an access goes to.
  enum Memory: Hashable {
    case own
    case input(Int)
  }

  /// Where the numbers stand that a step reads or writes.
  struct Access: Hashable {
    enum Places: Hashable {
      /// One after the other from a place on that moves with every step.
      case moving(first: Int, by: Int)
      /// Anywhere: for each step as many places as there are elements.
      case table([Int32])
    }

    var memory: Memory
    var places: Places
    let count: Int
  }

  struct Write {
    let value: ID
    let access: Access
    /// Whether it is added to what stands there.
    let adds: Bool
    /// Whether it is only kept for the adjoint, which need not compute it again.
    var isKept = false
  }

  /// What a stretch of the loop's own memory holds before the first step.
  struct Filling {
    enum Source {
      case number(Double)
      case input(Int)
    }

    let first: Int
    let count: Int
    let source: Source
  }

  /// How many numbers its own memory has.
  let count: Int
  /// How many of them, the first ones, others read; the rest is kept for the adjoint.
  let resultCount: Int
  let fillings: [Filling]
  let phases: [Phase]
}

extension Loop.Access {
  /// Whether all steps of a phase go to the same numbers, which no step changes.
  var isInvariant: Bool {
    if case .moving(_, 0) = places, memory != .own { true } else { false }
  }

  /// The access of the same steps in the opposite order.
  func reversed(steps: Int) -> Self {
    var access = self
    switch places {
    case .moving(let first, let by):
      access.places = .moving(first: first + by * (steps - 1), by: -by)
    case .table(let table):
      access.places = .table(
        (0..<steps).reversed().flatMap { table[$0 * count..<($0 + 1) * count] })
    }
    return access
  }

  /// The access to the same places of a memory that begins `offset` numbers into another.
  func moved(to memory: Loop.Memory, offset: Int = 0) -> Self {
    var access = self
    access.memory = memory
    switch places {
    case .moving(let first, let by): access.places = .moving(first: first + offset, by: by)
    case .table(let table): access.places = .table(table.map { $0 + Int32(offset) })
    }
    return access
  }
}
