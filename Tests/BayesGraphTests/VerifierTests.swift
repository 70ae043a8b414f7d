import BayesGraph
import BayesSource
import Testing

@Suite("The gate of the graph")
struct VerifierTests {
  /// The positions along an axis plus one.
  private func sound() -> ModelGraph {
    var graph = ModelGraph(source: SourceText(name: "model.bayes", text: ""))
    graph.axes = [Axis(name: "", extent: .fixed(2)), Axis(name: "", extent: .fixed(3))]
    func node(_ operation: BayesGraph.Operation, _ axes: [Int]) -> Node {
      Node(
        operation, axes: axes.map { AxisID($0) }, element: .real, level: .data,
        origin: SourceSpan(start: 0, end: 0))
    }
    let one = graph.append(node(.constant(1), []))
    let along = graph.append(node(.position(AxisID(0)), [0]))
    _ = graph.append(node(.elementwise(Add.self, [along, one]), [0]))
    return graph
  }

  @Test("a sound graph has no faults")
  func accepts() {
    #expect(GraphVerifier.faults(in: sound()).isEmpty)
  }

  @Test("an operation reads only what stands before it")
  func order() {
    var graph = sound()
    graph.nodes[2].operation = .elementwise(Add.self, [NodeID(1), NodeID(2)])
    #expect(
      GraphVerifier.faults(in: graph) == ["node 2 reads node 2, which does not stand before it"])
  }

  @Test("an elementwise result has every axis of its operands")
  func broadcast() {
    var graph = sound()
    graph.nodes[2].axes = [AxisID(1)]
    #expect(GraphVerifier.faults(in: graph) == ["node 2 lacks axis 0 of its operand 1"])
  }

  @Test("what is known from the data reads no draw")
  func levels() {
    var graph = sound()
    graph.nodes[1].level = .draw
    #expect(
      GraphVerifier.faults(in: graph) == ["node 2 is known from the data but reads node 1, a draw"])
  }

  @Test("axes, inputs, variables and recurrences that are named exist")
  func existence() {
    var graph = sound()
    graph.nodes[2].operation = .constant(0)
    graph.nodes[1].axes = [AxisID(7)]
    #expect(GraphVerifier.faults(in: graph) == ["node 1 has axis 7, which does not exist"])
    graph.nodes[1] = graph.nodes[0]
    let missing: [BayesGraph.Operation] = [
      .input(InputID(0)), .variable(VariableID(0)), .recurrence(RecurrenceID(0), state: 0),
    ]
    for operation in missing {
      graph.nodes[2].operation = operation
      #expect(GraphVerifier.faults(in: graph).count == 1)
    }
  }

  @Test("a gather has an index for every axis, a contraction an axis of both sides")
  func shapes() {
    var graph = sound()
    graph.nodes[2].operation = .gather(NodeID(1), [])
    #expect(GraphVerifier.faults(in: graph) == ["node 2 has 0 indices for 1 axes"])
    graph.nodes[2].operation = .contract(NodeID(1), NodeID(0), over: AxisID(0))
    #expect(
      GraphVerifier.faults(in: graph)
        == ["node 2 contracts axis 0, which its operands do not share"])
  }
}
