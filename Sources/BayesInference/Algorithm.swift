/// A setting of an algorithm: what `--set name=value` reaches, with its range and a sentence.
package struct SettingDescription: Sendable, Hashable {
  package let name: String
  package let range: ClosedRange<Double>
  package let isInteger: Bool
  package let defaultValue: Double
  package let summary: String
}

/// A setting that is one of several words.
package struct ChoiceDescription: Sendable, Hashable {
  package let name: String
  package let values: [String]
  package let defaultValue: String
  package let summary: String
}

/// An algorithm as help and flags know it.
package struct AlgorithmDescription: Sendable, Hashable {
  package let name: String
  package let summary: String
  package let settings: [SettingDescription]
  package let choices: [ChoiceDescription]
}

/// All algorithms; the only list.
package enum AlgorithmCatalog {
  package static let all = [NUTSSettings.description]
}

/// Why a setting was refused.
package struct SettingError: Error, Sendable, Hashable {
  package let message: String
}
