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
      written all the same; with 1 if they can and a `gate` of the model fails. `bayes help \
      R_hat` explains a column of the summary.

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

  @Flag(help: "Draw every observed quantity anew too, as NAME_rep.")
  var replicate = false

  @Flag(help: "Keep the log density of every observed value, as log_lik.")
  var logLikelihood = false

  @OptionGroup var console: OutputOptions

  func validate() throws {
    if output?.isEmpty == true { throw ValidationError("--output needs the name of a folder") }
  }

  func run() throws {
    let settings = try sampling.settings(seed: console.seed)
    let start = Stopwatch.now
    let prepared = try PreparedModel(model.file, output: console)
    var plan = try prepared.plan(model.data, output: console)
    plan.handsOnLatents = plan.handsOnLatents || replicate
    plan.keepsMarginalLikelihoods = logLikelihood
    let program = try prepared.compile(plan, model.data)
    let drawn = try drawn(plan, prepared)
    let prepareSeconds = Stopwatch.now - start
    try makeRoom(plan, program, settings, drawn)
    let meter = ProgressMeter(chains: settings.chains, isQuiet: console.quiet)
    let writer = makeWriter(plan, program, settings, prepared, drawn) {
      meter.interject("error: \($0); sampling goes on, its draws are kept in memory\n")
    }
    let run = FitRun(
      plan: plan, program: program, settings: settings, drawn: drawn,
      interruption: InterruptSignal.interruption, writer: writer)
    InterruptSignal.watch()
    let outcome = run.runAndWait { meter.show($0) }
    let files = writer?.finish() ?? .untouched
    meter.end()
    switch outcome {
    case .failure(let failure):
      throw CommandFailure(message: failure.text(prepared.text.source), status: .model)
    case .success(var result):
      result.timing.prepareSeconds = prepareSeconds
      try finish(result, settings, prepared, plan, drawn, files)
    }
  }

  /// What is drawn beside the parameters, as the flags say.
  private func drawn(_ plan: Plan, _ prepared: PreparedModel) throws -> DrawnQuantities {
    var unobserved: BoundModel?
    if replicate { unobserved = try prepared.bindUnobserved(model.data) }
    let drawn = DrawnQuantities.ofFit(
      plan, unobserved: unobserved, logLikelihood: logLikelihood)
    if let refusal = drawn.refusal { throw prepared.refuse(refusal) }
    let own = plan.model.graph.variables.map(\.name) + plan.model.graph.reports.map(\.name)
    let likelihoods =
      plan.keptLikelihoods.map { plan.model.graph.likelihoodName(of: $0.variable) }
      + drawn.names(of: .logLikelihood)
    let made =
      drawn.names(of: .replicate).map { ("--replicate", $0) }
      + likelihoods.map { ("--log-likelihood", $0) }
    if let (flag, name) = made.first(where: { own.contains($0.1) }) {
      throw CommandFailure(
        message: "\(flag) needs the name \(name), which the model has already; rename that one",
        status: .usage)
    }
    return drawn
  }

  /// What writes draws while they are made; nil without a folder.
  private func makeWriter(
    _ plan: Plan, _ program: Program, _ settings: FitSettings, _ prepared: PreparedModel,
    _ drawn: DrawnQuantities, onFailure: @escaping @Sendable (FileError) -> Void
  ) -> DrawWriter? {
    guard let output else { return nil }
    let folder = FitFolder(output)
    let (model, digest) = (prepared.text.source.bytes, plan.model.dataDigest)
    return DrawWriter(
      folder,
      scalars: program.scalars(labels: plan.model.labels)
        + drawn.scalars.filter { $0.group != .judged },
      comments: FitComments(model: self.model.file, settings: settings), chains: settings.chains,
      begin: { () throws(FileError) in try folder.begin(model: model, dataDigest: digest) },
      onFailure: onFailure)
  }

  /// Refuses, before anything is drawn, what memory or disk cannot hold.
  private func makeRoom(
    _ plan: Plan, _ program: Program, _ settings: FitSettings, _ drawn: DrawnQuantities
  ) throws {
    let memory = FitMemory(plan, program, settings, drawn: drawn, isWritten: output != nil)
    try memory.check(against: model.data)
    // A number takes some 18 characters as text, 8 bytes in memory.
    if let output { try FitFolder(output).prepare(bytes: 2 * memory.draws) }
  }

  private func finish(
    _ result: FitRun.Result, _ settings: FitSettings, _ prepared: PreparedModel, _ plan: Plan,
    _ drawn: DrawnQuantities, _ files: DrawWriter.Outcome
  ) throws {
    let summary = PosteriorSummary(
      result.draws, maxTreeDepth: settings.nuts.maxTreeDepth,
      threads: sampling.threads ?? Machine.processors)
    var report = FitReport(
      model: model.file, dataDigest: plan.model.dataDigest, method: "nuts", seed: settings.seed,
      chains: settings.chains, warmup: warmup(result, settings), draws: settings.draws,
      plan: plan.text.split(separator: "\n").map(String.init), timing: result.timing,
      summary: summary, isInterrupted: result.isInterrupted)
    report.observedDigest = plan.original.observedDigest
    report.replicates = drawn.names(of: .replicate)
    let judgement = Judgement(plan.original, result.draws)
    report.gates = judgement.gates
    report.decisions = judgement.decisions
    report.logLikelihood =
      plan.keptLikelihoods.map { plan.model.graph.likelihoodName(of: $0.variable) }
      + drawn.names(of: .logLikelihood)
    let stored = store(result, settings, report, prepared, files)
    if console.json {
      Console.write(report.json.text(.pretty) + "\n")
    } else {
      Console.write(Console.table(isQuiet: console.quiet).text(summary))
      if !judgement.text.isEmpty { Console.write("\n" + judgement.text) }
    }
    if let (count, first) = result.undrawn {
      Console.writeError(
        "warning: \(first); this happened in \(count) draws, whose predictions are NaN\n")
    }
    tell(result, settings, isStored: (try? stored.get()) != nil)
    try stored.get()
    if result.isInterrupted { throw ExitStatus.interrupted.code }
    if summary.diagnostics.grade == .failed { throw ExitStatus.unreliable.code }
    if !judgement.holds { throw ExitStatus.finding.code }
  }

  /// How many draws of each chain warmed it up, once all have come to the end of it.
  private func warmup(_ result: FitRun.Result, _ settings: FitSettings) -> Int {
    result.isInterrupted
      ? settings.warmup : result.costs.map(\.warmup).max() ?? settings.warmup
  }

  /// Completes the folder; a failure is kept until the summary has been shown.
  ///
  /// Draws that could not be written while they were made are tried once more.
  private func store(
    _ result: FitRun.Result, _ settings: FitSettings, _ report: FitReport,
    _ prepared: PreparedModel, _ files: DrawWriter.Outcome
  ) -> Result<Void, FileError> {
    guard let output else { return .success(()) }
    let folder = FitFolder(output)
    let comments = FitComments(model: model.file, settings: settings)
    return Result { () throws(FileError) in
      if files == .untouched {
        try folder.begin(
          model: prepared.text.source.bytes, dataDigest: report.dataDigest)
      }
      if files != .whole {
        try folder.write(result.draws.saved) { comments.all(chain: $0, result.costs[$0]) }
      }
      try folder.finish(report)
    }
  }

  /// What was done, on standard error.
  private func tell(_ result: FitRun.Result, _ settings: FitSettings, isStored: Bool) {
    guard !console.quiet else { return }
    let made = result.draws.sampler.reduce(0) { $0 + $1.count }
    let wanted = settings.chains * settings.draws
    if result.isInterrupted {
      Console.writeError("interrupted: \(made) of \(wanted) draws were made\n")
    }
    if let output, isStored {
      Console.writeError("draws, fit.json and the model are in \(output)\n")
    }
  }
}
