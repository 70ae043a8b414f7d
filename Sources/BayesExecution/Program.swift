package import BayesGraph
package import BayesSource
import CVectorMath

/// Which passes a compilation leaves out, and which instruction set it runs on.
package struct CompileOptions: Sendable {
  /// Whether numbers are taken out of products of vectors and of sums of them.
  package var extractsFactors = true
  /// Whether a sum of a selection by data is taken over the elements of either kind by themselves.
  package var partitionsSelections = true
  /// Whether what is added to runs of equal positions is added run by run.
  package var addsRuns = true
  /// Whether products that are added or subtracted become one operation with one rounding.
  package var contractsProducts = true
  /// Whether logistic functions of one argument share their exponential, and sums of them their
  /// logarithm.
  package var fusesLogistic = true
  /// Whether to run on the architecture's baseline whatever the machine has.
  package var isPortable = false

  package init() {}
}

/// A planned model as numbers: its log density with gradient, and the values of its quantities,
/// over the unconstrained vector.
///
/// Shared by all chains.
package struct Program: Sendable {
  /// The length of the unconstrained vector.
  package let dimension: Int
  /// Whose coordinates stand where in the unconstrained vector.
  package let coordinates: [CoordinateBlock]
  let density: Code
  let generator: Code
  /// What draws discrete latents, where a quantity depends on them.
  let latents: LatentProgram?
  /// What the generator gives, in order.
  package let quantities: [GeneratedQuantity]
  let isPortable: Bool

  /// Compiles a plan.
  ///
  /// Throws what is refused where the model needs something that no program can have.
  package init(
    compiling plan: Plan, options: CompileOptions = CompileOptions()
  ) throws(Diagnostic) {
    if let refusal = plan.refusal { throw refusal }
    dimension = plan.sampled.reduce(0) { $0 + $1.count }
    isPortable = options.isPortable
    coordinates = plan.sampled.map { quantity in
      CoordinateBlock(
        name: plan.name(of: quantity.variable), offset: quantity.offset, count: quantity.count)
    }
    var lowering = GraphLowering(plan, options: options)
    lowering.constrainAll()
    let total = lowering.logDensity()
    let gradient = Adjoint.gradient(of: total, in: lowering.tracer)
    if let refusal = lowering.tracer.refusal { throw refusal }
    var outputs: [(id: NumericGraph.ID, count: Int, offset: Int)] = []
    for quantity in plan.sampled where quantity.count > 0 {
      let id = lowering.gradient(of: quantity, from: gradient)
      outputs.append((id, quantity.count, quantity.offset))
    }
    density = Code(lowering.tracer.graph, value: total, outputs: outputs, options: options)
    var generated = GraphLowering(plan, options: options)
    generated.constrainAll()
    let (written, quantities) = generated.generated()
    generator = Code(generated.tracer.graph, outputs: written.values, options: options)
    self.quantities = quantities
    latents =
      written.dependent.isEmpty
      ? nil : try LatentProgram(plan, outputs: written.dependent, options: options)
  }

  /// An evaluator for one thread.
  package func makeEvaluator() -> Evaluator { Evaluator(self) }

  /// A generator for one thread.
  package func makeGenerator() -> Generator { Generator(self) }

  /// How many dispatches over whole vectors a gradient takes.
  package var instructionCount: Int { density.regions.count }

  /// How many of these are loops over the steps of recurrences.
  package var loopCount: Int {
    density.regions.count { !$0.phases.isEmpty && $0.solution == nil }
  }

  /// How many operations these have, each step of a loop counted once.
  package var operationCount: Int {
    density.regions.reduce(0) { total, region in
      total + region.operations.count + region.phases.reduce(0) { $0 + $1.operations.count }
        + (region.solution?.function.count ?? 0)
    }
  }

  /// Bytes of an evaluator's own memory.
  package var workspaceBytes: Int {
    8
      * (density.arenaCount + density.scratchCount + density.sumCount + density.matrixWork)
  }

  /// The instruction set its kernels were compiled for.
  package var executorName: String { table.map { String(cString: $0.pointee.name) } ?? "none" }

  /// How many numbers of a draw are kept: all but those of latents that are handed on, which come last.
  package var keptCount: Int {
    quantities.reduce(0) { $0 + ($1.kind == .latent ? 0 : $1.count) }
  }

  /// One line for each instruction of the gradient.
  package func dump() -> String {
    density.listing.enumerated().map { "\($0.offset + 1). \($0.element)\n" }.joined()
  }

  var table: UnsafePointer<cvm_table>? { isPortable ? cvm_portable() : cvm_best() }

  static var bestTable: UnsafePointer<cvm_table>? { cvm_best() }
}

/// A quantity whose values a generator gives: a variable or a report, row-major over its axes.
package struct GeneratedQuantity: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case parameter, imputed, report, logLikelihood
    /// Draws of a discrete latent, handed on to what is drawn from them and kept by nobody.
    case latent
  }
  package let name: String
  package let kind: Kind
  /// The variable whose value it is; nil for a report.
  package let variable: VariableID?
  package let shape: [Int]
  /// Dimensions of the axes, for labels; nil for anonymous ones.
  package let dimensions: [DimensionID?]
  /// Where its elements start in the generated vector; for imputed quantities only latent cells.
  package let offset: Int
  package let count: Int
  /// For imputed quantities the flat positions of the latent cells.
  package let cells: [Int]?
}

/// The coordinates of one quantity in the unconstrained vector.
package struct CoordinateBlock: Sendable, Hashable {
  /// The quantity as the model names it; a non-centred plate stands with its standardised effects.
  package let name: String
  package let offset: Int
  package let count: Int
}
