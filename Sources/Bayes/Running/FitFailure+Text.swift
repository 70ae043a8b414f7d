import BayesExecution
package import BayesSource

extension FitRun.Failure {
  /// A sentence that names the statement, its line and the values of its arguments.
  package func text(_ source: SourceText) -> String {
    switch self {
    case .evaluation(let message): return message
    case .noStart(let terms):
      let lines = LineTable(source)
      let bad = terms.filter { !$0.value.isFinite }
      guard let term = bad.first else {
        return """
          no starting point with a finite gradient was found in 100 tries; give one with `init`, or \
          use priors that keep the parameters where the density is smooth
          """
      }
      let line = term.span.map { " (line \(lines.position(of: $0.start).line))" } ?? ""
      if let reason = term.reason {
        return """
          no starting point was found in 100 tries: `\(term.name)`\(line) has no solution: \(reason). \
          Start elsewhere (--set initialRadius=0.1), give an `init`, or use priors that rule such \
          values out
          """
      }
      let arguments = term.arguments.map { argument in
        argument.smallest == argument.largest || argument.smallest.isNaN
          ? "\(argument.name) = \(argument.smallest)"
          : "\(argument.name) from \(argument.smallest) to \(argument.largest)"
      }
      let values = arguments.isEmpty ? "" : ", with \(arguments.joined(separator: ", "))"
      let value = term.value.isNaN ? "undefined" : "\(term.value)"
      return """
        no starting point was found in 100 tries: the log density of `\(term.name)`\(line) is \
        \(value)\(values). Start elsewhere (--set initialRadius=0.1), give an `init`, or use \
        priors that rule such values out
        """
    }
  }
}
