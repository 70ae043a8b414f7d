package import BayesMath

/// The log density of a program with its gradient, for one thread; a call allocates nothing.
package final class Evaluator: LogDensity {
  package let dimension: Int
  private let program: Program
  private let workspace: Workspace?
  private let results: UnsafeMutablePointer<Double>
  private let gradients: UnsafeMutablePointer<GradientPart>
  private let gradientCount: Int

  private struct GradientPart {
    let output: Code.Output
    let offset: Int
  }

  init(_ program: Program) {
    self.program = program
    dimension = program.dimension
    workspace = program.table.map { Workspace(program.density, $0) }
    results = .allocate(capacity: 1)
    results.initialize(to: 0)
    gradientCount = program.gradientOffsets.count
    gradients = .allocate(capacity: max(gradientCount, 1))
    for (index, part) in program.gradientOffsets.enumerated() {
      (gradients + index).initialize(
        to: GradientPart(output: program.density.outputs[index + 1], offset: part.offset))
    }
  }

  deinit {
    workspace?.deallocate()
    results.deallocate()
    gradients.deinitialize(count: gradientCount).deallocate()
  }

  package func logDensityAndGradient(
    at position: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
  ) throws(EvaluationFailure) -> Double {
    guard let workspace else { throw EvaluationFailure("this machine has no vector kernels") }
    workspace.run(at: position)
    workspace.read(program.density.outputs[0], to: results)
    for index in 0..<gradientCount {
      workspace.read(gradients[index].output, to: gradient + gradients[index].offset)
    }
    return results.pointee
  }
}

/// The values of a program's quantities at a point, for one thread.
package final class Generator {
  private let program: Program
  private let workspace: Workspace?
  /// How many numbers there are.
  package let count: Int

  init(_ program: Program) {
    self.program = program
    workspace = program.table.map { Workspace(program.generator, $0) }
    count = program.quantities.reduce(0) { $0 + $1.count }
  }

  deinit { workspace?.deallocate() }

  /// Writes `count` values to `values`.
  package func generate(
    at position: UnsafePointer<Double>, into values: UnsafeMutablePointer<Double>
  ) {
    workspace?.run(at: position)
    for (output, quantity) in zip(program.generator.outputs, program.quantities) {
      workspace?.read(output, to: values + quantity.offset)
    }
  }
}
