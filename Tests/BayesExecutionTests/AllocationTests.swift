import Bayes
import BayesExecution
import BayesTestSupport
import CAllocationCounter
import Testing

@Suite("Memory of an evaluation", .enabled(if: allocations_are_counted()))
struct AllocationTests {
  @Test("allocations of this thread are counted")
  func counter() {
    let before = allocation_count()
    let array = [Double](repeating: 1, count: Int.random(in: 100...200))
    #expect(allocation_count() > before, "\(array.count)")
  }

  @Test("a log density with its gradient allocates nothing", arguments: Oracle.available)
  func models(name: String) throws {
    let oracle = try Oracle(named: name)
    #expect(try allocations(of: oracle.compile()) == 0)
  }

  @Test("nor do recurrences", arguments: RecurrenceModel.all)
  func recurrences(model: RecurrenceModel) throws {
    #expect(try allocations(of: Pipeline.compile(model.plan(length: 20))) == 0)
  }

  @Test("nor do solutions of equations", arguments: RecurrenceModel.solutions)
  func solutions(model: RecurrenceModel) throws {
    #expect(
      try allocations(of: Pipeline.compile(model.plan(length: model.lengths.max() ?? 1))) == 0)
  }

  @Test("nor do special functions, products with matrices and selections")
  func functions() throws {
    let text = """
      dim Obs = 4
      let X: Real[Obs, Obs] = [[1, 2, 3, 4], [4, 3, 2, 1], [1, 0, 1, 0], [0, 1, 0, 1]]
      data y: Int[Obs] = [2, 0, 3, 1]
      param a ~ Exponential(1)
      param b[Obs] ~ Normal(0, 1)
      factor gammaP(a, 2) + betaI(a, 2, 0.25) + lbeta(a, 3)
      observe y[Obs] ~ NegBinomial(exp(X @ b), a)
      factor b > 0 ? lgamma(1 + b^2) : tanh(b)
      """
    #expect(try allocations(of: compile(text + "\n")) == 0)
  }

  @Test("nor do functions of matrices, of one or of many", arguments: MatrixTests.models)
  func matrices(model: String) throws {
    let program = try compile(MatrixTests.head + model + "\n")
    #expect(try allocations(of: program) == 0)
  }

  /// How often a hundred evaluations ask for memory.
  private func allocations(of program: Program) throws -> UInt64 {
    let evaluator = program.makeEvaluator()
    let position = [Double](repeating: 0.1, count: max(program.dimension, 1))
    var gradient = position
    return try position.withUnsafeBufferPointer { point in
      try gradient.withUnsafeMutableBufferPointer { slope in
        let start = try #require(point.baseAddress)
        let result = try #require(slope.baseAddress)
        _ = try evaluator.logDensityAndGradient(at: start, gradient: result)
        let before = allocation_count()
        for _ in 0..<100 { _ = try evaluator.logDensityAndGradient(at: start, gradient: result) }
        return allocation_count() - before
      }
    }
  }
}
