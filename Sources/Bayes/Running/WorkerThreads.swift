import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Threads of our own for long computations, so that chains never occupy the cooperative pool of the
/// program that embeds us.
enum WorkerThreads {
  /// Runs `job(0)` … `job(count - 1)` on at most `threads` threads and calls `completion` on the
  /// last of them when all are done.
  ///
  /// Which thread runs which job must not matter to the jobs.
  static func run(
    count: Int, threads: Int, job: @escaping @Sendable (Int) -> Void,
    completion: @escaping @Sendable () -> Void
  ) {
    guard count > 0 else { return completion() }
    let workers = min(max(threads, 1), count)
    let work = Work(count: count, workers: workers, job: job, completion: completion)
    for _ in 0..<workers { start(work) }
  }

  /// The same, for asynchronous callers.
  static func run(
    count: Int, threads: Int, job: @escaping @Sendable (Int) -> Void
  ) async {
    await withCheckedContinuation { continuation in
      run(count: count, threads: threads, job: job) { continuation.resume() }
    }
  }

  private static let stackSize = 16 << 20

  private static func start(_ work: Work) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    let argument = Unmanaged.passRetained(work).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let status = pthread_create(&thread, &attributes, threadBody, argument)
    // Without a thread to spare the work is done here.
    if status != 0 { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
  }
}

#if canImport(Glibc)
  private func threadBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
    return nil
  }
#else
  private func threadBody(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#endif

/// Jobs that threads take one after the other.
private final class Work: Sendable {
  private let next = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let count: Int
  private let workers: Int
  private let job: @Sendable (Int) -> Void
  private let completion: @Sendable () -> Void

  init(
    count: Int, workers: Int, job: @escaping @Sendable (Int) -> Void,
    completion: @escaping @Sendable () -> Void
  ) {
    self.count = count
    self.workers = workers
    self.job = job
    self.completion = completion
  }

  func run() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { break }
      job(index)
    }
    let done = finished.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue
    if done == workers { completion() }
  }
}
