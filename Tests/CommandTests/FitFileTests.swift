import BayesData
import BayesTestSupport
import Foundation
import Testing

@Suite("The files of a fit")
struct FitFileTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  private static let schools =
    "bayes fit examples/eight_schools.bayes --data examples/eight_schools.json"

  /// What a value of a document may be.
  enum Kind {
    case string, whole, number, numberOrNull, bool, null, strings, numbers, list, object

    func fits(_ node: JSONNode) -> Bool {
      switch (self, node.value) {
      case (.string, .string), (.bool, .boolean), (.null, .null), (.numberOrNull, .null): true
      case (.number, .number), (.numberOrNull, .number): true
      case (.whole, .number): node.number.map { $0 == $0.rounded() } ?? false
      case (.strings, .array): node.array?.allSatisfy { $0.string != nil } ?? false
      case (.numbers, .array): node.array?.allSatisfy { $0.number != nil } ?? false
      case (.list, .array), (.object, .object): true
      default: false
      }
    }
  }

  static let document: [(String, Kind)] = [
    ("schema", .whole), ("model", .string), ("dataDigest", .string), ("observedDigest", .string),
    ("method", .string),
    ("seed", .whole), ("chains", .whole), ("warmup", .whole), ("draws", .whole),
    ("interrupted", .bool), ("plan", .strings), ("parameters", .list), ("predictions", .list),
    ("replicates", .list), ("logLikelihood", .list), ("diagnostics", .object),
    ("elbo", .null), ("logEvidence", .null), ("timing", .object), ("gates", .null),
    ("decisions", .null),
  ]
  static let parameter: [(String, Kind)] = [
    ("name", .string), ("variable", .string), ("index", .numbers), ("labels", .list),
    ("mean", .numberOrNull), ("mcse", .numberOrNull), ("sd", .numberOrNull),
    ("mad", .numberOrNull), ("q5", .numberOrNull), ("q50", .numberOrNull),
    ("q95", .numberOrNull), ("essBulk", .numberOrNull), ("essTail", .numberOrNull),
    ("rhat", .numberOrNull),
  ]
  static let diagnostics: [(String, Kind)] = [
    ("divergences", .whole), ("maxTreedepthHits", .whole), ("ebfmi", .list),
    ("worstRhat", .numberOrNull), ("minEssBulk", .numberOrNull), ("minEssTail", .numberOrNull),
    ("paretoK", .null), ("verdict", .string), ("advice", .strings),
  ]
  static let timing: [(String, Kind)] = [
    ("prepareSeconds", .number), ("warmupSeconds", .number), ("samplingSeconds", .number),
    ("gradients", .whole), ("leapfrogs", .whole),
  ]

  private func check(_ node: JSONNode?, _ schema: [(String, Kind)], _ place: String) throws {
    let node = try #require(node, "no \(place)")
    guard case .object(let members) = node.value else {
      Issue.record("\(place) is no object")
      return
    }
    #expect(members.map(\.key) == schema.map(\.0), "\(place) has other members")
    for (name, kind) in schema {
      let value = try #require(node[name])
      #expect(kind.fits(value), "\(place).\(name) is no \(kind)")
    }
  }

  @Test("fit.json has the members of its schema, in their order, and is what --json prints")
  func schema() throws {
    let outcome = try BayesProgram.run(
      "bayes fit examples/correlated_slopes.bayes --data examples/correlated_slopes.csv --json "
        + "--output o", in: folder)
    let root = try outcome.document()
    #expect(folder.read("o/fit.json") == outcome.output)
    try check(root, Self.document, "the document")
    try check(root["diagnostics"], Self.diagnostics, "diagnostics")
    try check(root["timing"], Self.timing, "timing")
    let parameters = try #require(root["parameters"]?.array)
    for row in parameters { try check(row, Self.parameter, "a parameter") }
    let names = parameters.compactMap { $0["name"]?.string }
    #expect(
      names.prefix(8) == [
        "mu[1]", "mu[2]", "tau[1]", "tau[2]", "L[1,1]", "L[1,2]",
        "L[2,1]", "L[2,2]",
      ])
    #expect(parameters[0]["labels"]?.array?.first?.string == "intercept")
    #expect(names.firstIndex(of: "b[1,1]") ?? 0 > names.firstIndex(of: "sigma") ?? .max)
    // A constant has a mean, and no R-hat.
    #expect(parameters[4]["mean"]?.number == 1)
    #expect(parameters[4]["rhat"].map { Kind.null.fits($0) } == true)
    #expect(root["timing"]?["leapfrogs"]?.number ?? 0 > 1000)
  }

  @Test("the largest seed there is stands in fit.json with all its digits")
  func seed() throws {
    let outcome = try BayesProgram.run(
      "\(Self.schools) --draws 10 --warmup 50 --seed 18446744073709551615 --json", in: folder)
    #expect(outcome.output.contains("\"seed\": 18446744073709551615,"))
  }

  @Test("the folder holds the draws of each chain, the model as it was, and a digest of the data")
  func contents() throws {
    _ = try BayesProgram.run("\(Self.schools) --chains 3 --draws 20 --output o", in: folder)
    let examples = "\(ReferenceFiles.root)/examples"
    #expect(folder.read("o/model.bayes") == folder.read("examples/eight_schools.bayes"))
    #expect(FileManager.default.fileExists(atPath: examples))
    let root = try JSONDocument(parsing: Array(folder.read("o/fit.json").utf8)).root
    #expect(folder.read("o/data.digest") == (root["dataDigest"]?.string ?? "") + "\n")
    for chain in 1...3 {
      let lines = rows("o/draws/chain-\(chain).csv")
      #expect(lines.count == 21)
      #expect(lines[0].hasPrefix("lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,"))
      #expect(
        lines[0].hasSuffix(
          ",energy__,mu,tau,theta.1,theta.2,theta.3,theta.4,theta.5,theta.6,"
            + "theta.7,theta.8,pooling"))
    }
  }

  @Test("a second fit into a folder leaves no chain of the first behind")
  func stale() throws {
    _ = try BayesProgram.run("\(Self.schools) --chains 4 --draws 9 --output o", in: folder)
    _ = try BayesProgram.run("\(Self.schools) --chains 2 --draws 9 --output o", in: folder)
    #expect(folder.exists("o/draws/chain-2.csv"))
    #expect(!folder.exists("o/draws/chain-3.csv"))
  }

  @Test(
    "one seed gives the same draws, byte for byte, on 1, 2 and 4 threads",
    arguments: ["fisher", "stan", "pooled"])
  func threads(warmup: String) throws {
    let fit = "\(Self.schools) --set warmup=\(warmup)"
    for threads in [1, 2, 4] {
      _ = try BayesProgram.run(
        "\(fit) --seed 3 --threads \(threads) --output t\(threads)", in: folder)
    }
    _ = try BayesProgram.run("\(fit) --seed 4 --output other", in: folder)
    for chain in 1...4 {
      let first = rows("t1/draws/chain-\(chain).csv")
      #expect(first.count == 1001)
      #expect(rows("t2/draws/chain-\(chain).csv") == first)
      #expect(rows("t4/draws/chain-\(chain).csv") == first)
      #expect(rows("other/draws/chain-\(chain).csv") != first)
    }
  }

  @Test("a folder is summarised as its fit was, labels and order included")
  func summary() throws {
    let fit = try BayesProgram.run(
      "bayes fit examples/correlated_slopes.bayes --data examples/correlated_slopes.csv --output o",
      in: folder)
    let summary = try BayesProgram.run("bayes summary o", in: folder)
    #expect(summary.output == fit.output)
    #expect(summary.output.contains("b[1,2] s01, slope"))
  }

  @Test(
    "a folder that cannot be written is an error before anything is drawn",
    arguments: ["/dev/null/fit", "file", "file/fit"])
  func unwritable(_ output: String) throws {
    try folder.write("in the way", to: "file")
    let outcome = try BayesProgram.run(
      "\(Self.schools) --draws 1000000 --output \(output)", in: folder)
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains(output))
    #expect(outcome.output.isEmpty)
  }

  @Test("draws that no disk or memory can hold are refused before anything is drawn")
  func room() throws {
    let huge = "\(Self.schools) --draws 10000000 --chains 1000 --output o"
    let memory = try BayesProgram.run(huge, in: folder)
    #expect(memory.status == 2)
    #expect(memory.errors.contains("--draws") && memory.errors.contains("--max-memory"))
    let disk = try BayesProgram.run("\(huge) --max-memory 4000000G", in: folder)
    #expect(disk.status == 5)
    #expect(disk.errors.contains("cannot write o: the draws need"))
  }

  @Test("a fit that has no start leaves the one that was there alone, a new one takes its place")
  func replaced() throws {
    _ = try BayesProgram.run("\(Self.schools) --chains 3 --draws 20 --output o", in: folder)
    let report = folder.read("o/fit.json")
    #expect(report.contains("theta[8]"))
    try folder.write(
      "data x\nparam a ~ Normal(0, 1)\nobserve y ~ Normal(x * a, 1e-300)\n", to: "m.bayes")
    try folder.write("{\"x\": 1, \"y\": 1e9}", to: "d.json")
    let failed = try BayesProgram.run("bayes fit m.bayes --data d.json --output o", in: folder)
    #expect(failed.status == 3, "\(failed.errors)")
    #expect(folder.read("o/fit.json") == report)
    #expect(rows("o/draws/chain-3.csv").count == 21)
    _ = try BayesProgram.run("\(Self.schools) --chains 2 --draws 30 --output o", in: folder)
    #expect(rows("o/draws/chain-2.csv").count == 31)
    #expect(!folder.exists("o/draws/chain-3.csv"))
  }

  @Test(
    "a disk that fills up is told at once; the summary is shown, and no half fit passes for a whole"
  )
  func fullDisk() throws {
    // Files may have 100 blocks of 512 bytes; the draws of a chain need some 2 MB.
    let outcome = try BayesProgram.run(
      "ulimit -f 100; \(Self.schools) --draws 20000 --output o", in: folder)
    #expect(outcome.status == 5)
    let lines = outcome.errors.split(separator: "\n")
    let reports = lines.filter { $0.hasPrefix("error: cannot write o/draws/chain-") }
    #expect(reports.count == 2, "\(outcome.errors)")
    #expect(reports.first?.contains("sampling goes on") == true)
    #expect(outcome.output.contains("theta[8]"))
    #expect(!outcome.errors.contains("are in o"))
    #expect(!folder.exists("o/fit.json"))
    let names = try BayesProgram.run("ls o/draws", in: folder).output
    #expect(names == "chain-1.csv\nchain-2.csv\nchain-3.csv\nchain-4.csv\n")
    for chain in 1...4 {
      let text = folder.read("o/draws/chain-\(chain).csv")
      #expect(text.isEmpty || text.hasSuffix("\n"))
      #expect(text.utf8.count <= 51200)
    }
    let summary = try BayesProgram.run("bayes summary o", in: folder)
    #expect(summary.status == 0, "\(summary.errors)")
    #expect(summary.errors.contains("the fit did not end"))
  }

  private func rows(_ name: String) -> [Substring] {
    folder.read(name).split(separator: "\n").filter { !$0.hasPrefix("#") }
  }
}
