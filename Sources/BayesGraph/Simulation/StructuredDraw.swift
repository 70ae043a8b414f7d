import BayesDistributions
import BayesMath

/// Draws of parameters whose type restricts what their distribution gives: ordered vectors, unit vectors
/// and simplexes that are uniform.
struct StructuredDraw {
  private static let attempts = 10_000
  private let variable: RandomVariable
  private let terms: [SimulatedTerm]
  private let model: BoundModel

  init(_ variable: RandomVariable, _ terms: [SimulatedTerm], in model: BoundModel) {
    self.variable = variable
    self.terms = terms
    self.model = model
  }

  /// Whether the type needed care; then all is drawn.
  func draw(
    _ evaluator: inout ReferenceEvaluator<Double>, using stream: inout RandomStream
  ) throws(DrawRefusal) -> Bool {
    guard variable.role == .param, let constraint = variable.constraint, let term = terms.first,
      let last = variable.axes.last
    else { return false }
    let length = model.lengths[last.index]
    let isWhole = !term.term.distribution.eventAxes.isEmpty
    switch constraint {
    case .ordered, .positiveOrdered:
      try drawOrdered(term, length, &evaluator, using: &stream)
      return true
    case .simplex, .unitVector, .sumToZero:
      if isWhole { return false }
      guard isFlat, constraint != .sumToZero else { throw isFlat ? .improper(name) : .outOfReach }
      fill(length, &evaluator) { _ in
        constraint == .simplex ? -Double.log(stream.openUniform()) : stream.normal()
      } scale: { x in
        constraint == .simplex
          ? x.reduce(0, +) : x.reduce(0) { $0 + $1 * $1 }.squareRoot()
      }
      return true
    case .correlation, .covariance, .choleskyCorrelation, .choleskyCovariance:
      guard isWhole else { throw isFlat ? .improper(name) : .outOfReach }
      return false
    }
  }

  private var name: String { terms.first?.term.distribution.distribution.declaration.name ?? "" }

  private var isFlat: Bool {
    terms.allSatisfy {
      let declaration = $0.term.distribution.distribution.declaration
      return declaration.capabilities.isEmpty && $0.term.distribution.arguments.isEmpty
    }
  }

  /// Elements with the same arguments are sorted; others are drawn until they come in order.
  private func drawOrdered(
    _ term: SimulatedTerm, _ length: Int, _ evaluator: inout ReferenceEvaluator<Double>,
    using stream: inout RandomStream
  ) throws(DrawRefusal) {
    let index = term.variable.index
    let canBeSorted =
      terms.count == 1 && term.term.distribution.eventAxes.isEmpty && !term.hasArgumentsPerElement
    for _ in 0..<Self.attempts {
      for term in terms where term.stepAxes.isEmpty { try term.draw(&evaluator, using: &stream) }
      var values = evaluator.variables[index] ?? []
      var isDone = true
      for start in stride(from: 0, to: values.count, by: max(length, 1)) {
        let event = start..<start + length
        if canBeSorted { values[event].sort() }
        if zip(values[event], values[event].dropFirst()).contains(where: { !($0 < $1) }) {
          for cell in event { values[cell] = .nan }
          isDone = false
        }
      }
      evaluator.variables[index] = values
      if isDone { return }
    }
    throw .outOfReach
  }

  private func fill(
    _ length: Int, _ evaluator: inout ReferenceEvaluator<Double>, with one: (Int) -> Double,
    scale: ([Double]) -> Double
  ) {
    let index = terms[0].variable.index
    var values: [Double] = []
    for _ in 0..<model.count(of: variable.axes) / max(length, 1) {
      let event = (0..<length).map(one)
      let total = scale(event)
      values += event.map { $0 / total }
    }
    evaluator.variables[index] = values
  }
}
