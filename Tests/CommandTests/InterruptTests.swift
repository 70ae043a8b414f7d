import BayesData
import Foundation
import Testing

@Suite("Interruption", .serialized)
struct InterruptTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// A fit that would take hours, once its chains are drawing.
  ///
  /// Signals have their usual meaning whatever the tests were started with, such as `nohup`.
  private func begin(_ flags: String) throws -> Process {
    let process = try BayesProgram.start(
      "exec env --default-signal=INT,TERM,HUP bayes fit examples/eight_schools.bayes --data examples/eight_schools.json --output o "
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

  @Test(
    "a fit that is interrupted, asked to end or left by its terminal keeps its draws",
    arguments: [SIGINT, SIGTERM, SIGHUP])
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

  @Test(
    "a fit that is killed leaves the draws it had made, and its folder says that it did not end")
  func killed() throws {
    let process = try begin("--draws 1000000 --warmup 200 --threads 2")
    Thread.sleep(forTimeInterval: 1.5)
    #expect(end(process, by: SIGKILL).status == 137)
    #expect(!folder.exists("o/fit.json"))
    #expect(folder.read("o/model.bayes") == folder.read("examples/eight_schools.bayes"))
    let summary = try BayesProgram.run("bayes summary o", in: folder)
    #expect(summary.status == 0)
    #expect(summary.errors == "o: the fit did not end; these are the draws it had written\n")
    #expect(summary.output.contains("theta[8]"))
    // At least a second of draws, each of which takes some ten microseconds.
    let count = try BayesProgram.run("grep -c -v '^#' o/draws/chain-1.csv", in: folder).output
    #expect(Int(count.dropLast()) ?? 0 > 1000, "\(count)")
  }

  @Test("the draws that a killed fit leaves are those of the fit that ends")
  func prefix() throws {
    let process = try begin("--draws 1000000 --seed 5")
    Thread.sleep(forTimeInterval: 1)
    #expect(end(process, by: SIGKILL).status == 137)
    let killed = folder.read("o/draws/chain-1.csv").split(separator: "\n").dropLast()
    _ = try BayesProgram.run(
      "bayes fit examples/eight_schools.bayes --data examples/eight_schools.json --draws 200 "
        + "--seed 5 --output whole", in: folder)
    let whole = folder.read("whole/draws/chain-1.csv").split(separator: "\n")
    let (first, second) = (
      killed.filter { !$0.hasPrefix("#") }, whole.filter { !$0.hasPrefix("#") }
    )
    let shared = min(first.count, second.count)
    #expect(shared > 100)
    #expect(first.prefix(shared) == second.prefix(shared))
  }
}
