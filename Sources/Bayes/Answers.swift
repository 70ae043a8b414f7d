import BayesPosterior

/// A posterior's answer to a `gate`.
public struct GateAnswer: Sendable, Hashable {
  /// Whether it holds; nil where a number in it is not finite.
  public let holds: Bool?
  /// Whether no number in it is within two standard errors of another answer.
  public let isCertain: Bool
  /// The numbers of the posterior in it, as the model writes them.
  public let statistics: [(text: String, value: Double, mcse: Double)]

  init(_ verdict: GateVerdict) {
    holds = verdict.holds
    isCertain = verdict.isCertain
    statistics = verdict.statistics.map { ($0.text, $0.estimate.value, $0.estimate.mcse) }
  }

  /// Whether two answers are the same, number by number.
  public static func == (a: GateAnswer, b: GateAnswer) -> Bool {
    a.holds == b.holds && a.isCertain == b.isCertain
      && a.statistics.elementsEqual(b.statistics) { $0 == $1 }
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(holds)
    hasher.combine(isCertain)
    for statistic in statistics { hasher.combine(statistic.value) }
  }
}

/// What is best by a `decide`.
public struct DecisionAnswer: Sendable, Hashable {
  /// An action with what it brings; errors are Monte Carlo standard errors, NaN where all draws agree.
  public struct Action: Sendable, Hashable {
    /// The action.
    public let name: String
    /// The mean of its utility.
    public let expectedUtility: Double
    /// The standard error of that mean.
    public let expectedUtilityError: Double
    /// The probability that no other action is better.
    public let probabilityBest: Double
    /// The standard error of that probability.
    public let probabilityBestError: Double
    /// The mean of what is lost by it against the best action of each draw.
    public let expectedLoss: Double
    /// The standard error of that loss.
    public let expectedLossError: Double
  }
  /// The action with the best expected utility; nil where a utility is not finite.
  public let best: String?
  /// Whether it is ahead of each other action by two standard errors of the difference.
  public let isCertain: Bool
  /// The actions in the order of the model.
  public let actions: [Action]
  /// The expected value of perfect information.
  public let evpi: Double
  /// The standard error of that value.
  public let evpiError: Double

  init(_ verdict: DecisionVerdict) {
    best = verdict.best.map { verdict.actions[$0].name }
    isCertain = verdict.isCertain
    actions = verdict.actions.map { action in
      Action(
        name: action.name, expectedUtility: action.expectedUtility.value,
        expectedUtilityError: action.expectedUtility.mcse,
        probabilityBest: action.probabilityBest.value,
        probabilityBestError: action.probabilityBest.mcse,
        expectedLoss: action.expectedLoss.value, expectedLossError: action.expectedLoss.mcse)
    }
    evpi = verdict.evpi.value
    evpiError = verdict.evpi.mcse
  }
}
