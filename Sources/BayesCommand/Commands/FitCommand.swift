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
      Progress and the verdict's causes go to standard error, the summary to standard output. \
      Ctrl-C stops the chains and keeps what they drew.

      Example:
        bayes fit examples/eight_schools.bayes --data examples/eight_schools.json --output fit
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var sampling: SamplingOptions

  @Option(
    help: ArgumentHelp("The folder to write draws and fit.json to.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @OptionGroup var console: OutputOptions

  func run() throws {
    let settings = try sampling.settings()
    let start = Stopwatch.now
    let prepared = try PreparedModel(model.file, output: console)
    let plan = try prepared.plan(model.data, output: console)
    let program = try PreparedModel.compile(plan)
    let prepareSeconds = Stopwatch.now - start
    if let output { try FileWriter.createFolder(output) }
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

  private func finish(
    _ result: FitRun.Result, _ settings: FitSettings, _ prepared: PreparedModel, _ plan: Plan
  ) throws {
    let summary = PosteriorSummary(result.draws, maxTreeDepth: settings.nuts.maxTreeDepth)
    let report = FitReport(
      model: model.file, dataDigest: plan.model.dataDigest, method: "nuts", seed: settings.seed,
      chains: settings.chains, warmup: settings.warmup, draws: settings.draws,
      plan: plan.text.split(separator: "\n").map(String.init), timing: result.timing,
      summary: summary, isInterrupted: result.isInterrupted)
    if let output {
      try FitFolder(output).write(
        result.draws, report: report, model: prepared.text.source.bytes,
        comments: { result.comments(chain: $0, model: model.file, settings: settings) })
    }
    if console.json {
      Console.write(report.json.text(.pretty) + "\n")
    } else {
      Console.write(SummaryTable.text(summary, width: Console.width))
    }
    if result.isInterrupted { throw ExitStatus.interrupted.code }
    if summary.diagnostics.grade == .failed { throw ExitStatus.unreliable.code }
  }
}
