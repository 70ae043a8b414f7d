/// Rebuilds the nodes of a bound model in order, so that nodes can be put between others; all
/// references follow.
struct GraphEditor {
  var model: BoundModel
  /// Per old node its new place.
  private(set) var map: [NodeID] = []
  /// The node that stands for the variable being replaced.
  var standardised: NodeID?
  private let old: BoundModel

  init(_ model: BoundModel) {
    old = model
    self.model = model
  }

  /// Visits the old nodes in order; `visit` appends what takes a node's place and returns the node
  /// that its readers shall read.
  mutating func rebuild(_ visit: (inout GraphEditor, Int, Node) -> NodeID) {
    model.graph.nodes = []
    model.tables = []
    map = []
    for (index, node) in old.graph.nodes.enumerated() {
      var node = node
      let places = map
      node.operation = node.operation.mapped { places[$0.index] }
      let place = visit(&self, index, node)
      map.append(place)
      if let table = old.tables[index] { model.tables[place.index] = table }
    }
    let places = map
    model.graph.mapReferences { places[$0.index] }
  }

  mutating func append(_ node: Node) -> NodeID { model.append(node) }

  /// Where an old node stands now.
  func place(of old: NodeID) -> NodeID { map[old.index] }

  /// A function of new nodes, element by element over `axes`.
  mutating func apply(
    _ function: any ElementwiseFunction.Type, _ operands: [NodeID], axes: [AxisID], like node: Node
  ) -> NodeID {
    append(
      Node(
        .elementwise(function, operands), axes: axes, element: .real, level: .draw,
        origin: node.origin))
  }
}
