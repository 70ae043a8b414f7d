import BayesGraph
import BayesSource
import BayesSyntax

/// Bounds of a parameter that has an equation for each part of a dimension.
struct PartBounds {
  let axes: [AxisID]
  let lower: NodeID?
  let upper: NodeID?
}

extension Checker {
  /// A bound over an equation's axes, relabelled to those of the whole variable.
  ///
  /// One that varies along a part of a dimension stays as it is for a parameter, until the bounds of all
  /// parts are put together.
  mutating func alongWhole(
    _ bound: NodeID?, _ term: Term, of role: VariableDeclaration.Role
  ) -> NodeID? {
    guard let id = bound else { return nil }
    if variesAlongPart(id) { return role == .param ? id : nil }
    let whole = wholeAxes(term.axes)
    let renaming = Dictionary(zip(term.axes, whole), uniquingKeysWith: { first, _ in first })
    return relabel(id, graph[id].axes.map { renaming[$0] ?? $0 }, at: graph[id].origin)
  }

  private func variesAlongPart(_ id: NodeID) -> Bool {
    graph[id].axes.contains { axis in
      guard case .piece(_, let lower, let upper) = graph[axis].extent else { return false }
      return lower != nil || upper != nil
    }
  }

  /// Notes the bounds of an equation of a parameter whose first one's vary along a part.
  mutating func noteBounds(of term: Term, on id: VariableID) {
    guard graph[id].role == .param else { return }
    var own = graph[id]
    (own.lower, own.upper) = (term.type?.lower, term.type?.upper)
    if own.lower == nil, own.upper == nil, own.constraint == nil { addSupport(of: term, to: &own) }
    let varies = [own.lower, own.upper].contains { $0.map { variesAlongPart($0) } ?? false }
    guard varies || partBounds[id] != nil else { return }
    partBounds[id, default: []].append(
      PartBounds(axes: term.axes, lower: own.lower, upper: own.upper))
  }

  /// Puts the bounds of all parts of a parameter together.
  mutating func assembleBounds() {
    for (id, parts) in partBounds.sorted(by: { $0.key.index < $1.key.index }) {
      graph.variables[id.index].lower = assembled(parts, \.lower, of: id)
      graph.variables[id.index].upper = assembled(parts, \.upper, of: id)
    }
  }

  private mutating func assembled(
    _ parts: [PartBounds], _ end: KeyPath<PartBounds, NodeID?>, of id: VariableID
  ) -> NodeID? {
    let ends = parts.compactMap { $0[keyPath: end] }
    let variable = graph[id]
    guard ends.count == variable.terms.count else {
      if let term = variable.terms.last, !ends.isEmpty {
        report(
          .differentSupports(
            variable.name, at: term.distribution.span, first: variable.terms.first?.span))
      }
      return nil
    }
    let pieces = zip(ends, parts).map { Piece(node: $0, axes: $1.axes) }
    return node(
      .assemble(pieces), axes: variable.axes, element: .real, at: variable.span)
  }
}
