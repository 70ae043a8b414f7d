/// A point of phase space in preallocated memory: position, momentum and gradient in the sampler's
/// whitened scale are kept in the model's own coordinates; the metric enters the kernels.
struct PhaseState {
  let position: UnsafeMutablePointer<Double>
  let momentum: UnsafeMutablePointer<Double>
  let gradient: UnsafeMutablePointer<Double>
  var logDensity = 0.0
  var kinetic = 0.0

  var energy: Double { kinetic - logDensity }
}

/// A fixed number of phase states in one block of memory; trees borrow and return them by number.
struct StatePool {
  private(set) var states: [PhaseState] = []
  private var free: [Int] = []
  private let memory: UnsafeMutablePointer<Double>

  init(count: Int, dimension: Int) {
    let stride = max((dimension + 7) & ~7, 8)
    memory = .allocate(capacity: count * 3 * stride)
    memory.initialize(repeating: 0, count: count * 3 * stride)
    states.reserveCapacity(count)
    free.reserveCapacity(count)
    for index in 0..<count {
      let start = memory + index * 3 * stride
      states.append(
        PhaseState(position: start, momentum: start + stride, gradient: start + 2 * stride))
      free.append(index)
    }
  }

  mutating func borrow() -> Int { free.removeLast() }
  mutating func give(back index: Int) { free.append(index) }

  subscript(index: Int) -> PhaseState {
    get { states[index] }
    set { states[index] = newValue }
  }

  func deallocate() { memory.deallocate() }
}
