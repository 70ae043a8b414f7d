package import BayesGraph
import BayesSource

/// Turns a checked program without errors into the graph that data are bound to.
package enum Lowering {
  /// The graph of a checked program; nil where it has errors.
  package static func lower(_ program: CheckedProgram) -> ModelGraph? {
    guard !program.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return program.elaboration
  }
}
