#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Items on their way from many threads to one; who is too far ahead of it waits.
///
/// What is stored is only touched by who holds the lock, which is why it may be shared.
final class Mailbox<Item: Sendable>: @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private let limit: Int
  private var items: [Item] = []
  private var weight = 0
  private var isClosed = false

  /// A box for items of a total weight of `limit` and the last one over it.
  init(limit: Int) {
    self.limit = limit
    lock = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Puts an item in, once there is room.
  func put(_ item: Item, weight itemWeight: Int) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while weight >= limit && !isClosed { pthread_cond_wait(changed, lock) }
    items.append(item)
    weight += itemWeight
    pthread_cond_broadcast(changed)
  }

  /// All items, as soon as there are any; nil once the box is closed and empty.
  func takeAll() -> [Item]? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while items.isEmpty && !isClosed { pthread_cond_wait(changed, lock) }
    guard !items.isEmpty else { return nil }
    let taken = items
    items = []
    weight = 0
    pthread_cond_broadcast(changed)
    return taken
  }

  /// Says that no more items will come.
  func close() {
    pthread_mutex_lock(lock)
    isClosed = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }
}
