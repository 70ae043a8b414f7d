import BayesSource

/// Sums the discrete latents of a model out, one after the other.
struct Elimination {
  /// The most entries that the table of one element may have, and those of all elements.
  static let mostStates = 1 << 20
  static let mostCells = 1 << 26

  var model: BoundModel
  private(set) var latents: [SummedLatent] = []
  private var states: [VariableID: LatentStates] = [:]
  /// Per latent the axis of its states, and for a Markov chain that of the states before.
  private var axes: [VariableID: AxisID] = [:]
  private var previousAxes: [VariableID: AxisID] = [:]
  private var factors: [LatentFactor] = []

  init(_ model: BoundModel) throws(Diagnostic) {
    self.model = model
    for id in model.discreteLatents {
      let own = try LatentStates(of: model.graph[id], in: model)
      states[id] = own
      axes[id] = newAxis(of: id, own)
    }
    var reader = try LatentReader(self.model, axes)
    for root in reader.takeRoots() {
      factors.append(try factor(reader.read(root), &reader))
    }
    self.model = reader.model
  }

  private mutating func newAxis(of id: VariableID, _ own: LatentStates) -> AxisID {
    model.graph.axes.append(Axis(name: model.graph[id].name, extent: .fixed(own.count)))
    model.lengths.append(own.count)
    model.offsets.append(own.lower - 1)
    return AxisID(model.graph.axes.count - 1)
  }

  /// Lets states take the place of the latents that a term reads.
  private mutating func factor(
    _ term: LatentReader.Term, _ reader: inout LatentReader
  ) throws(Diagnostic) -> LatentFactor {
    var slots: [LatentFactor.Slot] = []
    var chosen: [NodeID: AxisID] = [:]
    for (variable, reads) in term.reads {
      var maps = Array(Set(reads.map(\.places)))
      guard maps.count <= 2 else {
        throw .coupled(
          reader.model.graph[variable], "a term reads \(maps.count) elements of it", at: term.span)
      }
      // Of two, the later element has the latent's own axis.
      maps.sort { $1.lexicographicallyPrecedes($0) }
      for (place, map) in maps.enumerated() {
        let axis = place == 0 ? axes[variable] : previousAxis(of: variable, &reader)
        guard let axis else { continue }
        slots.append(LatentFactor.Slot(variable: variable, axis: axis, places: map))
        for read in reads where read.places == map { chosen[read.node] = axis }
      }
    }
    let node = reader.substituted(term.root, chosen)
    return LatentFactor(node: node, rows: term.rows, slots: slots)
  }

  private mutating func previousAxis(
    of variable: VariableID, _ reader: inout LatentReader
  ) -> AxisID? {
    if let known = previousAxes[variable] { return known }
    guard let own = states[variable] else { return nil }
    swap(&model, &reader.model)
    let axis = newAxis(of: variable, own)
    swap(&model, &reader.model)
    previousAxes[variable] = axis
    return axis
  }

  mutating func run() throws(Diagnostic) {
    var left = model.discreteLatents
    while !left.isEmpty {
      var best: (place: Int, size: Double)?
      for (place, variable) in left.enumerated() {
        guard let size = size(of: variable) else { continue }
        if size < best?.size ?? .infinity { best = (place, size) }
      }
      guard let best else { throw crossed(left.first(where: isChain) ?? left[0]) }
      let variable = left.remove(at: best.place)
      try checkSize(variable)
      try eliminate(variable)
    }
  }

  /// Latents that meet `variable` in a term, with the flat position of the other's element for each of
  /// its own; nil where one element meets several of another.
  private func separators(of variable: VariableID) -> [SummedLatent.Separator]? {
    var found: [SummedLatent.Separator] = []
    let count = model.count(of: model.graph[variable].axes)
    for factor in factors {
      guard let own = factor.slots(of: variable).first else { continue }
      for slot in factor.slots where slot.variable != variable {
        let known = found.firstIndex { $0.variable == slot.variable && $0.axis == slot.axis }
        var places = known.map { found[$0].places } ?? [Int32](repeating: -1, count: count)
        for (element, place) in zip(own.places, slot.places) {
          let before = places[Int(element)]
          guard before < 0 || before == place else { return nil }
          places[Int(element)] = place
        }
        if let known {
          found[known].places = places
        } else {
          found.append(
            SummedLatent.Separator(variable: slot.variable, axis: slot.axis, places: places))
        }
      }
    }
    for index in found.indices { found[index].places = found[index].places.map { max($0, 0) } }
    return found
  }

