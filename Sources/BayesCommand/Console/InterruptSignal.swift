import Bayes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C: the first stops the chains, which keep their draws; the second ends the process.
enum InterruptSignal {
  static let interruption = Interruption()

  /// Begins to listen.
  static func watch() {
    // Made before a signal can ask for it: the handler must only store a flag.
    _ = interruption
    signal(SIGINT) { number in
      InterruptSignal.interruption.interrupt()
      signal(number, SIG_DFL)
    }
  }
}
