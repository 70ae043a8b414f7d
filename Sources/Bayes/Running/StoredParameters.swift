package import BayesGraph
package import BayesPosterior

/// Parameters of a model as stored draws have them, matched by name, label and index; members of a plate
/// that the draws do not know are left to be drawn.
package struct StoredParameters: Sendable {
  /// What was not found, for whoever asks: such as `theta[9] (School "New")`.
  package let newMembers: [String]
  private let draws: Draws
  private let columns: [(variable: VariableID, places: [Int?])]

  /// Throws where the draws cannot be those of the model.
  package init(_ draws: Draws, for model: BoundModel) throws(StoredParametersError) {
    self.draws = draws
    var places: [String: Int] = [:]
    for (place, scalar) in draws.scalars.enumerated() { places[Self.key(scalar)] = place }
    var columns: [(variable: VariableID, places: [Int?])] = []
    var new: [String] = []
    for (index, variable) in model.graph.variables.enumerated() {
      let isImputed = model.observations[index].map { !$0.latentCells.isEmpty } ?? false
      guard variable.role == .param && model.observations[index] == nil || isImputed else {
        continue
      }
      let scalars = Draws.Scalar.elements(
        of: variable.name, shape: variable.axes.map { model.lengths[$0.index] }, cells: nil,
        labels: variable.axes.map { axis in
          model.graph.wholeDimension(of: axis).flatMap { model.labels[$0.index] }
        })
      let found = scalars.map { places[Self.key($0)] }
      columns.append((VariableID(index), found))
      guard variable.role == .param, found.contains(where: { $0 == nil }) else { continue }
      guard found.contains(where: { $0 != nil }) else {
        if variable.isDiscrete {
          try Self.checkUnobserved(VariableID(index), in: model)
          new.append(variable.name)
          continue
        }
        throw StoredParametersError(
          description: "the draws have no `\(variable.name)`; are they of this model?")
      }
      try Self.checkEvents(of: variable, found, in: model)
      new += zip(scalars, found).filter { $1 == nil }.map { scalar, _ in
        let labels = scalar.labels.compactMap(\.self)
        return scalar.name + (labels.isEmpty ? "" : " (\(labels.joined(separator: ", ")))")
      }
    }
    self.columns = columns
    newMembers = new
  }

  /// A discrete latent that was summed out can be drawn anew where nothing is observed that tells of it.
  private static func checkUnobserved(
    _ latent: VariableID, in model: BoundModel
  ) throws(StoredParametersError) {
    let dependent = model.graph.dependents(on: [latent])
    for (index, variable) in model.graph.variables.enumerated() {
      guard model.observations[index] != nil,
        variable.terms.contains(where: { dependent[$0.logDensity.index] })
      else { continue }
      let name = model.graph[latent].name
      throw StoredParametersError(
        description:
          "the draws have no `\(name)`, a discrete latent that was summed out and of which `\(variable.name)` tells; `report \(name)` in the model keeps its draws"
      )
    }
  }

  /// A vector or matrix is known as a whole or not at all.
  private static func checkEvents(
    of variable: RandomVariable, _ found: [Int?], in model: BoundModel
  ) throws(StoredParametersError) {
    let rank = max(
      variable.terms.first?.distribution.eventAxes.count ?? 0,
      variable.constraint == nil ? 0 : variable.constraint?.isMatrix == true ? 2 : 1)
    let length = max(model.count(of: Array(variable.axes.suffix(rank))), 1)
    for start in stride(from: 0, to: found.count, by: length) {
      let known = found[start..<start + length].count { $0 != nil }
      guard known == 0 || known == length else {
        throw StoredParametersError(
          description:
            "`\(variable.name)` is one value, of which the draws have \(known) of \(length) elements"
        )
      }
    }
  }

  /// Name and place, by labels where there are any.
  private static func key(_ scalar: Draws.Scalar) -> String {
    let parts = scalar.index.enumerated().map { axis, position in
      let label = scalar.labels.indices.contains(axis) ? scalar.labels[axis] : nil
      return label.map { "\"\($0)\"" } ?? "\(position)"
    }
    return "\(scalar.variable)[\(parts.joined(separator: "\u{0}"))]"
  }

  /// The values at a draw; NaN for what is to be drawn.
  package func known(chain: Int, draw: Int) -> [VariableID: [Double]] {
    var known: [VariableID: [Double]] = [:]
    for (variable, places) in columns {
      known[variable] = places.map { place in
        place.map { draws.columns[chain][$0][draw] } ?? .nan
      }
    }
    return known
  }

  /// How many draws each chain has.
  package var lengths: [Int] { draws.columns.map { $0.first?.count ?? 0 } }
}

/// Draws that are not those of the model.
package struct StoredParametersError: Error, Sendable, CustomStringConvertible {
  package let description: String
}
