import BayesGraph

/// What was drawn of the observed quantities, as a data file has it.
struct SimulatedData {
  private let model: BoundModel
  private let drawn: ReferenceEvaluator<Double>
  private let missing: [String: Set<Int>]

  /// `missing` has flat positions that are left out, by name.
  init(_ model: BoundModel, _ drawn: ReferenceEvaluator<Double>, missing: [String: Set<Int>]) {
    self.model = model
    self.drawn = drawn
    self.missing = missing
  }

  var json: String {
    let members = model.graph.variables.enumerated().compactMap { index, variable -> String? in
      guard variable.role == .observe else { return nil }
      let shape = variable.axes.map { model.lengths[$0.index] }
      let elements = (drawn.variables[index] ?? []).enumerated().map { place, value in
        missing[variable.name]?.contains(place) == true
          ? "null" : variable.isDiscrete ? "\(Int(value))" : "\(value)"
      }
      return "\"\(variable.name)\": \(Self.nested(elements[...], shape[...]))"
    }
    return "{\(members.joined(separator: ", "))}"
  }

  private static func nested(_ elements: ArraySlice<String>, _ shape: ArraySlice<Int>) -> String {
    guard let count = shape.first else { return elements.first ?? "null" }
    let length = elements.count / max(count, 1)
    let parts = (0..<count).map { part in
      let start = elements.startIndex + part * length
      return nested(elements[start..<start + length], shape.dropFirst())
    }
    return "[\(parts.joined(separator: ", "))]"
  }
}
