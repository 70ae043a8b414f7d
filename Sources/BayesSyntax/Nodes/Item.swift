package import BayesSource

/// A name with its place.
///
/// Backticks are not part of `name`; it is empty where no name could be read.
package struct Identifier: Sendable, Hashable {
  package let name: String
  package let span: SourceSpan

  package init(name: String, span: SourceSpan) {
    self.name = name
    self.span = span
  }
}

/// A declaration or statement.
package indirect enum Item: Sendable {
  case importFile(ImportDeclaration)
  case model(FunctionDeclaration)
  case function(FunctionDeclaration)
  case dimension(DimensionDeclaration)
  case data(DataDeclaration)
  case variable(VariableDeclaration)
  case binding(LetDeclaration)
  case mutable(VarDeclaration)
  case report(ReportDeclaration)
  case factor(FactorStatement)
  case gate(GateDeclaration)
  case decide(DecideDeclaration)
  case forLoop(ForStatement)
  case conditional(IfStatement)
  case whileLoop(WhileStatement)
  case returnValue(ReturnStatement)
  case assignment(AssignmentStatement)

  package var span: SourceSpan {
    switch self {
    case .importFile(let node): node.span
    case .model(let node): node.span
    case .function(let node): node.span
    case .dimension(let node): node.span
    case .data(let node): node.span
    case .variable(let node): node.span
    case .binding(let node): node.span
    case .mutable(let node): node.span
    case .report(let node): node.span
    case .factor(let node): node.span
    case .gate(let node): node.span
    case .decide(let node): node.span
    case .forLoop(let node): node.span
    case .conditional(let node): node.span
    case .whileLoop(let node): node.span
    case .returnValue(let node): node.span
    case .assignment(let node): node.span
    }
  }
}

/// `{ … }`.
package struct Block: Sendable {
  package let items: [Item]
  package let span: SourceSpan

  package init(items: [Item], span: SourceSpan) {
    self.items = items
    self.span = span
  }
}
