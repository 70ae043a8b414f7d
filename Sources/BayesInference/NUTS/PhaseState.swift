/// A point of phase space in preallocated memory: position, momentum and gradient in the model's own
/// coordinates; the metric enters the kernels.
package struct PhaseState {
  package let position: UnsafeMutablePointer<Double>
  package let momentum: UnsafeMutablePointer<Double>
  package let gradient: UnsafeMutablePointer<Double>
  package var logDensity = 0.0
  package var kinetic = 0.0
  /// How many places of trees hold this state; at zero it is free.
  fileprivate var holders = 0

  package var energy: Double { kinetic - logDensity }

  fileprivate init(at start: UnsafeMutablePointer<Double>, stride: Int) {
    position = start
    momentum = start + stride
    gradient = start + 2 * stride
  }
}

/// A fixed number of phase states in one block of memory; trees hold and release them by number, so
/// that a state in several places of a tree is never copied.
package struct StatePool {
  private let states: UnsafeMutablePointer<PhaseState>
  private let free: UnsafeMutablePointer<Int>
  private let memory: UnsafeMutablePointer<Double>
  private var freeCount: Int

  package init(count: Int, dimension: Int) {
    let stride = PaddedVector.stride(dimension)
    memory = PaddedVector.allocate(count: 3 * count, dimension: dimension, repeating: 0)
    states = .allocate(capacity: count)
    free = .allocate(capacity: count)
    freeCount = count
    for index in 0..<count {
      (states + index).initialize(
        to: PhaseState(at: memory + index * 3 * stride, stride: stride))
      (free + index).initialize(to: count - 1 - index)
    }
  }

  /// A free state with one holder.
  package mutating func borrow() -> Int {
    freeCount -= 1
    let index = free[freeCount]
    states[index].holders = 1
    return index
  }

  /// One holder more.
  func hold(_ index: Int, times: Int = 1) { states[index].holders += times }

  /// One holder less.
  mutating func release(_ index: Int) {
    states[index].holders -= 1
    if states[index].holders == 0 {
      free[freeCount] = index
      freeCount += 1
    }
  }

  package subscript(index: Int) -> UnsafeMutablePointer<PhaseState> { states + index }

  package func deallocate() {
    states.deallocate()
    free.deallocate()
    memory.deallocate()
  }
}
