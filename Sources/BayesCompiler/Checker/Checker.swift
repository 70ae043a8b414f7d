import BayesGraph
import BayesSource
package import BayesSyntax

/// Resolves names and gives every expression its element, axes and level, in one forward pass.
///
/// Errors are collected, never thrown; what depends on an invalid expression is passed over in
/// silence. One checker serves one program.
package struct Checker {
  let tree: SyntaxTree
  /// The tokens of the program and of what it imports.
  var tokens: [Token]
  /// Where imported files come from.
  let imports: SourceProvider
  var modules: [Module] = []
  /// The modules of the files that were read, by name; nil for those with errors.
  var loaded: [String: Int?] = [:]
  /// The files whose imports are being read, outermost first.
  var loading: [String]
  /// The module that declares an imported function, by the place of its name.
  var homes: [SourceSpan: Int] = [:]
  /// The loop of a function that is read as a routine.
  var routine: RoutineReading?
  /// The names in it that hold Reals although they begin as Ints.
  var wideNames: Set<SourceSpan> = []
  /// Whether an import was not to be had.
  var lacksImport = false
  var graph: ModelGraph
  /// Per node the number that the text alone makes it, if it does.
  var known: [Double?] = []
  var scopes = Scopes()
  var diagnostics: [Diagnostic] = []
  var declarations: [CheckedProgram.Declaration] = []
  /// Axes of the index variables in force: bare arrays along them and reductions pass them by.
  var indexAxes: [AxisID] = []
  /// Axes without a dimension that stand for themselves all the same: values along two of them are not
  /// matched place by place.
  var settledAxes: Set<AxisID> = []
  /// The axis along which the equation of a piecewise `let` that is read runs.
  var stepAxis: AxisID?
  /// Along the axes of pieces that the steps of a recurrence read: which elements there are.
  var masks: [AxisID: NodeID] = [:]
  /// Where along their owners segments lie.
  var segmentNodes: [SegmentKey: NodeID] = [:]
  /// Per ragged dimension and index of its parent what the index picks.
  var segmentIndices: [SegmentIndexKey: NodeID] = [:]
  /// Per ragged dimension which element of its parent each element belongs to.
  var parentIndices: [DimensionID: NodeID] = [:]
  /// Groups of piecewise `let`s.
  var groups: [PieceGroup] = []
  /// The first group that the body which is elaborated may add pieces to.
  var firstGroup = 0
  /// The group whose piece is being elaborated.
  var currentGroup: Int?
  /// Functions and submodels that are being replaced by their bodies, innermost last.
  var inlining: [Inlining] = []
  /// Whether a body is checked by itself, with formals in place of arguments.
  var isProbing = false
  /// The conditions of the arms of `if` around a declaration, each with those around it.
  var arms: [NodeID] = []
  /// Uses of submodels that are being elaborated, innermost last.
  var uses: [ModelUse] = []
  /// The parts of submodels that were used, by their full names: `a.tau`.
  var parts: [String: Symbol] = [:]
  /// Functions that were called, by the place of their names.
  var called: Set<SourceSpan> = []
  /// How deep the expression that is checked is nested, through the functions it calls.
  var depth = 0
  /// How many calls and rounds of loops were unfolded.
  var unfolded = 0
  /// How many branches of functions, each with what stands behind it, are being unfolded.
  var branches = 0
  /// Choices by a condition that depends on a draw, and where the condition stands.
  var jumps: [(node: NodeID, condition: NodeID, span: SourceSpan)] = []
  /// The axes of the array whose indices are being read.
  var subscripted: [AxisID] = []
  /// Values whose axes stand in the order of reading, because no operand has all of them.
  var mixedOrder: Set<NodeID> = []
  var constants: [ConstantKey: NodeID] = [:]
  var dimensionAxes: [DimensionAxisKey: AxisID] = [:]
  /// Pieces of random variables, to prove that they partition their dimension.
  var variablePieces: [VariableID: [[AxisID]]] = [:]
  var variableNodes: [VariableID: NodeID] = [:]
  /// Indices that are categories without a dimension.
  var categoryIndices: [CategoryIndex] = []
  /// Where variables are asked to be centred or not.
  var centringSpans: [VariableID: SourceSpan] = [:]
  /// Whether the distribution that is read is that of `logp`.
  var isScoring = false
  /// Whether the expression that is read is asked of a whole posterior.
  var isJudging = false
  /// Variables without bounds in their type: they live where the prior of their first equation does.
  var supported: Set<VariableID> = []
  /// Bounds of parameters that vary along the parts of a dimension.
  var partBounds: [VariableID: [PartBounds]] = [:]

  struct ConstantKey: Hashable {
    let value: UInt64
    let element: ElementType
  }

  struct DimensionAxisKey: Hashable {
    let dimension: DimensionID
    let copy: Int
  }

  init(_ tree: SyntaxTree, _ imports: SourceProvider) {
    self.tree = tree
    self.imports = imports
    tokens = tree.tokens
    loading = [tree.source.name]
    graph = ModelGraph(source: tree.source)
  }

  /// The checked program of a tree; the tree's own diagnostics are not repeated.
  package static func check(
    _ tree: SyntaxTree, imports: SourceProvider = .none
  ) -> CheckedProgram {
    var checker = Checker(tree, imports)
    checker.check(tree.items)
    return CheckedProgram(
      source: checker.graph.source, declarations: checker.declarations, elaboration: checker.graph,
      diagnostics: checker.diagnostics)
  }

  private mutating func check(_ items: [Item]) {
    declareImports(items, of: tree.source.name)
    declareCallables(items)
    for item in items { check(item) }
    for group in groups.indices { close(group) }
    assembleBounds()
    provePieces()
    proveCategoryIndices()
    checkUncalled(items)
    dropConsequences()
    lint()
  }

  /// Declares functions and submodels, which may be used above their declaration: their bodies take
  /// the place of their uses.
  mutating func declareCallables(_ items: [Item]) {
    for item in items {
      switch item {
      case .function(let node): declare(node.name, .function(node))
      case .model(let node): declare(node.name, .model(node))
      default: break
      }
    }
  }

  private mutating func check(_ item: Item) {
    switch item {
    case .dimension(let node): checkDimensions(node)
    case .data(let node): checkData(node)
    case .variable(let node): checkVariable(node)
    case .binding(let node): checkLet(node)
    case .report(let node): checkReport(node)
    case .factor(let node): checkFactor(node)
    case .function, .model, .importFile: break
    case .gate(let node): checkGate(node)
    case .decide(let node): checkDecision(node)
    case .conditional(let node): checkConditional(node)
    case .mutable(let node): report(.onlyInFunction("var", at: node.span))
    case .forLoop(let node): report(.onlyInFunction("for", at: node.span))
    case .whileLoop(let node): report(.onlyInFunction("while", at: node.span))
    case .returnValue(let node): report(.onlyInFunction("return", at: node.span))
    case .assignment(let node): report(.uselessStatement(node))
    }
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Reports what would otherwise be said at every place that depends on it.
  mutating func reportOnce(_ diagnostic: Diagnostic) {
    if !diagnostics.contains(where: { $0.code == diagnostic.code }) { report(diagnostic) }
  }

  /// Declares a name in the innermost scope, or says that it is taken.
  mutating func declare(_ identifier: Identifier, _ symbol: Symbol) {
    if let known = scopes.inInnermost(identifier.name) {
      // Functions are declared before all else, wherever they stand.
      guard known.span.start > identifier.span.start else {
        return report(.redeclared(identifier, firstAt: known.span))
      }
      report(
        .redeclared(
          Identifier(name: identifier.name, span: known.span), firstAt: identifier.span))
    }
    scopes.declare(identifier.name, symbol, at: identifier.span)
  }
}
