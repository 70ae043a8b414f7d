import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Threads of our own for long computations, so that chains never occupy the cooperative pool of the
/// program that embeds us.
enum WorkerThreads {
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

  /// The same, for asynchronous callers, who are not held up.
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

/// A thread of the operating system with a stack of 16 MB, to be joined or detached once.
private struct PlatformThread {
  private let handle: pthread_t

  /// Starts `body`; nil where the system has no thread to spare.
  init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 16 << 20)
    defer { pthread_attr_destroy(&attributes) }
    let argument = Unmanaged.passRetained(ThreadBody(body))
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let status = pthread_create(&thread, &attributes, runThreadBody, argument.toOpaque())
    guard status == 0 else {
      argument.release()
      return nil
    }
    #if canImport(Glibc)
      handle = thread
    #else
      guard let thread else { return nil }
      handle = thread
    #endif
  }

  func join() { pthread_join(handle, nil) }

  func detach() { pthread_detach(handle) }
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

#if canImport(Glibc)
  private func runThreadBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
    return nil
  }
#else
  private func runThreadBody(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#endif
