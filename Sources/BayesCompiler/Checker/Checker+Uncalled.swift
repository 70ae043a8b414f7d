import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Checks functions and submodels that nothing uses, with formals of the types they are declared with.
  ///
  /// What only a call can decide (lengths of loops, levels) is left to one.
  mutating func checkUncalled(_ items: [Item]) {
    for item in items {
      switch item {
      case .function(let function) where !called.contains(function.name.span):
        diagnostics += findings(in: function, isModel: false) { _ = $0.runBody(function) }
      case .model(let model) where !called.contains(model.name.span):
        diagnostics += findings(in: model, isModel: true) { _ = $0.runModel(model) }
      default: break
      }
    }
  }

  /// What is wrong with a body whatever it is called with.
  func findings(
    in function: FunctionDeclaration, isModel: Bool, _ body: (inout Checker) -> Void
  ) -> [Diagnostic] {
    var probe = self
    probe.indexAxes = []
    probe.firstGroup = probe.groups.count
    probe.isProbing = true
    probe.inlining.append(Inlining(name: function.name, isModel: isModel))
    let count = probe.diagnostics.count
    probe.declareFormals(of: function)
    body(&probe)
    let left: Set<String> = [
      DiagnosticCode.notYetCode.id, DiagnosticCode.unfoldsTooFarCode.id,
      DiagnosticCode.levelCode.id,
    ]
    return probe.diagnostics[count...].filter { !left.contains($0.code.id) }
  }

  private mutating func declareFormals(of function: FunctionDeclaration) {
    if let home = homes[function.name.span] { scopes = modules[home].scopes }
    scopes.cut(to: 0)
    scopes.push()
    for formal in function.formals {
      if formal.type.name.name == "Dim" { declareAnyDimension(formal.name) }
      for case .name(let name) in formal.type.dimensions where scopes[name.name] == nil {
        declareAnyDimension(name)
      }
    }
    // The bounds of the first, where a density lies, may read the others.
    for formal in function.formals.dropFirst() + function.formals.prefix(1)
    where formal.type.name.name != "Dim" {
      guard let type = check(formal.type) else {
        declare(formal.name, .invalid)
        continue
      }
      let id = node(
        .input(InputID(graph.inputs.count)), axes: type.axes, element: type.element,
        at: formal.name.span)
      graph.inputs.append(
        Input(
          name: formal.name.name, axes: type.axes, element: type.element, span: formal.name.span))
      declare(formal.name, .value(id))
    }
  }

  private mutating func declareAnyDimension(_ name: Identifier) {
    var dimension = Dimension(name: name.name, size: .inferred, span: name.span)
    dimension.isOrdered = true
    graph.dimensions.append(dimension)
    scopes.declare(
      name.name, .dimension(DimensionID(graph.dimensions.count - 1)), at: name.span)
  }
}
