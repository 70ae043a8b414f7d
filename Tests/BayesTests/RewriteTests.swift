import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import Testing

/// Laws over all rewrites of the plan, by enumeration.
@Suite("Rewrites")
struct RewriteTests {
  private static let models: [(text: String, data: String)] = [
    (Models.schools, #"{"y": [28, 8, -3, 7], "sigma": [15, 10, 16, 11]}"#),
    (
      // Plates in plates, of other families, with a location that has axes of its own.
      """
      dim A = 2, B = 3
      param mu[A] ~ Normal(0, 2)
      param s ~ Exponential(1)
      param t ~ HalfNormal(1)
      param x[A, B] ~ StudentT(4, mu, s)
      param g[B] ~ Logistic(0, t)
      observe y[A, B] ~ Normal(x + g, 1)
      report total = sum(x) + sum(g)
      """, #"{"y": [[1, 2, 3], [4, null, 6]]}"#
    ),
    (
      """
      dim K = 3
      param scale ~ HalfCauchy(1)
      param free ~ Normal(0, scale) with noncentered
      param fixed[K] ~ Normal(free, scale) with centered
      param shares: Simplex[K] ~ Dirichlet([1, 2, 3])
      observe z ~ Normal(sum(fixed * shares), 1)
      """, #"{"z": 0.5}"#
    ),
  ]

  /// A change of coordinates between two plans of one model, through the values of its quantities.
  private struct Pair {
    let with: Program
    let without: Program
    let plan: Plan
    let plain: Plan

    /// Where the plan without the rewrite has the point that the plan with it has at a position.
    func moved(_ position: [Double]) throws -> [Double] {
      var given: [String: [Double]] = [:]
      let values = quantities(with, position)
      for quantity in with.quantities where quantity.kind != .report {
        let own = Array(values[quantity.offset..<quantity.offset + quantity.count])
        guard let cells = quantity.cells else {
          given[quantity.name] = own
          continue
        }
        let index = plain.model.graph.variables.firstIndex { $0.name == quantity.name }
        var whole = index.flatMap { plain.model.observations[$0]?.values.values } ?? []
        for (cell, value) in zip(cells, own) { whole[cell] = value }
        given[quantity.name] = whole
      }
      return try plain.unconstrain(given)
    }
  }

  @Test(
    "without rewrites the same quantities have the same posterior, under a change of coordinates",
    arguments: RewriteCatalog.all.map { [$0.name] } + [RewriteCatalog.all.map { $0.name }])
  func onAndOff(rewrites: [String]) throws {
    for (text, data) in Self.models {
      let pair = try pair(text, data, rewrites)
      #expect(pair.with.quantities.map(\.name) == pair.without.quantities.map(\.name))
      #expect(pair.with.quantities.map(\.shape) == pair.without.quantities.map(\.shape))
      #expect(pair.with.dimension == pair.without.dimension)
      var stream = RandomStream(seed: 8, purpose: .test)
      for _ in 0..<3 {
        let position = (0..<pair.with.dimension).map { _ in stream.normal() / 2 }
        let other = try pair.moved(position)
        let values = quantities(pair.with, position)
        for (a, b) in zip(values, quantities(pair.without, other)) {
          #expect((a - b).magnitude < 1e-12 * max(1, a.magnitude))
        }
        // The densities differ by the logarithm of the volume that the change stretches.
        let jacobian = try position.indices.map { k in
          var (up, down) = (position, position)
          up[k] += 1e-4
          down[k] -= 1e-4
          return zip(try pair.moved(up), try pair.moved(down)).map { ($0 - $1) / 2e-4 }
        }
        let difference = try density(pair.with, position) - density(pair.without, other)
        let stretch = logDeterminant(jacobian)
        #expect((difference - stretch).magnitude < 1e-6, "\(rewrites): \(difference), \(stretch)")
      }
    }
  }

  @Test("a rewrite that is off leaves the plan without its steps")
  func steps() throws {
    for rewrite in RewriteCatalog.all.filter({ !$0.isNeeded }).map({ $0.name }) {
      let pair = try pair(Self.models[0].text, Self.models[0].data, [rewrite])
      #expect(pair.plan.steps.contains { $0.rewrite == rewrite })
      #expect(!pair.plain.steps.contains { $0.rewrite == rewrite })
    }
  }

  @Test("what a rewrite leaves is a sound graph, and every param can be read from it")
  func sound() throws {
    for (text, data) in Self.models {
      let plan = Pipeline.plan(try bound(text, data))
      #expect(GraphVerifier.faults(in: plan.model.graph) == [])
      for (variable, node) in plan.recoveries {
        #expect(plan.model.graph[node].axes == plan.model.graph[variable].axes)
      }
    }
  }

  private func bound(_ text: String, _ data: String) throws -> BoundModel {
    let graph = try #require(ModelText(SourceText(name: "model.bayes", text: text)).lowered())
    let read = DataReader.read(Array(data.utf8), name: "data.json", format: .json)
    let bound = Pipeline.bind(graph, data: DataReader.merge([read.values]).data)
    return try #require(bound.model, "\(bound.diagnostics.map(\.message))")
  }

  /// The plan with these rewrites alone, and the one without any.
  private func pair(_ text: String, _ data: String, _ rewrites: [String]) throws -> Pair {
    let model = try bound(text, data)
    var options = PlanOptions()
    options.off = Set(RewriteCatalog.all.map { $0.name }).subtracting(rewrites)
    let plan = Pipeline.plan(model, options: options)
    options.off.formUnion(rewrites)
    let plain = Pipeline.plan(model, options: options)
    return Pair(
      with: try Pipeline.compile(plan), without: try Pipeline.compile(plain), plan: plan,
      plain: plain)
  }
}

private func density(_ program: Program, _ position: [Double]) throws -> Double {
  var gradient = [Double](repeating: 0, count: program.dimension)
  return try program.makeEvaluator().logDensityAndGradient(at: position, gradient: &gradient)
}

private func quantities(_ program: Program, _ position: [Double]) -> [Double] {
  let generator = program.makeGenerator()
  var values = [Double](repeating: 0, count: generator.count)
  position.withUnsafeBufferPointer { point in
    guard let start = point.baseAddress else { return }
    generator.generate(at: start, into: &values)
  }
  return values
}

/// log |det a| by elimination with pivots.
private func logDeterminant(_ rows: [[Double]]) -> Double {
  var a = rows
  var sum = 0.0
  for k in a.indices {
    let pivot = a.indices[k...].max { a[$0][k].magnitude < a[$1][k].magnitude } ?? k
    a.swapAt(k, pivot)
    sum += Double.log(a[k][k].magnitude)
    for i in a.indices[(k + 1)...] {
      let factor = a[i][k] / a[k][k]
      for j in k..<a.count { a[i][j] -= factor * a[k][j] }
    }
  }
  return sum
}
