import BayesData
import Testing

@Suite("The command line")
struct CommandLineTests {
  static let commands = [
    "check", "fmt", "plan", "fit", "prior", "predict", "summary", "diagnose", "compare",
    "logdensity", "bench", "dump", "explain", "help",
  ]

  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  @Test("every command has help with an example and the flags that all share", arguments: commands)
  func help(_ command: String) throws {
    let outcome = try BayesProgram.run("bayes \(command) --help", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Example"))
    #expect(outcome.output.contains("  bayes \(command)"))
    for flag in ["--json", "--seed", "--quiet"] {
      #expect(outcome.output.contains(flag), "\(command) has no \(flag)")
    }
  }

  @Test(
    "with --json a command prints one document and nothing else",
    arguments: [
      "check examples/eight_schools.bayes --data examples/eight_schools.json",
      "plan examples/eight_schools.bayes --data examples/eight_schools.json",
      "fit examples/eight_schools.bayes --data examples/eight_schools.json --output fit",
      "summary fit", "diagnose fit",
      "logdensity examples/canary.bayes --data examples/canary.json --unconstrained p.json",
      "logdensity examples/canary.bayes --data examples/canary.json --at at.json --gradient",
      "bench examples/canary.bayes --data examples/canary.json --seconds 0.01",
      "dump examples/eight_schools.bayes --after types",
      "dump examples/canary.bayes --data examples/canary.json --after program",
      "explain", "explain B0301", "help", "help Normal", "help fit",
      "fmt --check examples/eight_schools.bayes", "fmt --stdin < examples/eight_schools.bayes",
    ])
  func json(_ line: String) throws {
    try folder.write("[-5, -5]", to: "p.json")
    try folder.write("{\"p\": [0.01, 0.01]}", to: "at.json")
    if line.hasSuffix(" fit") {
      _ = try BayesProgram.run(
        "bayes fit examples/canary.bayes --data examples/canary.json --draws 200 --output fit",
        in: folder)
    }
    let parts = line.split(separator: "<", maxSplits: 1)
    let redirect = parts.count > 1 ? " <\(parts[1])" : ""
    let outcome = try BayesProgram.run("bayes \(parts[0]) --json\(redirect)", in: folder)
    #expect(outcome.status == 0 || outcome.status == 4, "\(outcome.errors)")
    _ = try outcome.document()
    #expect(!outcome.output.contains(": NaN") && !outcome.output.contains("nan,"))
  }

  @Test(
    "a usage error names the flag and ends with 2",
    arguments: [
      ("fit m.bayes --chains 0", "--chains"), ("fit m.bayes --chains x", "--chains"),
      ("fit m.bayes --draws 0", "--draws"), ("fit m.bayes --warmup -1", "--warmup"),
      ("fit m.bayes --threads 0", "--threads"), ("fit m.bayes --seed -3", "--seed"),
      ("fit m.bayes --seed 1.5", "--seed"), ("fit m.bayes --set depth", "--set"),
      ("fit m.bayes --set depth=3", "--set depth=3"),
      ("fit m.bayes --set maxTreeDepth=0.5", "maxTreeDepth"),
      ("fit m.bayes --method gibbs", "--method"), ("fit m.bayes --max-memory much", "--max-memory"),
      ("fit m.bayes --wrmup 3", "--warmup"), ("fit m.bayes --output", "--output"),
      ("bench m.bayes --seconds 0", "--seconds"), ("dump m.bayes --after lunch", "--after"),
      ("logdensity m.bayes", "--unconstrained"), ("fmt", "--stdin"), ("summary", "<paths>"),
      ("frobnicate", "frobnicate"),
    ])
  func usage(_ line: String, _ named: String) throws {
    let outcome = try BayesProgram.run("bayes \(line)", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(named), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "a method that is still to come is refused by name",
    arguments: ["exact", "smc", "advi", "pathfinder", "laplace", "map"])
  func methods(_ method: String) throws {
    let outcome = try BayesProgram.run("bayes fit m.bayes --method \(method)", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--method \(method) is not in this version"))
  }

  @Test("nothing is coloured outside a terminal, with or without NO_COLOR")
  func colour() throws {
    try folder.write("param mu ~ Normal(0, sd)\n", to: "m.bayes")
    for environment in [[:], ["NO_COLOR": "1"], ["TERM": "xterm-256color"]] {
      let outcome = try BayesProgram.run(
        "bayes check m.bayes", in: folder, environment: environment)
      #expect(outcome.errors.contains("error[B0201]"))
      #expect(!(outcome.errors + outcome.output).contains("\u{1B}"))
    }
  }

  @Test("--quiet leaves results and errors only")
  func quiet() throws {
    let fine = try BayesProgram.run(
      "bayes fit examples/canary.bayes --data examples/canary.json --quiet --output o", in: folder)
    #expect(fine.errors.isEmpty)
    #expect(fine.output.contains("lift"))
    let check = try BayesProgram.run("bayes check examples/canary.bayes --quiet", in: folder)
    #expect(check.output.isEmpty && check.errors.isEmpty)
  }

  @Test("the summary fits the columns there are, names and all", arguments: [40, 60, 80, 120])
  func width(_ columns: Int) throws {
    let outcome = try BayesProgram.run(
      "bayes fit examples/correlated_slopes.bayes --data examples/correlated_slopes.csv --draws 100",
      in: folder, environment: ["COLUMNS": "\(columns)"])
    let lines = outcome.output.split(separator: "\n")
    let widest = lines.filter { !$0.contains("`") }.map(\.count).max() ?? 0
    #expect(widest <= max(columns, 60), "\(widest) columns")
    let isCut = outcome.output.contains("left out to fit the width")
    #expect(isCut || columns > 40)
    #expect(!isCut || columns < 120)
  }

  @Test("a reader that goes away ends the program without a word")
  func brokenPipe() throws {
    let outcome = try BayesProgram.run("bayes explain | head -n 1", in: folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
  }

  @Test("standard output without room is an error")
  func fullOutput() throws {
    let outcome = try BayesProgram.run("bayes explain > /dev/full", in: folder)
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("standard output"))
  }
}
