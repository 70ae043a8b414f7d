import BayesGraph
import BayesMath
import CVectorMath

/// The solution of an equation as an inert value: its function on single numbers, and what it is found
/// for.
///
/// It reads a vector with a row for each plate: the conditions (start, output times and initial state; or
/// the guess; or both ends), then the numbers that its function reads.
struct NumericSolution {
  typealias ID = NumericGraph.ID

  /// What the function reads.
  enum Read: Hashable {
    case time
    case state(Int)
    case row(Int)
  }

  /// A direction along which the solution is differentiated: an element of the row.
  struct Column {
    enum Kind: Hashable {
      case number, start, lower, upper
      case initial(Int)
      case time(Int)
    }
    let kind: Kind
    /// Its place in the row.
    let place: Int
  }

  let problem: cvm_problem
  let controls: SolverControls
  /// Computes the function; `read(k)` is what it reads by `reads[k]`.
  let function: NumericGraph
  let values: [ID]
  let reads: [Read]
  let plates: Int
  let times: Int
  let rowCount: Int
  /// Those that are computed along with the solution, then those in the output times.
  let columns: [Column]
  /// The number of elements of the state.
  var size: Int { values.count }

  /// How many numbers others read of its memory, derivatives apart.
  var resultCount: Int { plates * times * size }

  /// How many columns are computed along with the solution.
  var moving: Int { columns.count - timeColumns }

  private var timeColumns: Int {
    columns.count {
      if case .time = $0.kind { true } else { false }
    }
  }

  /// What of its memory stands where, with room for all columns.
  var memory: Memory { Memory(self) }

  /// The blocks of a solution's memory, each at a multiple of eight numbers; the result comes first.
  struct Memory {
    private(set) var count: Int
    let padded: Int
    let width: Int
    private(set) var status = 0
    private(set) var row = 0
    private(set) var time = 0
    private(set) var stage = 0
    private(set) var values = 0
    private(set) var jacobian = 0
    private(set) var partials = 0
    private(set) var work = 0

    fileprivate init(_ solution: NumericSolution) {
      let n = solution.size
      padded = MemoryPlan.padded(n)
      width = solution.moving == 0 ? 0 : MemoryPlan.padded(solution.moving)
      count = solution.resultCount * (1 + solution.columns.count)
      let block = padded + n * width
      status = take(1)
      row = take(solution.rowCount)
      time = take(1)
      stage = take(block)
      values = take(n)
      jacobian = take(n * n)
      partials = take(n * width)
      work = take(Self.workCount(solution.problem, size: n, padded: padded, width: width))
    }

    private mutating func take(_ size: Int) -> Int {
      let start = count == 0 ? 0 : MemoryPlan.padded(count)
      count = start + MemoryPlan.padded(size)
      return start
    }

    /// How many numbers a method needs beside its stage, as the kernels lay them out.
    private static func workCount(
      _ problem: cvm_problem, size n: Int, padded: Int, width: Int
    ) -> Int {
      let block = padded + n * width
      return switch problem {
      case CVM_DORMAND_PRINCE: 10 * block
      case CVM_RADAU: 2 * block + 3 * n * width + 16 * n + 11 * n * n
      case CVM_ROOT: block + 2 * n + n * n
      default: 2 * (8 + width)
      }
    }
  }
}
