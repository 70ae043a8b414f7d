import BayesCompiler
import BayesData
import BayesExecution
import BayesGraph
package import BayesSource
import BayesSyntax

/// The codes of all phases.
package enum DiagnosticCodes {
  package static let all: [DiagnosticCode] =
    (SyntaxDiagnosticCatalog.all + CompilerDiagnosticCatalog.all + DataDiagnosticCatalog.all
    + BindingDiagnosticCatalog.all + PlanDiagnosticCatalog.all + CompilationDiagnosticCatalog.all
    + SimulationDiagnosticCatalog.all)
    .sorted { $0.id < $1.id }
}
