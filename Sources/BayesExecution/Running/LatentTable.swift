import BayesMath

/// The log weights of a discrete latent's states at a draw, and where what is made of them goes.
struct LatentTable {
  /// Another latent whose state picks the weights.
  struct Separator {
    /// Its place among the tables; it is drawn before.
    let table: Int
    /// Per element the other's element.
    let places: [Int32]
  }

  /// A Markov chain: how its elements are laid out, and where its log transitions stand.
  struct Chain {
    let steps: Int
    /// Per chain and step the element.
    let elements: [Int]
    let transition: Int
    let isVarying: Bool
  }

  /// The value of the first state.
  let lower: Int
  let states: Int
  let count: Int
  /// Where its log weights stand among those of all tables.
  let weights: Int
  let separators: [Separator]
  let chain: Chain?
  /// Where its draws, the probabilities of its states and its most probable states go.
  let draws: Int
  let probabilities: Int?
  let mostProbable: Int?
}

/// Draws the discrete latents that are summed out, each given those it depends on: the last summed out
/// first.
struct LatentDraws {
  let tables: [LatentTable]
  /// How many numbers a draw needs to work with.
  let workCount: Int

  init(_ tables: [LatentTable]) {
    self.tables = tables
    let sizes = tables.map { $0.states * (2 * ($0.chain?.steps ?? 1) + 3) }
    workCount = max(sizes.max() ?? 0, 1)
  }

  /// From log weights to draws, probabilities and most probable states.
  func draw(
    _ weights: UnsafePointer<Double>, into values: UnsafeMutablePointer<Double>,
    _ work: UnsafeMutablePointer<Double>, using stream: inout RandomStream
  ) {
    for table in tables.reversed() {
      guard let chain = table.chain else {
        drawElements(of: table, weights, values, work, &stream)
        continue
      }
      for number in 0..<chain.elements.count / max(chain.steps, 1) {
        let path = ChainPath(table: table, chain: chain, number: number, weights, work)
        path.draw(into: values + table.draws, using: &stream)
        if let place = table.probabilities { path.smooth(into: values + place) }
        if let place = table.mostProbable { path.decode(into: values + place) }
      }
    }
  }

  private func drawElements(
    of table: LatentTable, _ weights: UnsafePointer<Double>,
    _ values: UnsafeMutablePointer<Double>, _ work: UnsafeMutablePointer<Double>,
    _ stream: inout RandomStream
  ) {
    let others = table.separators.reduce(1) { $0 * tables[$1.table].states }
    for element in 0..<table.count {
      var given = 0
      for separator in table.separators {
        let other = tables[separator.table]
        let state = Int(values[other.draws + Int(separator.places[element])]) - other.lower
        given = given * other.states + min(max(state, 0), other.states - 1)
      }
      let start = table.weights + element * table.states * others + given
      for state in 0..<table.states { work[state] = weights[start + state * others] }
      Self.normalise(work, table.states)
      values[table.draws + element] = Double(table.lower + Self.pick(work, table.states, &stream))
      if let place = table.probabilities {
        let target = values + place + element * table.states
        if table.separators.isEmpty {
          target.update(from: work, count: table.states)
        } else {
          average(table, element, weights, values, into: target, work)
        }
      }
      if let place = table.mostProbable {
        let best = (0..<table.states).max { work[$0] < work[$1] } ?? 0
        values[place + element] = Double(table.lower + best)
      }
    }
  }

  /// The probabilities of an element's states, over those of the one latent it depends on.
  private func average(
    _ table: LatentTable, _ element: Int, _ weights: UnsafePointer<Double>,
    _ values: UnsafeMutablePointer<Double>, into target: UnsafeMutablePointer<Double>,
    _ work: UnsafeMutablePointer<Double>
  ) {
    target.update(repeating: 0, count: table.states)
    guard let separator = table.separators.first, let place = tables[separator.table].probabilities
    else { return }
    let others = tables[separator.table].states
    let shares = values + place + Int(separator.places[element]) * others
    for other in 0..<others where shares[other] != 0 {
      let start = table.weights + element * table.states * others + other
      for state in 0..<table.states { work[state] = weights[start + state * others] }
      Self.normalise(work, table.states)
      for state in 0..<table.states { target[state] += shares[other] * work[state] }
    }
  }

  /// Log weights to probabilities; NaN where no state has any.
  static func normalise(_ weights: UnsafeMutablePointer<Double>, _ count: Int) {
    var largest = -Double.infinity
    for state in 0..<count { largest = max(largest, weights[state]) }
    var sum = 0.0
    for state in 0..<count {
      weights[state] = Double.exp(weights[state] - largest)
      sum += weights[state]
    }
    for state in 0..<count { weights[state] /= sum }
  }

  /// A state by its probability.
  static func pick(
    _ probabilities: UnsafePointer<Double>, _ count: Int, _ stream: inout RandomStream
  ) -> Int {
    var rest = stream.uniform()
    var last = 0
    for state in 0..<count where probabilities[state] > 0 {
      last = state
      rest -= probabilities[state]
      if rest < 0 { return state }
    }
    return last
  }
}
