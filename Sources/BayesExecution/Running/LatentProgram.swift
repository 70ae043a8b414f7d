import BayesGraph
import BayesMath
import BayesSource
import CVectorMath

/// What draws the discrete latents that are summed out, and what is computed from their draws.
struct LatentProgram: Sendable {
  /// The log weights of states.
  let weights: Code
  let weightCount: Int
  let tables: [LatentTable]
  /// The quantities that depend on latents, from the coordinates, then draws and summaries.
  let dependent: Code
  /// The length of the unconstrained vector, and of draws and summaries.
  let dimension: Int
  let count: Int

  init(
    _ plan: Plan, outputs: [(node: NodeID, count: Int, offset: Int)], options: CompileOptions
  ) throws(Diagnostic) {
    let inputs = LatentInputs(plan)
    tables = inputs.tables
    weightCount = inputs.weightCount
    count = inputs.count
    dimension = plan.sampled.reduce(0) { $0 + $1.count }
    var lowering = GraphLowering(plan, options: options)
    lowering.constrainAll()
    var values: [(id: NumericGraph.ID, count: Int, offset: Int)] = []
    for output in inputs.outputs {
      values.append((lowering.value(output.node), output.count, output.offset))
    }
    if let refusal = lowering.tracer.refusal { throw refusal }
    weights = Code(lowering.tracer.graph, outputs: values, options: options)
    lowering = GraphLowering(plan, options: options)
    lowering.constrainAll()
    lowering.takeLatents(inputs, from: dimension)
    values = []
    for output in outputs {
      values.append((lowering.value(output.node), output.count, output.offset))
    }
    if let refusal = lowering.tracer.refusal { throw refusal }
    dependent = Code(lowering.tracer.graph, outputs: values, options: options)
  }
}

/// Which draw of which chain quantities are generated for; together with the seed it decides the draws of
/// discrete latents.
package struct DrawNumber: Sendable {
  package let seed: UInt64
  package let iteration: UInt32
  package let chain: UInt32

  package init(seed: UInt64 = 0, iteration: UInt32 = 0, chain: UInt32 = 0) {
    self.seed = seed
    self.iteration = iteration
    self.chain = chain
  }
}

/// The latents' part of a generator, for one thread.
final class LatentGenerator {
  private let program: LatentProgram
  private let weights: Workspace
  private let dependent: Workspace
  private let draws: LatentDraws
  /// The log weights, then what a draw needs to work with.
  private var logWeights: [Double]
  /// The coordinates, then draws and summaries.
  private var point: [Double]

  init(_ program: LatentProgram, _ table: UnsafePointer<cvm_table>) {
    self.program = program
    weights = Workspace(program.weights, table)
    dependent = Workspace(program.dependent, table)
    draws = LatentDraws(program.tables)
    logWeights = [Double](repeating: 0, count: program.weightCount + draws.workCount)
    point = [Double](repeating: 0, count: program.dimension + program.count)
  }

  deinit {
    weights.deallocate()
    dependent.deallocate()
  }

  /// Draws the latents at a point and writes what depends on them to `values`.
  func generate(
    at position: UnsafePointer<Double>, into values: UnsafeMutablePointer<Double>,
    _ draw: DrawNumber
  ) {
    var stream = RandomStream(
      seed: draw.seed, purpose: .latent, iteration: draw.iteration, chain: draw.chain)
    logWeights.withUnsafeMutableBufferPointer { logWeights in
      point.withUnsafeMutableBufferPointer { point in
        guard let logWeights = logWeights.baseAddress, let point = point.baseAddress else { return }
        weights.run(at: position, into: logWeights)
        point.update(from: position, count: program.dimension)
        draws.draw(
          logWeights, into: point + program.dimension, logWeights + program.weightCount,
          using: &stream)
        dependent.run(at: point, into: values)
      }
    }
  }
}
