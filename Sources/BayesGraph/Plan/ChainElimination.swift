import BayesSource

/// The transitions of a Markov chain: terms that read an element of a latent and the one before.
struct ChainElimination {
  /// Over the states before and now; and over the latent's axes, unless all steps have the same.
  let transition: NodeID
  let step: AxisID
  let previous: AxisID

  /// Nil where there is no such term.
  init?(
    _ variable: VariableID, _ terms: [LatentFactor], in model: inout BoundModel
  ) throws(Diagnostic) {
    guard let first = terms.first else { return nil }
    let declared = model.graph[variable]
    let whole = model.layout(declared.axes)
    var step: AxisID?
    for term in terms {
      let slots = term.slots(of: variable)
      guard let own = Self.step(from: slots[1].places, to: slots[0].places, in: whole),
        step == nil || own == step
      else {
        throw .coupled(
          declared, "a term reads two elements that are not next to each other",
          at: model.graph[term.node].origin)
      }
      step = own
    }
    guard let step else { return nil }
    self.step = step
    previous = first.slots(of: variable)[1].axis
    let states = [previous, first.slots(of: variable)[0].axis]
    if terms.count == 1, Self.isHomogeneous(first, variable, step: step, in: model) {
      transition = model.arranged(first.node, states)
      return
    }
    let tables = terms.map {
      model.reduced($0, by: $0.slots(of: variable)[0].places, onto: declared.axes)
    }
    let order = declared.axes + states
    transition = model.arranged(model.sum(tables, axes: order), order)
  }

  /// The axis along which every pair is one apart.
  private static func step(from: [Int32], to: [Int32], in whole: Layout) -> AxisID? {
    guard let first = from.first, let last = to.first else { return whole.axes.first }
    let distance = Int(last - first)
    guard zip(from, to).allSatisfy({ Int($1) - Int($0) == distance }) else { return nil }
    return zip(whole.axes, zip(whole.strides, whole.shape)).first { axis, extent in
      let (stride, length) = extent
      return stride == distance && length > 1
        && from.allSatisfy { Int($0) / stride % length < length - 1 }
    }?.0
  }

  /// Whether every step of every chain has this term once, and the same.
  private static func isHomogeneous(
    _ term: LatentFactor, _ variable: VariableID, step: AxisID, in model: BoundModel
  ) -> Bool {
    guard !model.graph[term.node].axes.contains(where: term.rows.contains) else { return false }
    let places = term.slots(of: variable)[0].places
    let elements = model.count(of: model.graph[variable].axes)
    let steps = max(model.lengths[step.index], 1)
    return Set(places).count == places.count && places.count == elements / steps * (steps - 1)
  }
}
