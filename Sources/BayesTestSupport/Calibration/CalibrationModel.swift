/// A model to calibrate: its program draws the data and is fitted to them.
package struct CalibrationModel: Sendable {
  package let name: String
  /// What of the language and the engine it goes through.
  package let subject: String
  package let program: String
  /// Another program to fit, so as to see that what is wrong is found.
  package let fitted: String?
  /// What is declared `data`, as JSON.
  package let data: String
  /// Flat positions of observed quantities that the fit is not shown.
  package let missing: [String: Set<Int>]

  package init(
    _ name: String, _ subject: String, _ program: String, fitted: String? = nil,
    data: String = "{}", missing: [String: Set<Int>] = [:]
  ) {
    self.name = name
    self.subject = subject
    self.program = program
    self.fitted = fitted
    self.data = data
    self.missing = missing
  }
}