  /// The entries of the table of one element; nil where the latent's turn has not come.
  private func size(of variable: VariableID) -> Double? {
    guard let separators = separators(of: variable), let own = states[variable] else { return nil }
    let isChain = isChain(variable)
    if isChain && !separators.isEmpty { return nil }
    let others = separators.reduce(1) { $0 * Double(model.lengths[$1.axis.index]) }
    return Double(own.count) * others * (isChain ? Double(own.count) : 1)
  }

  private func isChain(_ variable: VariableID) -> Bool {
    factors.contains { $0.slots(of: variable).count > 1 }
  }

  private func checkSize(_ variable: VariableID) throws(Diagnostic) {
    let own = model.graph[variable]
    let size = size(of: variable) ?? 0
    let elements = Double(max(model.count(of: own.axes), 1))
    guard size > Double(Self.mostStates) || size * elements > Double(Self.mostCells) else { return }
    let others = separators(of: variable) ?? []
    throw .tooManyStates(
      [own.name] + others.map { model.graph[$0.variable].name },
      size > Double(Self.mostStates) ? size : size * elements, at: own.span)
  }

  private func crossed(_ variable: VariableID) -> Diagnostic {
    let own = factors.filter { !$0.slots(of: variable).isEmpty }
    let met = Set(own.flatMap { $0.slots.map(\.variable) }).subtracting([variable])
    guard !isChain(variable) || met.isEmpty else {
      let clique = [variable] + met.sorted { $0.index < $1.index }
      return .coupledChain(
        clique.map { model.graph[$0] }, states: clique.map { states[$0]?.count ?? 1 })
    }
    let others = met.map { "`\(model.graph[$0].name)`" }.sorted()
    return .coupled(
      model.graph[variable],
      "its elements meet those of \(others.joined(separator: ", ")) across each other",
      at: model.graph[variable].span)
  }

  private mutating func eliminate(_ variable: VariableID) throws(Diagnostic) {
    guard let axis = axes[variable], let own = states[variable],
      let separators = separators(of: variable)
    else { return }
    let plates = model.graph[variable].axes
    let mine = factors.filter { !$0.slots(of: variable).isEmpty }
    factors.removeAll { !$0.slots(of: variable).isEmpty }
    let single = mine.compactMap { factor -> NodeID? in
      let slots = factor.slots(of: variable)
      guard slots.count == 1 else { return nil }
      return model.reduced(factor, by: slots[0].places, onto: plates)
    }
    let order = plates + [axis] + separators.map(\.axis)
    let sum = single.isEmpty ? nil : model.sum(single, axes: order)
    let chain = try ChainElimination(
      variable, mine.filter { $0.slots(of: variable).count > 1 }, in: &model)
    guard let base = sum ?? chain?.transition else { return }
    let table = model.arranged(sum ?? zero(like: base), order)
    var latent = SummedLatent(
      variable: variable, axis: axis, lower: own.lower, count: own.count, table: table,
      separators: separators)
    let rest: NodeID
    if let chain {
      let sum = ChainSum(
        emission: table, transition: chain.transition, step: chain.step, state: axis,
        previous: chain.previous)
      latent.chain = sum
      rest = model.append(
        .chain(sum), axes: plates.filter { $0 != chain.step }, like: table)
    } else {
      rest = model.append(
        .sumOut(table, over: axis), axes: order.filter { $0 != axis }, like: table)
    }
    latent.sum = rest
    latents.append(latent)
    guard separators.isEmpty else {
      let slots = separators.map {
        LatentFactor.Slot(variable: $0.variable, axis: $0.axis, places: $0.places)
      }
      factors.append(LatentFactor(node: rest, rows: plates, slots: slots))
      return
    }
    let declared = model.graph[variable]
    model.graph.factors.append(Factor(name: declared.name, node: rest, span: declared.span))
  }

  private mutating func zero(like other: NodeID) -> NodeID {
    model.append(
      Node(
        .constant(0), axes: [], element: .real, level: .data, origin: model.graph[other].origin))
  }
}
