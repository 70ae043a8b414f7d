package import BayesMath

/// The log density of a program with its gradient, for one thread; a call allocates nothing.
package final class Evaluator: LogDensity {
  package let dimension: Int
  private let program: Program
  private let workspace: Workspace?

  init(_ program: Program) {
    self.program = program
    dimension = program.dimension
    workspace = program.table.map { Workspace(program.density, $0) }
  }

  deinit { workspace?.deallocate() }

  package func logDensityAndGradient(
    at position: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
  ) throws(EvaluationFailure) -> Double {
    guard let workspace else { throw EvaluationFailure("this machine has no vector kernels") }
    workspace.run(at: position, into: gradient)
    return workspace.value.pointee
  }
}

/// The values of a program's quantities at a point, for one thread.
package final class Generator {
  private let program: Program
  private let workspace: Workspace?
  private let latents: LatentGenerator?
  /// How many numbers there are.
  package let count: Int

  init(_ program: Program) {
    self.program = program
    workspace = program.table.map { Workspace(program.generator, $0) }
    latents = program.table.flatMap { table in
      program.latents.map { LatentGenerator($0, table) }
    }
    count = program.quantities.reduce(0) { $0 + $1.count }
  }

  deinit { workspace?.deallocate() }

  /// Writes `count` values to `values`; the draw decides the states of discrete latents.
  package func generate(
    at position: UnsafePointer<Double>, into values: UnsafeMutablePointer<Double>,
    _ draw: DrawNumber = DrawNumber()
  ) {
    workspace?.run(at: position, into: values)
    latents?.generate(at: position, into: values, draw)
  }
}
