import BayesGraph
import BayesSource
import BayesSyntax

extension Checker {
  /// Checks functions that nothing calls, with formals of the types they are declared with.
  ///
  /// What only a call can decide (lengths of loops, levels) is left to one.
  mutating func checkUncalled(_ items: [Item]) {
    for case .function(let function) in items where !called.contains(function.name.span) {
      var probe = self
      probe.indexAxes = []
      let count = probe.diagnostics.count
      probe.declareFormals(of: function)
      _ = probe.runBody(function)
      let left: Set<String> = [
        DiagnosticCode.notYetCode.id, DiagnosticCode.unfoldsTooFarCode.id,
        DiagnosticCode.levelCode.id,
      ]
      diagnostics += probe.diagnostics[count...].filter { !left.contains($0.code.id) }
    }
  }

  private mutating func declareFormals(of function: FunctionDeclaration) {
    scopes.cut(to: 0)
    scopes.push()
    for formal in function.formals {
      if formal.type.name.name == "Dim" { declareAnyDimension(formal.name) }
      for case .name(let name) in formal.type.dimensions where scopes[name.name] == nil {
        declareAnyDimension(name)
      }
    }
    for formal in function.formals where formal.type.name.name != "Dim" {
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
