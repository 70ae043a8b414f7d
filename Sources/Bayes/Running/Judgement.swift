package import BayesGraph
package import BayesPosterior
import BayesSource

/// The answers of a posterior to the gates and decisions of its model.
package struct Judgement: Sendable {
  package let gates: [GateVerdict]
  package let decisions: [DecisionVerdict]

  /// Answers from draws that hold what `DrawnQuantities.ofFit` gives for it.
  package init(_ model: BoundModel, _ draws: Draws) {
    let graph = model.graph
    let judged = draws.only(.judged).comparable
    let places = Dictionary(
      zip(graph.judgedNodes, 0...), uniquingKeysWith: { first, _ in first })
    func chains(_ node: NodeID) -> [[Double]] { judged.chains(of: places[node] ?? 0) }
    var evaluator = Simulation(model).bare
    let estimates = graph.statistics.map { statistic -> PosteriorEstimate in
      let own = chains(statistic.node)
      guard statistic.kind == .quantile, let node = statistic.probability else { return .mean(own) }
      return .quantile(own, evaluator.evaluate(node)[0])
    }
    func value(of node: NodeID, _ values: [Double]) -> Double {
      var asked = Simulation(model).bare
      asked.statistics = values
      return asked.evaluate(node).first ?? .nan
    }
    gates = graph.gates.map { gate in
      let own = gate.statistics.map { id in
        GateVerdict.Statistic(
          text: graph.source.text(in: graph[id].span), estimate: estimates[id.index])
      }
      return GateVerdict(name: gate.name, statistics: own) { moved in
        var values = estimates.map(\.value)
        for (id, number) in zip(gate.statistics, moved) { values[id.index] = number }
        return value(of: gate.condition, values) != 0
      }
    }
    decisions = graph.decisions.map { decision in
      DecisionVerdict(
        name: decision.name, isMaximized: decision.isMaximized,
        actions: decision.actions.map(\.name),
        utilities: decision.actions.map { action in
          if graph[action.utility].level < .posterior { return chains(action.utility) }
          let number = value(of: action.utility, estimates.map(\.value))
          return judged.columns.indices.map { chain in
            Array(repeating: number, count: judged.sampler[chain].count)
          }
        })
    }
  }

  /// All answers as text; empty where nothing was asked.
  package var text: String {
    gates.map(\.text).joined() + decisions.map(\.text).joined()
  }

  /// Whether every gate holds.
  package var holds: Bool { gates.allSatisfy { $0.holds == true } }
}
