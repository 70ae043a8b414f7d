/// The text of items while it is written.
struct ItemDump {
  private(set) var text = ""
  private var level = 0

  private mutating func line(_ content: String) {
    text += String(repeating: "  ", count: level) + content + "\n"
  }

  private mutating func indented(_ body: (inout ItemDump) -> Void) {
    level += 1
    body(&self)
    level -= 1
  }

  private mutating func part(_ name: String, _ content: String?) {
    if let content { indented { $0.line("\(name) \(content)") } }
  }

  private mutating func block(_ name: String, _ block: Block) {
    indented { text in
      text.line(name)
      text.indented { inner in for item in block.items { inner.item(item) } }
    }
  }

  mutating func item(_ item: Item) {
    switch item {
    case .importFile(let node):
      line("import \(node.path.debugDescription)")
      part("as", node.alias?.dump())
    case .model(let node): function("model", node)
    case .function(let node): function("func", node)
    case .dimension(let node): for dimension in node.specifications { specification(dimension) }
    case .data(let node): data(node)
    case .variable(let node): variable(node)
    case .binding(let node): binding(node)
    case .mutable(let node): mutable(node)
    case .report(let node): report(node)
    case .factor(let node): line("factor \(node.value.dump())")
    case .gate(let node): line("gate \(node.name.dump()) \(node.condition.dump())")
    case .decide(let node): decide(node)
    case .forLoop(let node): loop(node)
    case .conditional(let node): conditional(node)
    case .whileLoop(let node):
      line("while \(node.condition.dump())")
      block("do", node.body)
    case .returnValue(let node): line("return" + (node.value.map { " " + $0.dump() } ?? ""))
    case .assignment(let node): assignment(node)
    }
  }

  private mutating func function(_ word: String, _ node: FunctionDeclaration) {
    line("\(word) \(node.name.dump())")
    for formal in node.formals {
      let value = formal.defaultValue.map { " = " + $0.dump() } ?? ""
      part("formal", "\(formal.name.dump()): \(formal.type.dump())\(value)")
    }
    part("->", node.result?.dump())
    block("do", node.body)
  }

  private mutating func specification(_ node: DimensionSpecification) {
    let attributes = node.attributes.map { " " + $0.kind.rawValue }.joined()
    line("dim \(node.name.dump())\(attributes)")
    part("of", node.parent?.dump())
    part("=", node.value?.dump())
    part("from", node.origin?.dump())
  }

  private mutating func data(_ node: DataDeclaration) {
    line("data \(node.names.map { $0.dump() }.joined(separator: ", "))")
    part(":", node.type.dump())
    part("=", node.defaultValue?.dump())
  }

  private mutating func variable(_ node: VariableDeclaration) {
    line("\(node.role.rawValue) \(node.targets.map { $0.dump() }.joined(separator: ", "))")
    part(":", node.type?.dump())
    part("~", node.distribution.dump())
    for clause in node.clauses { indented { $0.line(clause.dump()) } }
  }

  private mutating func binding(_ node: LetDeclaration) {
    switch node.pattern {
    case .target(let target): line("let \(target.dump())")
    case .tuple(let names):
      line("let (\(names.map { $0.dump() }.joined(separator: ", ")))")
    }
    part(":", node.type?.dump())
    part("=", node.value.dump())
  }

  private mutating func mutable(_ node: VarDeclaration) {
    line("var \(node.name.dump())")
    part(":", node.type?.dump())
    part("=", node.value.dump())
  }

  private mutating func report(_ node: ReportDeclaration) {
    line("report \(node.targets.map { $0.dump() }.joined(separator: ", "))")
    part(":", node.type?.dump())
    part("=", node.value?.dump())
  }

  private mutating func decide(_ node: DecideDeclaration) {
    line("decide \(node.name.dump()) \(node.sense.rawValue)")
    for option in node.options { part("\(option.name.dump()):", option.utility.dump()) }
  }

  private mutating func loop(_ node: ForStatement) {
    line("for \(node.variable.dump()) in \(node.range.dump())")
    block("do", node.body)
  }

  private mutating func conditional(_ node: IfStatement) {
    line("if \(node.condition.dump())")
    block("then", node.body)
    if let otherwise = node.otherwise { block("else", otherwise) }
  }

  private mutating func assignment(_ node: AssignmentStatement) {
    guard let change = node.change else { return line("run \(node.place.dump())") }
    line("set \(node.place.dump()) \(change.operator.rawValue) \(change.value.dump())")
  }
}

extension TypeExpression {
  /// The type as it is written.
  func dump() -> String {
    let axes = dimensions.map { $0.dump() }.joined(separator: ", ")
    return name.dump() + (axes.isEmpty ? "" : "[\(axes)]") + (isOptional ? "?" : "")
      + (bounds.map { " in " + $0.dump() } ?? "")
  }
}

extension DimensionArgument {
  fileprivate func dump() -> String {
    switch self {
    case .name(let identifier): identifier.dump()
    case .size(let size, _): "\(size)"
    }
  }
}

extension Target {
  /// The name and its axes, as they are written.
  func dump() -> String {
    let axes = axes.map { $0.dump() }.joined(separator: ", ")
    return name.dump() + (axes.isEmpty ? "" : "[\(axes)]")
  }
}

extension TargetAxis {
  fileprivate func dump() -> String {
    switch form {
    case .index(let name, let range): "\(name.dump()) in \(range.dump())"
    case .piece(let piece): piece.dump()
    }
  }
}

extension Clause {
  fileprivate func dump() -> String {
    switch kind {
    case .truncated(let value): "truncated \(value.dump())"
    case .censored(let arguments):
      "censored " + arguments.map { $0.dump() }.joined(separator: " ")
    case .weight(let value): "weight \(value.dump())"
    case .when(let value): "when \(value.dump())"
    case .forget(let value): "forget \(value.dump())"
    case .initial(let value): "init \(value.dump())"
    case .with(let names): "with " + names.map { $0.dump() }.joined(separator: " ")
    }
  }
}
