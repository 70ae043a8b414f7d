/// The draws of several chains: per chain and scalar a column in order of iteration.
package struct Draws: Sendable {
  /// What each scalar is.
  package var scalars: [Scalar]
  /// `columns[chain][scalar]`, all columns of a chain equally long.
  package var columns: [[[Double]]]
  /// Per chain and draw what the sampler reported.
  package var sampler: [[SamplerRow]]

  /// A scalar quantity: `theta[3]`, with its labels beside.
  package struct Scalar: Sendable, Hashable {
    /// What a summary is to make of it.
    package enum Group: String, Sendable, Hashable, CaseIterable {
      case posterior
      /// Drawn anew for each draw of the parameters.
      case prediction
      /// An observed quantity drawn anew.
      case replicate
      /// The log density of an observed value.
      case logLikelihood
      /// What gates and decisions are answered from; in no file.
      case judged
    }
    package let group: Group
    package let name: String
    package let variable: String
    /// 1-based.
    package let index: [Int]
    /// Labels of the index, where the dimensions have them.
    package let labels: [String?]

    /// The same scalar in another group.
    package func grouped(_ group: Group) -> Scalar {
      Scalar(variable: variable, index: index, labels: labels, group: group)
    }

    package init(
      variable: String, index: [Int], labels: [String?] = [], group: Group = .posterior
    ) {
      self.group = group
      self.variable = variable
      self.index = index
      self.labels = labels
      name =
        index.isEmpty
        ? variable : "\(variable)[\(index.map(String.init).joined(separator: ","))]"
    }
  }

  /// What the sampler reported of one draw.
  package struct SamplerRow: Sendable, Hashable {
    package var logDensity: Double
    package var acceptance: Double
    package var stepSize: Double
    package var treeDepth: Int
    package var leapfrogs: Int
    package var isDivergent: Bool
    package var energy: Double

    package init(
      logDensity: Double, acceptance: Double, stepSize: Double, treeDepth: Int, leapfrogs: Int,
      isDivergent: Bool, energy: Double
    ) {
      self.logDensity = logDensity
      self.acceptance = acceptance
      self.stepSize = stepSize
      self.treeDepth = treeDepth
      self.leapfrogs = leapfrogs
      self.isDivergent = isDivergent
      self.energy = energy
    }
  }

  package init(scalars: [Scalar], columns: [[[Double]]], sampler: [[SamplerRow]]) {
    self.scalars = scalars
    self.columns = columns
    self.sampler = sampler
  }

  /// The draws of the scalars that a summary has rows for: parameters, reports and predictions.
  package var summarised: Draws {
    kept { $0.group == .posterior || $0.group == .prediction }
  }

  /// The draws of one group.
  package func only(_ group: Scalar.Group) -> Draws {
    kept { $0.group == group }
  }

  /// The draws that files hold.
  package var saved: Draws { kept { $0.group != .judged } }

  private func kept(where isKept: (Scalar) -> Bool) -> Draws {
    let kept = scalars.indices.filter { isKept(scalars[$0]) }
    guard kept.count < scalars.count else { return self }
    return Draws(
      scalars: kept.map { scalars[$0] }, columns: columns.map { chain in kept.map { chain[$0] } },
      sampler: sampler)
  }

  /// The chains to compare with each other, equally long.
  ///
  /// All of them where they are equally long. After an interruption chains that are barely begun, or
  /// not at all, would leave nothing to compare: those are left out whose absence leaves most draws.
  package var comparable: Draws {
    let lengths = sampler.map(\.count)
    let longestFirst = lengths.sorted(by: >)
    let best = longestFirst.indices.max {
      ($0 + 1) * longestFirst[$0] < ($1 + 1) * longestFirst[$1]
    }
    guard let best, lengths.contains(where: { $0 != longestFirst[best] }) else { return self }
    let length = longestFirst[best]
    let kept = lengths.indices.filter { lengths[$0] >= length }
    return Draws(
      scalars: scalars, columns: kept.map { columns[$0].map { Array($0.prefix(length)) } },
      sampler: kept.map { Array(sampler[$0].prefix(length)) })
  }

  /// The draws of a scalar by chain, cut to the length of the shortest chain.
  package func chains(of scalar: Int) -> [[Double]] {
    let shortest = columns.map { $0.indices.contains(scalar) ? $0[scalar].count : 0 }.min() ?? 0
    return columns.map { chain in
      let column = chain[scalar]
      return column.count == shortest ? column : Array(column.prefix(shortest))
    }
  }
}
