import Synchronization

/// Values that threads put in by number.
final class Collected<Value: Sendable>: Sendable {
  private let known = Mutex<[Int: Value]>([:])

  func store(_ value: Value, at number: Int) { known.withLock { $0[number] = value } }

  var inOrder: [Value] {
    known.withLock { known in known.sorted { $0.key < $1.key }.map(\.value) }
  }
}
