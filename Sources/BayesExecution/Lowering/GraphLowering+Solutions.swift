import BayesGraph
import BayesMath
import BayesSource
import CVectorMath

extension GraphLowering {
  /// The solutions of an equation: its function is traced number by number, its rows are put together.
  mutating func solve(_ solution: Solution, result: Layout) -> ID {
    if isBody {
      tracer.refuse(.solutionInRecurrence(solution.name, at: tracer.origin))
      return tracer.graph.constant(.nan)
    }
    guard result.count > 0 else { return tracer.graph.table([]) }
    let plates = layout(result.axes.filter { !solution.ownAxes.contains($0) })
    var rows = SolutionRows(plates)
    for (node, axes) in zip(solution.conditions, solution.conditionAxes) {
      let id = value(node)
      _ = rows.add(id, count: tracer.graph.count(id), layout(node), over: layout(axes))
    }
    let conditionCount = rows.count
    let function = SolvedFunctionTracing(self, solution, plates, &rows)
    if let refusal = function.refusal { tracer.refuse(refusal) }
    let count = layout(solution.ownAxes).count
    let size = function.values.count
    let columns = columns(solution, rows, conditionCount, size: size)
    let numeric = NumericSolution(
      problem: solution.problem.code, controls: solution.controls, function: function.graph,
      values: function.values, reads: function.reads, plates: plates.count,
      times: count / max(size, 1), rowCount: rows.count, columns: columns)
    let memory = tracer.graph.solution(numeric, rows.vector(in: &tracer.graph))
    statuses.append(
      SolutionStatus(
        name: solution.name, span: tracer.origin, memory: memory, place: numeric.memory.status))
    return tracer.graph.gather(memory, (0..<numeric.resultCount).map(Int32.init))
  }

  /// The elements of a row that depend on draws, and how the solution depends on them.
  private func columns(
    _ solution: Solution, _ rows: SolutionRows, _ conditionCount: Int, size: Int
  ) -> [NumericSolution.Column] {
    var moving: [NumericSolution.Column] = []
    var times: [NumericSolution.Column] = []
    for place in 0..<rows.count where rows.isActive(place, in: tracer.graph) {
      let kind: NumericSolution.Column.Kind
      switch solution.problem {
      case _ where place >= conditionCount: kind = .number
      case .root: continue
      case .integral: kind = place == 0 ? .lower : .upper
      case .differential:
        let timeCount = conditionCount - 1 - size
        kind =
          place == 0
          ? .start : place <= timeCount ? .time(place - 1) : .initial(place - 1 - timeCount)
      }
      if case .time = kind {
        times.append(NumericSolution.Column(kind: kind, place: place))
      } else {
        moving.append(NumericSolution.Column(kind: kind, place: place))
      }
    }
    // The kernels take the derivatives in all output times or in none.
    return moving + times
  }
}

extension Solution.Problem {
  fileprivate var code: cvm_problem {
    switch self {
    case .differential(_, _, _, _, .rk45): CVM_DORMAND_PRINCE
    case .differential(_, _, _, _, .radau): CVM_RADAU
    case .root: CVM_ROOT
    case .integral: CVM_INTEGRAL
    }
  }
}

/// Where a solution says whether it was found.
struct SolutionStatus {
  let name: String
  let span: SourceSpan?
  let memory: NumericGraph.ID
  let place: Int
}

/// What a solution is found for, plate by plate, as places in values that stand one after the other.
struct SolutionRows {
  typealias ID = NumericGraph.ID

  private let plates: Layout
  private var parts: [ID] = []
  private var starts: [Int] = []
  private var size = 0
  /// Per element of a row: whose it is, and where it stands on each plate.
  private var elements: [(part: Int, places: [Int])] = []

  init(_ plates: Layout) { self.plates = plates }

  var count: Int { elements.count }

  /// Appends the elements along `axes` of a value that has `n`, one for all or one each; gives the places
  /// in the row.
  mutating func add(_ id: ID, count n: Int, _ own: Layout, over axes: Layout) -> Range<Int> {
    let first = elements.count
    parts.append(id)
    starts.append(size)
    let isNumber = n == 1
    size += n
    let plateStarts = plates.positions(of: own)
    for inner in axes.positions(of: own) {
      let places = plateStarts.map { isNumber ? 0 : $0 + inner }
      elements.append((parts.count - 1, places))
    }
    return first..<elements.count
  }

  func isActive(_ place: Int, in graph: NumericGraph) -> Bool {
    graph.elements(parts[elements[place].part]) == nil
  }

  /// All rows, one after the other.
  func vector(in graph: inout NumericGraph) -> ID {
    let whole = graph.concatenate(parts)
    return graph.gather(
      whole,
      (0..<plates.count).flatMap { plate in
        elements.map { Int32(starts[$0.part] + $0.places[plate]) }
      })
  }
}
