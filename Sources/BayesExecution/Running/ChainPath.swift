import BayesMath

/// One Markov chain at a draw: its paths' probabilities, by recursions on scaled numbers (Rabiner 1989,
/// "A tutorial on hidden Markov models", section III).
struct ChainPath {
  private let table: LatentTable
  private let chain: LatentTable.Chain
  private let weights: UnsafePointer<Double>
  /// Of each step the probabilities of the states given what was seen until then.
  private let forward: UnsafeMutablePointer<Double>
  private let second: UnsafeMutablePointer<Double>
  private let row: UnsafeMutablePointer<Double>
  private let first: Int

  init(
    table: LatentTable, chain: LatentTable.Chain, number: Int, _ weights: UnsafePointer<Double>,
    _ work: UnsafeMutablePointer<Double>
  ) {
    self.table = table
    self.chain = chain
    self.weights = weights
    forward = work
    second = work + table.states * chain.steps
    row = second + table.states * chain.steps
    first = number * chain.steps
    filter()
  }

  private func element(_ step: Int) -> Int { chain.elements[first + step] }

  private func emission(_ step: Int, _ state: Int) -> Double {
    weights[table.weights + element(step) * table.states + state]
  }

  /// The log transition into a step.
  private func move(_ step: Int, from: Int, to: Int) -> Double {
    let start = chain.isVarying ? element(step) * table.states * table.states : 0
    return weights[chain.transition + start + from * table.states + to]
  }

  private func filter() {
    for step in 0..<chain.steps {
      let now = forward + step * table.states
      for state in 0..<table.states {
        now[state] = emission(step, state)
        if step > 0 { now[state] += arrival(step, state) }
      }
      LatentDraws.normalise(now, table.states)
    }
  }

  /// log Σ over the states before of their probability times the transition's.
  private func arrival(_ step: Int, _ state: Int) -> Double {
    let last = forward + (step - 1) * table.states
    var largest = -Double.infinity
    for before in 0..<table.states {
      row[before] = Double.log(last[before]) + move(step, from: before, to: state)
      largest = max(largest, row[before])
    }
    guard largest > -.infinity else { return largest }
    var sum = 0.0
    for before in 0..<table.states { sum += Double.exp(row[before] - largest) }
    return largest + Double.log(sum)
  }

  /// A path by its probability: the last state first (Chib 1996).
  func draw(into values: UnsafeMutablePointer<Double>, using stream: inout RandomStream) {
    var next: Int?
    for step in stride(from: chain.steps - 1, through: 0, by: -1) {
      let now = forward + step * table.states
      for state in 0..<table.states {
        row[state] = Double.log(now[state])
        if let next { row[state] += move(step + 1, from: state, to: next) }
      }
      LatentDraws.normalise(row, table.states)
      let state = LatentDraws.pick(row, table.states, &stream)
      values[element(step)] = Double(table.lower + state)
      next = state
    }
  }

  /// The probability of each state at each step, given all that was seen.
  func smooth(into values: UnsafeMutablePointer<Double>) {
    for step in stride(from: chain.steps - 1, through: 0, by: -1) {
      let target = values + element(step) * table.states
      let now = forward + step * table.states
      guard step < chain.steps - 1 else {
        target.update(from: now, count: table.states)
        continue
      }
      let later = values + element(step + 1) * table.states
      target.update(repeating: 0, count: table.states)
      for after in 0..<table.states where later[after] > 0 {
        for state in 0..<table.states {
          row[state] = Double.log(now[state]) + move(step + 1, from: state, to: after)
        }
        LatentDraws.normalise(row, table.states)
        for state in 0..<table.states { target[state] += later[after] * row[state] }
      }
    }
  }

  /// The most probable path (Viterbi 1967).
  func decode(into values: UnsafeMutablePointer<Double>) {
    let (best, last) = (second, row)
    for step in 0..<chain.steps {
      let origin = best + step * table.states
      let now = row + table.states
      for state in 0..<table.states {
        now[state] = emission(step, state)
        guard step > 0 else { continue }
        var from = (state: 0, value: -Double.infinity)
        for before in 0..<table.states {
          let value = last[before] + move(step, from: before, to: state)
          if value > from.value { from = (before, value) }
        }
        origin[state] = Double(from.state)
        now[state] += from.value
      }
      last.update(from: now, count: table.states)
    }
    guard chain.steps > 0 else { return }
    var state = (0..<table.states).max { last[$0] < last[$1] } ?? 0
    for step in stride(from: chain.steps - 1, through: 0, by: -1) {
      values[element(step)] = Double(table.lower + state)
      if step > 0 { state = Int(best[step * table.states + state]) }
    }
  }
}
