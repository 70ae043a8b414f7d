import ArgumentParser
import Bayes
import BayesExecution
import BayesGraph
import BayesInference
import BayesPosterior
import BayesSource

/// `bayes fit`.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Draw from a posterior, then summarise it and say whether it can be trusted.",
    discussion: """
      Progress goes to standard error, the summary with its verdict to standard output. Ctrl-C stops \
      the chains and keeps what they drew. Exits with 4 if the draws cannot be relied on; they are \
      written all the same. `bayes help R_hat` explains a column of the summary.

      Examples:
        bayes fit examples/eight_schools.bayes --data examples/eight_schools.json
        bayes fit examples/canary.bayes --data examples/canary.json --output fit
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var sampling: SamplingOptions

  @Option(
    help: ArgumentHelp("The folder to write draws and fit.json to.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @OptionGroup var console: OutputOptions

  func run() throws {
    let settings = try sampling.settings(seed: console.seed)
    let start = Stopwatch.now
    let prepared = try PreparedModel(model.file, output: console)
    let plan = try prepared.plan(model.data, output: console)
    let program = try PreparedModel.compile(plan)
    let prepareSeconds = Stopwatch.now - start
    try makeRoom(for: program, settings)
    let meter = ProgressMeter(chains: settings.chains, isQuiet: console.quiet)
    let run = FitRun(
      plan: plan, program: program, settings: settings,
      interruption: InterruptSignal.interruption)
    InterruptSignal.watch()
    let outcome = run.runAndWait { meter.show($0) }
    meter.end()
    switch outcome {
    case .failure(let failure):
      throw CommandFailure(message: failure.text(prepared.text.source), status: .model)
    case .success(var result):
      result.timing.prepareSeconds = prepareSeconds
      try finish(result, settings, prepared, plan)
    }
  }

  /// Refuses, before anything is drawn, what memory or disk cannot hold.
  private func makeRoom(for program: Program, _ settings: FitSettings) throws {
    let bytes = settings.bytesOfDraws(scalars: program.scalarCount)
    let limit = model.data.bindingOptions.maxMemory
    guard let bytes, bytes <= limit else {
      let need = bytes.map { "\(Bytes($0))" } ?? "more than any machine has"
      throw CommandFailure(
        message: """
          --draws \(settings.draws) of \(program.scalarCount) quantities in --chains \
          \(settings.chains) need \(need) of memory, over the limit of \(Bytes(limit)) \
          (--max-memory)
          """, status: .usage)
    }
    // A number takes some 18 characters as text, 8 bytes in memory.
    if let output { try FitFolder(output).prepare(bytes: 2 * bytes) }
  }

  private func finish(
    _ result: FitRun.Result, _ settings: FitSettings, _ prepared: PreparedModel, _ plan: Plan
  ) throws {
    let summary = PosteriorSummary(result.draws, maxTreeDepth: settings.nuts.maxTreeDepth)
    let report = FitReport(
      model: model.file, dataDigest: plan.model.dataDigest, method: "nuts", seed: settings.seed,
      chains: settings.chains, warmup: settings.warmup, draws: settings.draws,
      plan: plan.text.split(separator: "\n").map(String.init), timing: result.timing,
      summary: summary, isInterrupted: result.isInterrupted)
    let written = store(result, settings, report, prepared)
    if console.json {
      Console.write(report.json.text(.pretty) + "\n")
    } else {
      Console.write(Console.table(isQuiet: console.quiet).text(summary))
    }
    tell(result, settings)
    try written.get()
    if result.isInterrupted { throw ExitStatus.interrupted.code }
    if summary.diagnostics.grade == .failed { throw ExitStatus.unreliable.code }
  }

  /// Writes the folder; a failure is kept until the summary has been shown, which would else be lost.
  private func store(
    _ result: FitRun.Result, _ settings: FitSettings, _ report: FitReport,
    _ prepared: PreparedModel
  ) -> Result<Void, FileError> {
    guard let output else { return .success(()) }
    return Result { () throws(FileError) in
      try FitFolder(output).write(
        result.draws, report: report, model: prepared.text.source.bytes,
        comments: { result.comments(chain: $0, model: model.file, settings: settings) })
    }
  }

  /// What was done, on standard error.
  private func tell(_ result: FitRun.Result, _ settings: FitSettings) {
    guard !console.quiet else { return }
    let made = result.draws.sampler.reduce(0) { $0 + $1.count }
    let wanted = settings.chains * settings.draws
    if result.isInterrupted {
      Console.writeError("interrupted: \(made) of \(wanted) draws were made\n")
    }
    if let output { Console.writeError("draws, fit.json and the model are in \(output)\n") }
  }
}
