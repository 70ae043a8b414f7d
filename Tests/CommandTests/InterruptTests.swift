import BayesData
import Foundation
import Testing

@Suite("Interruption", .serialized)
struct InterruptTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// A fit that would take hours, once its chains are drawing.
  private func begin(_ flags: String) throws -> Process {
    let process = try BayesProgram.start(
      "exec bayes fit examples/eight_schools.bayes --data examples/eight_schools.json --output o "
        + flags, in: folder)
    Thread.sleep(forTimeInterval: 0.6)
    #expect(process.isRunning, "the fit ended by itself: \(folder.outcome(of: process).errors)")
    return process
  }

  private func end(_ process: Process, by number: Int32) -> BayesProgram.Outcome {
    kill(process.processIdentifier, number)
    let end = Date(timeIntervalSinceNow: 30)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
    #expect(!process.isRunning, "it did not end")
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return folder.outcome(of: process)
  }

  @Test("a fit that is interrupted or asked to end keeps its draws", arguments: [SIGINT, SIGTERM])
  func interrupt(_ number: Int32) throws {
    let outcome = end(try begin("--draws 1000000 --warmup 200 --threads 2"), by: number)
    #expect(outcome.status == 130)
    #expect(outcome.errors.contains("interrupted: "))
    #expect(outcome.output.contains("theta[8]"))
    let summary = try BayesProgram.run("bayes summary o", in: folder)
    #expect(summary.status == 0)
    #expect(summary.output == outcome.output)
    // With two threads the other two chains have not begun: they must not spoil the summary.
    #expect(folder.exists("o/draws/chain-4.csv"))
    let count = try BayesProgram.run("grep -c -v '^#' o/draws/chain-1.csv", in: folder).output
    #expect(Int(count.dropLast()) ?? 0 > 100)
    #expect(folder.read("o/fit.json").contains("\"interrupted\": true"))
  }

  @Test("interrupted during warm-up there are no draws, and nothing is made up")
  func warmup() throws {
    let outcome = end(try begin("--warmup 10000000 --json"), by: SIGINT)
    #expect(outcome.status == 130)
    #expect(outcome.errors.contains("interrupted: 0 of 4000 draws"))
    let mean = try outcome.document()["parameters"]?.array?.first?["mean"]
    #expect(mean.map { FitFileTests.Kind.null.fits($0) } == true)
    let summary = try BayesProgram.run("bayes summary o", in: folder)
    #expect(summary.output.contains("there are no draws to judge"))
  }
}
