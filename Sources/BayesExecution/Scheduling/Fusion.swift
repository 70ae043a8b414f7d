import CVectorMath

/// Which operations of a region become one: products that are added or subtracted, and the logistic
/// functions of one argument, which share an exponential.
struct Fusion {
  typealias ID = NumericGraph.ID

  /// a·b + c, a·b − c or c − a·b in one rounding.
  struct Contraction {
    let code: cvm_code
    let factors: (ID, ID)
    let rest: ID

    var factorsAndRest: (ID, ID, ID) { (factors.0, factors.1, rest) }
  }

  /// log(1 + exp(x)), or its sum, with invLogit(x).
  struct Logistic {
    let argument: ID
    let value: ID
    /// The sum over all elements, where nothing else reads the value: then one logarithm of a product
    /// of many factors serves.
    let sum: ID?
    let inverse: ID?
  }

  private var contractions: [ID: Contraction] = [:]
  private var logistics: [ID: Logistic] = [:]
  private var absorbed: Set<ID> = []

  /// Nothing is fused.
  init() {}

  /// Fuses `members`, given how often each value is read and which of them are wanted by themselves.
  init(
    _ members: [ID], _ graph: NumericGraph, uses: [ID: Int], stored: Set<ID>,
    _ options: CompileOptions
  ) {
    if options.fusesLogistic { findLogistics(members, graph, uses, stored) }
    if options.contractsProducts { findContractions(members, graph, uses, stored) }
  }

  func contraction(at id: ID) -> Contraction? { contractions[id] }

  func logistic(at id: ID) -> Logistic? { logistics[id] }

  /// Whether another operation computes the value on its way.
  func isAbsorbed(_ id: ID) -> Bool { absorbed.contains(id) }

  /// What an operation reads once it is fused.
  func operands(of id: ID, _ graph: NumericGraph) -> [ID] {
    if absorbed.contains(id) { return [] }
    if let contraction = contractions[id] {
      return [contraction.factors.0, contraction.factors.1, contraction.rest]
    }
    return graph[id].operation.operands
  }

  private mutating func findLogistics(
    _ members: [ID], _ graph: NumericGraph, _ uses: [ID: Int], _ stored: Set<ID>
  ) {
    var inverses: [ID: ID] = [:]
    var sums: [ID: ID] = [:]
    for member in members {
      switch graph[member].operation {
      case .unary(.invLogit, let x): inverses[x] = member
      case .sum(let x) where uses[x] == 1: sums[x] = member
      default: break
      }
    }
    for member in members {
      guard case .unary(.log1pExp, let x) = graph[member].operation else { continue }
      let sum = stored.contains(member) ? nil : sums[member]
      guard sum != nil || inverses[x] != nil else { continue }
      let logistic = Logistic(argument: x, value: member, sum: sum, inverse: inverses[x])
      // Whichever of the values comes first computes all.
      logistics[member] = logistic
      if let inverse = inverses[x] { logistics[inverse] = logistic }
    }
  }

  private mutating func findContractions(
    _ members: [ID], _ graph: NumericGraph, _ uses: [ID: Int], _ stored: Set<ID>
  ) {
    let own = Set(members)
    func factors(_ id: ID, of sum: ID) -> (ID, ID)? {
      guard own.contains(id), uses[id] == 1, !stored.contains(id),
        graph.count(id) == graph.count(sum)
      else { return nil }
      switch graph[id].operation {
      case .binary(.multiply, let a, let b): return (a, b)
      case .unary(.square, let a): return (a, a)
      default: return nil
      }
    }
    for member in members {
      guard case .binary(let operation, let x, let y) = graph[member].operation,
        operation == .add || operation == .subtract
      else { continue }
      if let product = factors(x, of: member) {
        let code = operation == .add ? CVM_MULTIPLY_ADD : CVM_MULTIPLY_SUBTRACT
        contractions[member] = Contraction(code: code, factors: product, rest: y)
        absorbed.insert(x)
      } else if let product = factors(y, of: member) {
        let code = operation == .add ? CVM_MULTIPLY_ADD : CVM_SUBTRACT_PRODUCT
        contractions[member] = Contraction(code: code, factors: product, rest: x)
        absorbed.insert(y)
      }
    }
  }
}
