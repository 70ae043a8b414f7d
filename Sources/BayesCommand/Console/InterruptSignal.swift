import Bayes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C, a request to end and a terminal that hangs up: the first of them stops the chains, which
/// keep their draws; the second ends the process.
enum InterruptSignal {
  static let interruption = Interruption()

  /// Begins to listen.
  static func watch() {
    // Made before a signal can ask for it: the handler must only store a flag.
    _ = interruption
    // A parent may have started us with these signals blocked.
    var awaited = sigset_t()
    sigemptyset(&awaited)
    for number in [SIGINT, SIGTERM, SIGHUP] where number != SIGHUP || !ignoresHangUp {
      sigaddset(&awaited, number)
      signal(number) { received in
        InterruptSignal.interruption.interrupt()
        signal(received, SIG_DFL)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &awaited, nil)
  }

  /// Whether the process was started to outlive its terminal, as by `nohup`.
  private static var ignoresHangUp: Bool {
    var action = sigaction()
    guard sigaction(SIGHUP, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    // `SIG_IGN` is the address 1.
    return unsafeBitCast(handler, to: Int.self) == 1
  }
}
