import BayesGraph
import BayesSource
import BayesSyntax

/// An imported file: what it offers to those that import it.
struct Module {
  let name: String
  /// Its functions and submodels, and the files it imports under a name.
  var scopes: Scopes
  /// The functions and submodels of its own.
  var offers: [Identifier] = []
}

/// Imported files.
extension Checker {
  /// How many files one program may import.
  static let mostImports = 256

  /// Reads the imported files, and declares what they offer: under the name behind `as`, or as it is.
  mutating func declareImports(_ items: [Item], of file: String) {
    for case .importFile(let node) in items {
      guard let module = load(node, for: file) else {
        if let alias = node.alias { declare(alias, .invalid) }
        lacksImport = true
        continue
      }
      if let alias = node.alias {
        declare(alias, .module(module))
        continue
      }
      for offer in modules[module].offers {
        guard let entry = modules[module].scopes[offer.name] else { continue }
        declare(Identifier(name: offer.name, span: node.pathSpan), entry.symbol)
      }
    }
  }

  /// The module of an imported file, read at its first import; nil, diagnosed, where it cannot be had.
  private mutating func load(_ node: ImportDeclaration, for file: String) -> Int? {
    switch imports.read(node.path, file) {
    case .missing(let reason):
      report(.missingImport(node.path, reason, at: node.pathSpan))
      return nil
    case .found(let text):
      if let first = loading.firstIndex(of: text.name) {
        report(.importCycle(loading[first...] + [text.name], at: node.pathSpan))
        return nil
      }
      if let known = loaded[text.name] { return known }
      guard graph.source.imports.count < Self.mostImports else {
        reportOnce(.tooManyImports(Self.mostImports, at: node.pathSpan))
        return nil
      }
      let module = read(text)
      loaded[text.name] = module
      return module
    }
  }

  private mutating func read(_ text: SourceText) -> Int? {
    let (source, start) = graph.source.appending(text)
    graph.source = source
    let tree = Parser.parse(source, from: start)
    tokens += tree.tokens
    diagnostics += tree.diagnostics
    guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    let around = scopes
    scopes = Scopes()
    loading.append(text.name)
    declareImports(tree.items, of: text.name)
    declareCallables(tree.items)
    loading.removeLast()
    var module = Module(name: text.name, scopes: scopes)
    scopes = around
    for item in tree.items {
      switch item {
      case .function(let node), .model(let node):
        module.offers.append(node.name)
        homes[node.name.span] = modules.count
      default: break
      }
    }
    modules.append(module)
    return modules.count - 1
  }

  /// What a callee names: a function or submodel of this file, or one behind the name of an imported
  /// file.
  func callable(_ callee: Expression) -> (symbol: Symbol, name: Identifier)? {
    switch callee {
    case .name(let name): return scopes[name.name].map { ($0.symbol, name) }
    case .member(let member):
      guard let module = module(member.base) else { return nil }
      return module.scopes[member.member.name].map { ($0.symbol, member.member) }
    default: return nil
    }
  }

  /// The imported file that a name stands for.
  func module(_ expression: Expression) -> Module? {
    guard case .name(let name) = expression, case .module(let id)? = scopes[name.name]?.symbol
    else { return nil }
    return modules[id]
  }

  /// Whether a name stands for a file that could not be imported, or anything else that is wrong.
  func isInvalid(_ base: Expression) -> Bool {
    if case .name(let name) = base, case .invalid? = scopes[name.name]?.symbol {
      true
    } else {
      false
    }
  }

  /// Leaves out what follows from imports that are not there.
  mutating func dropConsequences() {
    guard lacksImport else { return }
    let due: Set<String> = [
      DiagnosticCode.unknownFunctionCode.id, DiagnosticCode.unknownDistributionCode.id,
    ]
    diagnostics.removeAll { due.contains($0.code.id) }
  }
}
