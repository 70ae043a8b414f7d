import BayesExecution
package import BayesGraph
import BayesMath
package import BayesPosterior
import BayesSource

/// What a chain draws for each draw of its parameters: predictions, and what else was asked for.
struct PredictiveDraws {
  let count: Int
  /// Draws that failed, and why the first did.
  private(set) var undrawn = 0
  private(set) var firstUndrawn: SimulationFailure?
  private let simulator: QuantitySimulator?
  private let quantities: [GeneratedQuantity]
  private let sizes: [VariableID: Int]
  private let seed: UInt64
  private let chain: Int

  init(_ drawn: DrawnQuantities, _ program: Program, _ seed: UInt64, chain: Int) {
    count = drawn.count
    simulator = drawn.quantities.isEmpty ? nil : drawn.makeSimulator()
    quantities = program.quantities.filter { $0.variable != nil }
    sizes = Dictionary(
      quantities.compactMap { quantity in
        quantity.variable.map { ($0, quantity.shape.reduce(1, *)) }
      }, uniquingKeysWith: { first, _ in first })
    self.seed = seed
    self.chain = chain
  }

  /// Writes the quantities of a draw behind those that the program gave; NaN where they cannot be drawn.
  mutating func fill(_ values: inout [Double], from start: Int, draw: Int) {
    guard let simulator else { return }
    var known: [VariableID: [Double]] = [:]
    for quantity in quantities {
      guard let id = quantity.variable else { continue }
      let given = values[quantity.offset..<quantity.offset + quantity.count]
      guard let cells = quantity.cells else {
        known[id] = Array(given)
        continue
      }
      var whole = [Double](repeating: .nan, count: sizes[id] ?? 0)
      for (cell, value) in zip(cells, given) { whole[cell] = value }
      known[id] = whole
    }
    do throws(SimulationFailure) {
      let drawn = try simulator.values(
        given: known, seed: seed, purpose: .generated, draw: draw, chain: chain)
      for (place, value) in drawn.enumerated() { values[start + place] = value }
    } catch {
      undrawn += 1
      if firstUndrawn == nil { firstUndrawn = error }
      for place in start..<start + count { values[place] = .nan }
    }
  }
}

extension DrawnQuantities {
  /// What a fit draws besides parameters: predictions with the reports that read them; on demand
  /// replicates, for which `unobserved` is the model without what was observed, and log likelihoods.
  package static func ofFit(
    _ plan: Plan, unobserved: BoundModel? = nil, logLikelihood: Bool = false
  ) -> DrawnQuantities {
    var kinds: [DrawnQuantity.Kind] = [.prediction, .report]
    if unobserved != nil { kinds.append(.replicate) }
    if logLikelihood { kinds.append(.logLikelihood) }
    kinds.append(.judged)
    return DrawnQuantities(
      plan.original, kinds, unobserved: unobserved, allReports: false,
      marginal: Set(plan.keptLikelihoods.map(\.variable)))
  }

  /// The names of the quantities of one kind.
  package func names(of kind: DrawnQuantity.Kind) -> [String] {
    quantities.filter { $0.kind == kind }.map(\.name)
  }

  /// The scalars of the quantities in order.
  package var scalars: [Draws.Scalar] {
    quantities.flatMap { quantity in
      Draws.Scalar.elements(
        of: quantity.name, shape: quantity.axes.map { model.lengths[$0.index] },
        cells: quantity.cells,
        labels: quantity.axes.map { axis in
          model.graph.wholeDimension(of: axis).flatMap { model.labels[$0.index] }
        }, group: quantity.kind.group)
    }
  }
}

extension DrawnQuantity.Kind {
  fileprivate var group: Draws.Scalar.Group {
    switch self {
    case .parameter: .posterior
    case .prediction, .report, .observed: .prediction
    case .replicate: .replicate
    case .logLikelihood: .logLikelihood
    case .judged: .judged
    }
  }
}

extension Draws.Scalar {
  /// The scalars of an array, row-major, or those at some flat positions; `labels` by axis.
  package static func elements(
    of name: String, shape: [Int], cells: [Int]?, labels: [[String]?], group: Group = .posterior
  ) -> [Draws.Scalar] {
    (cells ?? Array(0..<shape.reduce(1, *))).map { flat in
      var rest = flat
      var index: [Int] = []
      for length in shape.reversed() {
        index.append(length > 0 ? rest % length + 1 : 1)
        rest /= max(length, 1)
      }
      index.reverse()
      let names = zip(index, labels).map { place, known -> String? in
        guard let known, known.indices.contains(place - 1) else { return nil }
        return known[place - 1]
      }
      return Draws.Scalar(variable: name, index: index, labels: names, group: group)
    }
  }
}
