package import BayesSource

/// What a posterior answers to a `gate`.
package struct GateVerdict: Sendable, Hashable {
  /// A number the answer rests on, as the model writes it.
  package struct Statistic: Sendable, Hashable {
    package let text: String
    package let estimate: PosteriorEstimate

    package init(text: String, estimate: PosteriorEstimate) {
      self.text = text
      self.estimate = estimate
    }
  }
  package let name: String
  /// Nil where a number is none, such as a mean of draws that are not finite.
  package let holds: Bool?
  /// Whether the answer stays the same with any one number two standard errors higher or lower.
  package let isCertain: Bool
  package let statistics: [Statistic]

  /// Answers by `condition`, which takes the numbers in order.
  package init(
    name: String, statistics: [Statistic], condition: ([Double]) -> Bool
  ) {
    self.name = name
    self.statistics = statistics
    let values = statistics.map(\.estimate.value)
    guard !values.contains(where: \.isNaN) else {
      holds = nil
      isCertain = false
      return
    }
    let answer = condition(values)
    holds = answer
    isCertain = statistics.indices.allSatisfy { place in
      let mcse = statistics[place].estimate.mcse
      guard mcse.isFinite else { return true }
      return [-2.0, 2].allSatisfy { step in
        var moved = values
        moved[place] += step * mcse
        return condition(moved) == answer
      }
    }
  }

  /// One line.
  package var text: String {
    let answer =
      switch holds {
      case true?: "holds"
      case false?: "fails"
      case nil: "has no answer"
      }
    let doubt =
      isCertain || holds == nil
      ? "" : ", within two standard errors of the other answer: more draws would tell"
    let numbers = statistics.map { statistic in
      "\(statistic.text) = \(statistic.estimate.text)"
    }
    return "gate \(name) \(answer)\(doubt)"
      + (numbers.isEmpty ? "" : ": " + numbers.joined(separator: ", ")) + "\n"
  }

  package var json: JSONValue {
    [
      "name": .string(name), "holds": holds.map { .bool($0) } ?? .null,
      "certain": .bool(isCertain),
      "statistics": .array(
        statistics.map { statistic in
          [
            "expression": .string(statistic.text), "value": .number(statistic.estimate.value),
            "mcse": .number(statistic.estimate.mcse),
          ]
        }),
    ]
  }
}
