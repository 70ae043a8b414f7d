#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Seconds that only ever grow, and processor time of this thread.
package enum Stopwatch {
  package static var now: Double { seconds(CLOCK_MONOTONIC) }
  package static var threadTime: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
