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
  private let start = Stopwatch.now
  private let isTerminal = isatty(2) == 1

  init(chains: Int, isQuiet: Bool) {
    self.isQuiet = isQuiet
    state = Mutex(State(chains: Array(repeating: nil, count: chains), lastShown: start))
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
      write(Self.line(state.chains, seconds: now - start))
    }
  }

  /// Says something that matters, in place of the line; it comes back with the next news.
  func interject(_ text: String) {
    state.withLock { state in
      Console.writeError((state.hasLine && isTerminal ? "\r\u{1B}[K" : "") + text)
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

  /// Such as `sampling  chain 1 62 %  chain 2 60 %  12 s, 8 s to go`.
  static func line(_ chains: [FitProgress?], seconds: Double) -> String {
    let shares = chains.map { $0.map { Double($0.iteration) / Double(max($0.total, 1)) } ?? 0 }
    let isWarming = chains.contains { $0?.isWarmup ?? false }
    let divergences = chains.reduce(0) { $0 + ($1?.divergences ?? 0) }
    let share = shares.reduce(0, +) / Double(max(shares.count, 1))
    var parts = [isWarming ? "warm-up" : "sampling"]
    if chains.count > 8 {
      let done = shares.count { $0 >= 1 }
      parts.append("\(done) of \(chains.count) chains done, \(Int(100 * share)) % of the draws")
    } else {
      parts += shares.enumerated().map { "chain \($0.offset + 1) \(Int(100 * $0.element)) %" }
    }
    if divergences > 0 { parts.append("\(divergences) divergences") }
    if share > 0 {
      parts.append("\(Int(seconds)) s, about \(Int(seconds / share - seconds)) s to go")
    }
    return parts.joined(separator: "  ")
  }
}
