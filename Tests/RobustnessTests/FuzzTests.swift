import Bayes
import BayesSource
import Foundation
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Mutated examples and programs of the specification through parse, check, lower, bind, plan, compile and one gradient.
///
/// Input number n depends on n alone. `BAYES_FUZZ_INPUTS` says how many to try, `BAYES_FUZZ_FIRST`
/// with which to begin, `BAYES_FUZZ_TRACE` names a file that holds the number in work, so that it is
/// known after a trap.
@Suite("Fuzzing")
struct FuzzTests {
  /// A machine that is shared and slow needs at most a hundredth of this for the worst input.
  static let deadline = 20

  static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test("no mutant of an example traps or hangs, and what is wrong is located")
  func mutatedExamples() throws {
    try run(.ofExamples(), atLeast: 10, count: 20_000, evaluated: 20)
  }

  @Test("no mutant of the specification traps or hangs, and what is wrong is located")
  func mutatedSpecification() throws {
    try run(.ofSpecification(), atLeast: 400, count: 5_000, evaluated: 100)
  }

  /// Takes mutants in turn; one of so many must get as far as a gradient.
  private func run(
    _ inputs: MutatedInputs, atLeast least: Int, count: Int, evaluated: Int
  ) throws {
    try #require(inputs.examples.count >= least)
    let first = Self.setting("BAYES_FUZZ_FIRST") ?? 0
    let count = Self.setting("BAYES_FUZZ_INPUTS") ?? count
    let progress = FuzzProgress(first)
    var figures: [String: Int] = [:]
    var slowest = (time: Duration.zero, number: 0)
    let clock = ContinuousClock()
    for number in first..<first + count {
      progress.begin(number)
      let input = inputs[number]
      let source = SourceText(name: "mutated.bayes", bytes: input.model)
      var outcome = Outcome.refused([])
      let time = clock.measure { outcome = WholeWay.run(source, [input.data]) }
      if time > slowest.time { slowest = (time, number) }
      figures[Self.label(of: outcome), default: 0] += 1
      guard case .refused(let found) = outcome else { continue }
      #expect(!found.isEmpty, "input \(number)")
      #expect(found.allSatisfy { Self.isLocated($0, source, input.data.name) }, "input \(number)")
    }
    progress.end()
    #expect(slowest.time < .seconds(Self.deadline), "input \(slowest.number)")
    #expect(figures["evaluated", default: 0] > count / evaluated)
    if Self.setting("BAYES_FUZZ_INPUTS") != nil {
      print("\(count) inputs: \(figures.sorted { $0.key < $1.key }); slowest \(slowest)")
    }
  }

  private static func label(of outcome: Outcome) -> String {
    switch outcome {
    case .refused(let found):
      String((found.first { $0.severity == .error })?.code.id.prefix(3) ?? "")
    case .notEvaluated: "not evaluated"
    case .evaluated: "evaluated"
    }
  }

  private static func isLocated(_ found: Diagnostic, _ source: SourceText, _ file: String) -> Bool {
    if let span = found.span { return span.start >= 0 && span.end <= source.bytes.count }
    return found.message.contains(file)
  }
}

/// Which input is in work: kept in a file for after a trap, and watched for hanging.
final class FuzzProgress: Sendable {
  private let file: Int32
  private let number: Mutex<Int>
  private let isDone = Mutex(false)

  init(_ first: Int) {
    number = Mutex(first)
    let path = ProcessInfo.processInfo.environment["BAYES_FUZZ_TRACE"]
    file = path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644) } ?? -1
    Thread.detachNewThread { [self] in watch() }
  }

  func begin(_ next: Int) {
    number.withLock { $0 = next }
    guard file >= 0 else { return }
    let text = Array("\(next)\n".utf8)
    _ = pwrite(file, text, text.count, 0)
  }

  func end() { isDone.withLock { $0 = true } }

  private func watch() {
    var last = (number: -1, seconds: 0)
    while !isDone.withLock({ $0 }) {
      sleep(1)
      let now = number.withLock { $0 }
      last = (now, now == last.number ? last.seconds + 1 : 0)
      if last.seconds > FuzzTests.deadline { fatalError("input \(now) hangs") }
    }
  }
}
