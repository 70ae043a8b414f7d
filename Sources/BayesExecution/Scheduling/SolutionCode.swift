import BayesMath
import CVectorMath

/// A solution as operations and addresses: what makes its memory ready, what computes its function, and
/// where all stands.
struct SolutionCode {
  typealias ID = NumericGraph.ID

  let solution: NumericSolution
  /// What is done once before.
  private(set) var preparation: [LoopCode.Phase] = []
  /// The function, with the derivatives that the method or the columns need.
  private(set) var function: [RegionCode.Operation] = []
  private(set) var scratchCount = 0
  private(set) var sumCount = 0
  /// Where its memory, its rows and the constants of its method stand.
  let own: MemoryPlan.Address
  let rows: MemoryPlan.Address
  let constants: MemoryPlan.Address
  /// Index tables: the derivatives in the state row by row, and what each column is along.
  let starts: Int
  let places: Int
  let initials: Int

  init?(
    _ id: ID, _ graph: NumericGraph, _ options: CompileOptions, _ memory: inout MemoryPlan
  ) {
    guard case .solution(let place, let rows) = graph[id].operation,
      let own = memory.address(of: id, in: graph),
      let input = memory.address(of: rows, in: graph)
    else { return nil }
    solution = graph.solutions[place]
    self.own = own
    self.rows = input
    constants = memory.address(ofElements: solution.problem.constants)
    let function = SolvedFunctionCode(solution)
    starts = memory.place(ofIndex: function.starts)
    places = memory.place(ofIndex: function.places)
    initials = memory.place(ofIndex: solution.columns.map(\.kind.code))
    let code = LoopCode(function.loop, own: own, inputs: [], options, &memory)
    scratchCount = code.scratchCount
    sumCount = code.sumCount
    preparation = Array(code.phases.dropLast())
    self.function = code.phases.last?.operations ?? []
  }
}

extension cvm_problem {
  /// The constants of the method, as the kernels read them.
  fileprivate var constants: [Double] {
    switch self {
    case CVM_DORMAND_PRINCE: DormandPrince.constants
    case CVM_RADAU: Radau.constants
    case CVM_ROOT: RootSearch.constants
    default: DoubleExponential.constants
    }
  }
}

extension NumericSolution.Column.Kind {
  fileprivate var code: Int32 {
    switch self {
    case .initial(let element): Int32(element)
    case .number, .time: CVM_NUMBER.rawValue
    case .start: CVM_START.rawValue
    case .lower: CVM_LOWER.rawValue
    case .upper: CVM_UPPER.rawValue
    }
  }
}

/// The function of a solution as a loop of one step over the solution's own memory.
private struct SolvedFunctionCode {
  typealias ID = NumericGraph.ID

  private let solution: NumericSolution
  private let memory: NumericSolution.Memory
  private let tracer = Tracer()
  private var fillings: [Loop.Filling] = []
  private var writes: [Loop.Write] = []
  private(set) var starts: [Int32] = [0]
  private(set) var places: [Int32] = []

  init(_ solution: NumericSolution) {
    self.solution = solution
    memory = solution.memory
    tracer.graph = solution.function
    fill(memory.values, MemoryPlan.padded(solution.size), 0)
    for (row, value) in solution.values.enumerated() { write(value, at: memory.values + row) }
    guard solution.moving > 0 || solution.problem == CVM_RADAU || solution.problem == CVM_ROOT
    else {
      starts += solution.values.map { _ in 0 }
      return
    }
    fill(memory.partials, solution.size * memory.width, 0)
    for row in solution.values.indices { differentiate(row) }
  }

  var loop: Loop {
    let reads = solution.reads.map { read in
      let place =
        switch read {
        case .time: memory.time
        case .state(let element): memory.stage + element
        case .row(let element): memory.row + element
        }
      return access(place)
    }
    let phase = Loop.Phase(count: 1, body: tracer.graph, reads: reads, writes: writes)
    return Loop(
      count: memory.count, resultCount: solution.resultCount, fillings: fillings, phases: [phase])
  }

  private func access(_ place: Int) -> Loop.Access {
    Loop.Access(memory: .own, places: .moving(first: place, by: 0), count: 1)
  }

  private mutating func fill(_ first: Int, _ count: Int, _ number: Double) {
    fillings.append(Loop.Filling(first: first, count: count, source: .number(number)))
  }

  /// A constant stands there before; all else is written at every evaluation.
  private mutating func write(_ value: ID, at place: Int) {
    if let number = tracer.graph.number(value) { return fill(place, 1, number) }
    writes.append(Loop.Write(value: value, access: access(place), adds: false))
  }

  /// The derivatives of a value in the state, those that are not always zero, and along the columns.
  private mutating func differentiate(_ row: Int) {
    let one = tracer.graph.constant(1)
    let (adjoints, _) = Adjoint.ofReads(
      solution.reads.map { _ in true }, seeds: [(solution.values[row], one)], isMasked: false,
      in: tracer)
    for (read, slope) in adjoints.sorted(by: { $0.key < $1.key })
    where tracer.graph.number(slope) != 0 {
      switch solution.reads[read] {
      case .time: continue
      case .state(let element):
        write(slope, at: memory.jacobian + places.count)
        places.append(Int32(element))
      case .row(let element):
        let column = solution.columns.firstIndex { $0.place == element && $0.kind == .number }
        guard let column else { continue }
        write(slope, at: memory.partials + row * memory.width + column)
      }
    }
    starts.append(Int32(places.count))
  }
}
