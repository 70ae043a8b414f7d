import Bayes
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Progress of chains on standard error: one line that renews itself on a terminal, a line every few
/// seconds elsewhere; nothing for a fit that is over in less than half a second.
final class ProgressMeter: Sendable {
  private struct State {
    var chains: [FitProgress?]
    var lastShown: Double
    var hasLine = false
  }
  private let state: Mutex<State>
  private let isQuiet: Bool
  private let isTerminal = isatty(2) == 1

  init(chains: Int, isQuiet: Bool) {
    self.isQuiet = isQuiet
    state = Mutex(
      State(chains: Array(repeating: nil, count: chains), lastShown: Stopwatch.now))
  }

  /// Takes one chain's news; called from any thread.
  func show(_ progress: FitProgress) {
    guard !isQuiet else { return }
    state.withLock { state in
      state.chains[progress.chain - 1] = progress
      let now = Stopwatch.now
      let pause = isTerminal ? (state.hasLine ? 0.1 : 0.5) : 5
      guard now - state.lastShown >= pause else { return }
      state.lastShown = now
      state.hasLine = true
      write(Self.line(state.chains))
    }
  }

  /// Clears the line.
  func end() {
    guard !isQuiet else { return }
    state.withLock { state in
      if state.hasLine && isTerminal { Console.writeError("\r\u{1B}[K") }
    }
  }

  private func write(_ line: String) {
    guard isTerminal else { return Console.writeError(line + "\n") }
    Console.writeError("\r\u{1B}[K" + line.prefix(max(Console.errorWidth - 1, 20)))
  }

  private static func line(_ chains: [FitProgress?]) -> String {
    let done = chains.map { $0.map { 100 * $0.iteration / max($0.total, 1) } ?? 0 }
    let warming = chains.contains { $0?.isWarmup ?? true }
    let divergences = chains.reduce(0) { $0 + ($1?.divergences ?? 0) }
    let parts = done.enumerated().map { "chain \($0.offset + 1) \($0.element) %" }
    return (warming ? "warm-up  " : "sampling  ") + parts.joined(separator: "  ")
      + (divergences > 0 ? "  \(divergences) divergences" : "")
  }
}
