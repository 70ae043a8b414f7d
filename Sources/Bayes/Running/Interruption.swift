import Synchronization

/// A flag that stops chains at their next leapfrog; set from any thread or from a signal handler.
public final class Interruption: Sendable {
  private let flag = Atomic<Bool>(false)

  /// A flag that is not set.
  public init() {}

  /// Asks all chains that watch this flag to stop and keep their draws.
  public func interrupt() { flag.store(true, ordering: .relaxed) }

  /// Whether it was asked.
  public var isInterrupted: Bool { flag.load(ordering: .relaxed) }
}
