import Synchronization

/// Threads of our own for long computations, so that chains never occupy the cooperative pool of the
/// program that embeds us.
package enum WorkerThreads {
  /// Runs `job(0)` … `job(count - 1)` on at most `threads` threads and waits for all of them.
  ///
  /// Which thread runs which job must not matter to the jobs.
  static func runAndWait(count: Int, threads: Int, job: @escaping @Sendable (Int) -> Void) {
    let work = Work(count: count, job: job)
    let workers = min(max(threads, 1), count)
    let started = (0..<workers).compactMap { _ in PlatformThread { work.run() } }
    // Without a thread to spare the work is done here.
    if started.count < workers { work.run() }
    for thread in started { thread.join() }
  }

  /// The values of `one(0)` … `one(count - 1)`, computed on at most `threads` threads, `size` of them
  /// at a time.
  package static func map<Value: Sendable>(
    count: Int, threads: Int, size: Int = 32, _ one: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    guard threads > 1, count > size else { return (0..<count).map(one) }
    let parts = Collected<[Value]>()
    runAndWait(count: (count + size - 1) / size, threads: threads) { part in
      let places = part * size..<min((part + 1) * size, count)
      parts.store(places.map(one), at: part)
    }
    return parts.inOrder.flatMap(\.self)
  }

  /// Runs jobs as `runAndWait` does, for asynchronous callers, who are not held up.
  static func run(count: Int, threads: Int, job: @escaping @Sendable (Int) -> Void) async {
    await withCheckedContinuation { continuation in
      let body: @Sendable () -> Void = {
        runAndWait(count: count, threads: threads, job: job)
        continuation.resume()
      }
      if let thread = PlatformThread(body) { thread.detach() } else { body() }
    }
  }
}

/// Jobs that threads take one after the other.
private final class Work: Sendable {
  private let next = Atomic<Int>(0)
  private let count: Int
  private let job: @Sendable (Int) -> Void

  init(count: Int, job: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.job = job
  }

  func run() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { break }
      job(index)
    }
  }
}
