package import BayesSource

/// What a posterior says of a `decide`: which action is best, how sure that is, and what knowing more
/// would be worth.
///
/// With utilities u(a) at each draw: the best action has the largest mean of u; P(best) of an action is
/// the share of draws at which none is better (ties are shared); its expected loss is the mean of
/// `max u - u(a)`, and the expected value of perfect information, EVPI, is that of the best action
/// (Raiffa and Schlaifer 1961, Applied Statistical Decision Theory). With `minimize` the smallest counts.
package struct DecisionVerdict: Sendable, Hashable {
  package struct Action: Sendable, Hashable {
    package let name: String
    /// As the model has it: what is minimised is not turned round.
    package let expectedUtility: PosteriorEstimate
    package let probabilityBest: PosteriorEstimate
    package let expectedLoss: PosteriorEstimate
  }
  package let name: String
  package let isMaximized: Bool
  package let actions: [Action]
  /// The place of the best action; nil where a utility is not finite.
  package let best: Int?
  /// Whether the best action is ahead of every other by two standard errors of the difference.
  package let isCertain: Bool
  package let evpi: PosteriorEstimate

  /// `utilities` by action, chain and draw.
  package init(
    name: String, isMaximized: Bool, actions names: [String], utilities: [[[Double]]]
  ) {
    self.name = name
    self.isMaximized = isMaximized
    let sign = isMaximized ? 1.0 : -1
    func series(_ value: (_ chain: Int, _ draw: Int) -> Double) -> [[Double]] {
      utilities[0].enumerated().map { chain, draws in
        draws.indices.map { value(chain, $0) }
      }
    }
    func gain(_ action: Int, _ chain: Int, _ draw: Int) -> Double {
      sign * utilities[action][chain][draw]
    }
    let largest = series { chain, draw in
      utilities.indices.map { gain($0, chain, draw) }.max() ?? .nan
    }
    let winners = series { chain, draw in
      Double(utilities.indices.count { gain($0, chain, draw) == largest[chain][draw] })
    }
    actions = names.indices.map { action in
      Action(
        name: names[action], expectedUtility: .mean(utilities[action]),
        probabilityBest: .mean(
          series { chain, draw in
            gain(action, chain, draw) == largest[chain][draw] ? 1 / winners[chain][draw] : 0
          }),
        expectedLoss: .mean(series { largest[$0][$1] - gain(action, $0, $1) }))
    }
    let means = actions.map { sign * $0.expectedUtility.value }
    guard means.allSatisfy(\.isFinite),
      let first = means.indices.max(by: { means[$0] < means[$1] })
    else {
      (best, isCertain) = (nil, false)
      evpi = PosteriorEstimate(value: .nan, mcse: .nan)
      return
    }
    best = first
    evpi = actions[first].expectedLoss
    isCertain = names.indices.allSatisfy { other in
      guard other != first else { return true }
      let ahead = PosteriorEstimate.mean(series { gain(first, $0, $1) - gain(other, $0, $1) })
      return ahead.mcse.isNaN ? ahead.value > 0 : ahead.value > 2 * ahead.mcse
    }
  }

  /// A line for the answer and a table of the actions.
  package var text: String {
    guard let best else {
      return "decide \(name) has no answer: a utility is not finite at some draw\n"
    }
    let doubt =
      isCertain ? "" : ", though within two standard errors of another: more draws would tell"
    let heading = isMaximized ? "expected utility" : "expected cost"
    let rows =
      [["", heading, "P(best)", "expected loss"]]
      + actions.map { action in
        [
          action.name, action.expectedUtility.text, action.probabilityBest.text,
          action.expectedLoss.text,
        ]
      }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      "  "
        + zip(row, widths).map { cell, width in
          cell + String(repeating: " ", count: width - cell.count)
        }.joined(separator: "  ").trimmingTrailingSpaces + "\n"
    }
    return "decide \(name): \(actions[best].name) is best\(doubt)\n" + lines.joined()
      + "  perfect information would be worth \(evpi.text) (EVPI)\n"
  }

  package var json: JSONValue {
    [
      "name": .string(name), "sense": .string(isMaximized ? "maximize" : "minimize"),
      "best": best.map { .string(actions[$0].name) } ?? .null, "certain": .bool(isCertain),
      "evpi": .number(evpi.value), "evpiMcse": .number(evpi.mcse),
      "options": .array(
        actions.map { action in
          [
            "name": .string(action.name),
            "expectedUtility": .number(action.expectedUtility.value),
            "mcse": .number(action.expectedUtility.mcse),
            "probabilityBest": .number(action.probabilityBest.value),
            "probabilityBestMcse": .number(action.probabilityBest.mcse),
            "expectedLoss": .number(action.expectedLoss.value),
            "expectedLossMcse": .number(action.expectedLoss.mcse),
          ]
        }),
    ]
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
