/// How warm-up learns the metric.
package enum WarmupMode: String, Sendable, CaseIterable {
  /// Variances of draws and gradients together (Fisher divergence), from the first gradient on.
  case fisher
  /// Stan's windows and variances of draws.
  case stan
  /// The same variances, of all chains together; it ends once they agree.
  case pooled
}

/// The settings of NUTS.
package struct NUTSSettings: Sendable, Hashable {
  /// The mean acceptance that the step size is tuned to.
  package var targetAcceptance = 0.8
  /// The largest number of doublings of a trajectory.
  package var maxTreeDepth = 10
  /// The relative width of the uniform jitter of the step size while sampling.
  package var stepSizeJitter = 0.1
  /// The error of the energy beyond which a trajectory counts as divergent.
  package var maxEnergyError = 1000.0
  /// Half the width of the interval from which starting coordinates are drawn.
  package var initialRadius = 2.0
  package var warmupMode = WarmupMode.fisher
  package var metric = MetricKind.auto

  package init() {}

  package static let description = AlgorithmDescription(
    name: "nuts",
    summary: "The no-U-turn sampler with multinomial trajectories and a diagonal metric.",
    settings: [
      SettingDescription(
        name: "targetAcceptance", range: 0.1...0.9999, isInteger: false, defaultValue: 0.8,
        summary: "The mean acceptance that the step size is tuned to."),
      SettingDescription(
        name: "maxTreeDepth", range: 1...20, isInteger: true, defaultValue: 10,
        summary: "The largest number of doublings of a trajectory."),
      SettingDescription(
        name: "stepSizeJitter", range: 0...0.9, isInteger: false, defaultValue: 0.1,
        summary: "The relative width of the uniform jitter of the step size while sampling."),
      SettingDescription(
        name: "maxEnergyError", range: 1...1e9, isInteger: false, defaultValue: 1000,
        summary: "The error of the energy beyond which a trajectory counts as divergent."),
      SettingDescription(
        name: "initialRadius", range: 0...100, isInteger: false, defaultValue: 2,
        summary: "Half the width of the interval from which starting coordinates are drawn."),
    ],
    choices: [
      ChoiceDescription(
        name: "warmup", values: WarmupMode.allCases.map(\.rawValue),
        defaultValue: WarmupMode.fisher.rawValue,
        summary:
          "How warm-up learns the metric: all chains together, each by itself, or as Stan does."),
      ChoiceDescription(
        name: "metric", values: MetricKind.allCases.map(\.rawValue),
        defaultValue: MetricKind.auto.rawValue,
        summary:
          "What pooled warm-up learns: a diagonal, a few directions with it, or all (of at most 128)."
      ),
    ])

  /// Sets one setting by name; those that are words take one of them.
  package mutating func set(_ name: String, to text: String) throws(SettingError) {
    switch name {
    case "warmup": warmupMode = try choice(name, text)
    case "metric": metric = try choice(name, text)
    default: try setNumber(name, to: text)
    }
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ text: String
  ) throws(SettingError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      let words = Choice.allCases.map(\.rawValue)
      throw SettingError(
        message:
          "\(name) is \(words.dropLast().joined(separator: ", ")) or \(words.last ?? ""), not \(text)"
      )
    }
    return choice
  }

  private mutating func setNumber(_ name: String, to text: String) throws(SettingError) {
    guard let setting = Self.description.settings.first(where: { $0.name == name }) else {
      let names = Self.description.settings.map(\.name) + Self.description.choices.map(\.name)
      throw SettingError(
        message: "nuts has no setting \(name); it has \(names.joined(separator: ", "))")
    }
    guard let value = Double(text), setting.range.contains(value),
      !setting.isInteger || value == value.rounded()
    else {
      let kind = setting.isInteger ? "an integer" : "a number"
      throw SettingError(
        message:
          "\(name) is \(kind) from \(setting.range.lowerBound) to \(setting.range.upperBound), not \(text)"
      )
    }
    switch name {
    case "targetAcceptance": targetAcceptance = value
    case "maxTreeDepth": maxTreeDepth = Int(value)
    case "stepSizeJitter": stepSizeJitter = value
    case "maxEnergyError": maxEnergyError = value
    default: initialRadius = value
    }
  }
}
