import Bayes
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import Testing

@Suite("Solutions of equations")
struct SolutionTests {
  @Test(
    "a solution has the value and the gradient of the reference evaluator",
    arguments: RecurrenceModel.solutions)
  func oracle(model: RecurrenceModel) throws {
    try model.expectReference(values: 1e-9, slopes: 1e-8)
  }

  @Test(
    "the portable instruction set gives a solution the bits of the machine's best",
    arguments: RecurrenceModel.solutions)
  func instructionSets(model: RecurrenceModel) throws {
    try model.expectSameBits()
  }

  @Test("a value does not depend on whether its gradient is wanted")
  func valuesAlone() throws {
    for model in RecurrenceModel.solutions where model.text.contains("let y = ode") {
      let reported = RecurrenceModel(model.name, model.text + "\nreport saved = sum(y^2)")
      let plan = try reported.plan(length: model.lengths.max() ?? 1)
      let program = try Pipeline.compile(plan)
      let scored = RecurrenceModel(model.name, model.text + "\nfactor 2 * sum(y^2)")
      let other = try Pipeline.compile(try scored.plan(length: model.lengths.max() ?? 1))
      for position in model.positions(program.dimension) {
        let generator = program.makeGenerator()
        var values = [Double](repeating: 0, count: generator.count)
        position.withUnsafeBufferPointer { point in
          if let start = point.baseAddress { generator.generate(at: start, into: &values) }
        }
        let difference =
          (try evaluate(other, position).value - evaluate(program, position).value) / 2
        let saved = try #require(values.last)
        #expect((saved - difference).magnitude <= 1e-12 * (1 + saved.magnitude), "\(model.name)")
      }
    }
  }

  private static let explosive = """
    param a ~ Normal(0, 1)
    func f(t: Real, y: Real) -> Real {
      return exp(a) * y^2
    }
    let y = ode(f, initial: 1, start: 0, at: [t / 3.0 for t in T], METHOD)
    factor -y[T.last]
    """

  @Test(
    "a point without a solution is rejected for a reason, and its neighbours are not",
    arguments: ["rtol: 1e-6", "method: \"radau\""])
  func explosion(settings: String) throws {
    let text = Self.explosive.replacing("METHOD", with: settings)
    let plan = try RecurrenceModel("explosive", text).plan(length: 3)
    let program = try Pipeline.compile(plan)
    #expect(try evaluate(program, [2]).value.isNaN)
    #expect(try evaluate(program, [-2]).value.isFinite)
    let reasons = Terms(plan).evaluate(at: [2]).compactMap(\.reason)
    #expect(reasons.count == 1)
    #expect(Terms(plan).evaluate(at: [-2]).allSatisfy { $0.reason == nil })
  }

  @Test("more steps than allowed between two output times are a reason")
  func steps() throws {
    let text = Self.explosive.replacing("METHOD", with: "rtol: 1e-12, atol: 1e-12, maxSteps: 3")
    let plan = try RecurrenceModel("steps", text).plan(length: 2)
    #expect(
      Terms(plan).evaluate(at: [0]).compactMap(\.reason) == [
        "it takes more than `maxSteps` steps to an output time"
      ])
  }

  @Test("the number of operations does not depend on the number of output times")
  func codeSize() throws {
    let model = RecurrenceModel("decay", Self.explosive.replacing("METHOD", with: "rtol: 1e-6"))
    let short = try Pipeline.compile(try model.plan(length: 10))
    let long = try Pipeline.compile(try model.plan(length: 1_000))
    #expect(short.operationCount == long.operationCount)
  }

  @Test("a solution that a recurrence would have to carry is refused with its place")
  func inRecurrence() throws {
    let model = RecurrenceModel(
      "events",
      """
      param a ~ Normal(0, 1)
      func f(t: Real, y: Real) -> Real {
        return -exp(a) * y
      }
      let y[T.first] = 1
      let y[t in T.dropFirst()] = findRoot(g, guess: 1, shift: y[t - 1])
      func g(x: Real, shift: Real) -> Real {
        return x^3 - shift * a
      }
      factor -sum(y)
      """)
    let plan = try model.plan(length: 3)
    #expect(throws: Diagnostic.self) { try Pipeline.compile(plan) }
  }
}
