import BayesCompiler
import BayesDistributions
import BayesGraph
import BayesInference
import BayesSource
import BayesSyntax

/// What is known of a name.
struct HelpEntry {
  enum Kind: String { case distribution, function, keyword, method, setting, column }
  let kind: Kind
  let name: String
  let summary: String
  /// Ways to write it.
  let forms: [String]
  let example: String?
  let stanNames: [String]
  let sources: [String]

  /// All entries of a name; `stan:NAME` looks among Stan's names, with or without their suffix.
  static func find(_ name: String) -> [HelpEntry] {
    guard name.hasPrefix("stan:") else {
      let exact = all.filter { $0.name == name }
      return exact.isEmpty ? all.filter { $0.name.lowercased() == name.lowercased() } : exact
    }
    let wanted = String(name.dropFirst(5))
    let suffixes = ["_lpdf", "_lpmf", "_lcdf", "_lccdf", "_cdf", "_rng", "_lupdf", "_lupmf"]
    let bare = suffixes.first(where: wanted.hasSuffix).map { String(wanted.dropLast($0.count)) }
    // A fused form shows how it is written here before all that has its name.
    let form = [StanForms.find(bare ?? wanted)].compactMap(\.self)
    return form
      + all.filter { $0.stanNames.contains(wanted) || bare.map($0.stanNames.contains) == true }
  }

  /// What may be asked for.
  static var names: [String] {
    all.flatMap { [$0.name] + $0.stanNames.map { "stan:\($0)" } }
      + StanForms.names.map { "stan:\($0)" }
  }

  var text: String {
    var text = "\(name) (\(kind.rawValue)): \(summary)\n"
    for form in forms { text += "  \(form)\n" }
    if let example { text += "  for example: \(example)\n" }
    if !stanNames.isEmpty { text += "  in Stan: \(stanNames.joined(separator: ", "))\n" }
    for source in sources { text += "  source: \(source)\n" }
    return text
  }

  var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "name": .string(name), "summary": .string(summary),
      "forms": .array(forms.map { .string($0) }),
      "example": example.map { .string($0) } ?? .null,
      "stan": .array(stanNames.map { .string($0) }),
      "sources": .array(sources.map { .string($0) }),
    ]
  }

  private static let all: [HelpEntry] =
    DistributionCatalog.all.map { entry(of: DistributionCatalog.declaration(of: $0)) }
    + DerivedDistribution.all.map { derived in
      HelpEntry(
        kind: .distribution, name: derived.name, summary: derived.summary, forms: derived.forms,
        example: derived.example, stanNames: [], sources: derived.sources)
    }
    + KernelFamily.allCases.map { kernel in
      HelpEntry(
        kind: .function, name: kernel.rawValue,
        summary: "A kernel for `covariance` and `GP`: \(kernel.summary).",
        forms: ["\(kernel.rawValue)(\(kernel.parameters.joined(separator: ", ")))"],
        example: "let k = \(kernel.rawValue)(\(kernel.parameters.joined(separator: ", ")))",
        stanNames: [kernel.stanName].compactMap(\.self), sources: ["Rasmussen and Williams (2006)"])
    }
    + FunctionCatalog.elementwise.map { entry(of: FunctionCatalog.declaration(of: $0)) }
    + FunctionCatalog.lane.map { entry(of: FunctionCatalog.declaration(of: $0)) }
    + FunctionCatalog.matrix.map { entry(of: FunctionCatalog.declaration(of: $0)) }
    + SolverForm.all.map { solver in
      let labels = (solver.conditions + solver.settings).map { "\($0):" }
      return HelpEntry(
        kind: .function, name: solver.name, summary: solver.summary,
        forms: ["\(solver.name)(f, \(labels.joined(separator: ", ")))", solver.function],
        example: nil, stanNames: solver.stanNames, sources: solver.sources)
    }
    + KeywordHelp.all.map { word in
      HelpEntry(
        kind: .keyword, name: word.word, summary: word.summary, forms: [], example: word.example,
        stanNames: [], sources: [])
    }
    + AlgorithmCatalog.all.map { algorithm in
      HelpEntry(
        kind: .method, name: algorithm.name, summary: algorithm.summary,
        forms: ["--method \(algorithm.name)"]
          + algorithm.settings.map { "--set \($0.name)=\($0.defaultValue): \($0.summary)" },
        example: nil, stanNames: [], sources: [])
    }
    + AlgorithmCatalog.all.flatMap { algorithm in
      algorithm.settings.map { setting in
        HelpEntry(
          kind: .setting, name: setting.name, summary: setting.summary,
          forms: [
            "--set \(setting.name)=\(setting.defaultValue) (\(algorithm.name), from "
              + "\(setting.range.lowerBound) to \(setting.range.upperBound))"
          ], example: nil, stanNames: [], sources: [])
      }
    }
    + AlgorithmCatalog.all.flatMap { algorithm in
      algorithm.choices.map { choice in
        HelpEntry(
          kind: .setting, name: choice.name, summary: choice.summary,
          forms: [
            "--set \(choice.name)=\(choice.defaultValue) (\(algorithm.name), one of "
              + "\(choice.values.joined(separator: ", ")))"
          ], example: nil, stanNames: [], sources: [])
      }
    }
    + SummaryColumn.all.map { column in
      HelpEntry(
        kind: .column, name: column.name, summary: column.summary, forms: [], example: nil,
        stanNames: [], sources: column.sources)
    }

  private static func entry(of declaration: DistributionDeclaration) -> HelpEntry {
    let forms = declaration.forms.map { form in
      let parameters = form.parameters.map { "\($0.name): \(describe($0))" }
      return "\(declaration.name)(\(parameters.joined(separator: ", ")))"
    }
    return HelpEntry(
      kind: .distribution, name: declaration.name, summary: declaration.summary, forms: forms,
      example: declaration.example, stanNames: declaration.stanNames,
      sources: declaration.sources)
  }

  private static func describe(_ parameter: DistributionParameter) -> String {
    switch parameter.shape {
    case .scalar: parameter.domain.word
    case .vector: "\(parameter.domain.word) vector"
    case .matrix: "\(parameter.domain.word) matrix"
    case .range: "range"
    case .components: "list of distributions"
    }
  }

  private static func entry(of signature: FunctionSignature) -> HelpEntry {
    HelpEntry(
      kind: .function, name: signature.name, summary: signature.summary,
      forms: ["\(signature.name)(\(signature.parameters.joined(separator: ", ")))"],
      example: signature.example, stanNames: signature.stanNames, sources: [])
  }
}

extension ParameterDomain {
  /// In words.
  fileprivate var word: String {
    switch self {
    case .real: "real"
    case .positive: "positive"
    case .nonNegative: "not negative"
    case .unitInterval: "in 0...1"
    case .openUnitInterval: "between 0 and 1"
    case .positiveShare: "above 0 and at most 1"
    case .count: "count"
    case .integer: "integer"
    case .simplex: "simplex"
    case .ordered: "ordered"
    case .positiveDefinite: "positive definite"
    case .choleskyFactor: "Cholesky factor"
    case .any: "real"
    }
  }
}
