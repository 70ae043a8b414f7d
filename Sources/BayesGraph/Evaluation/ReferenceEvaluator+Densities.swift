package import BayesDistributions
import BayesMath

extension ReferenceEvaluator {
  func logDensity(_ call: DistributionCall, value: NodeID, result: Layout) -> [S] {
    let events = events(of: value, call.eventAxes, result: result)
    let elements = known(value)
    let reader = ArgumentReader(call, in: self, result: result)
    return (0..<result.count).map { flat in
      reader.logDensity(events.places(at: flat).map { elements[$0] }, at: flat)
    }
  }

  /// Where the events along some axes of a node stand.
  func events(of node: NodeID, _ axes: [AxisID], result: Layout) -> EventPlaces {
    EventPlaces(
      of: layout(node), event: layout(axes), result: result,
      segments: axes.first.flatMap { segments[$0] })
  }

  func logProbability(
    _ call: DistributionCall, _ lower: NodeID?, _ upper: NodeID?, result: Layout
  ) -> [S] {
    let reader = ArgumentReader(call, in: self, result: result)
    func ends(_ node: NodeID?) -> [S]? {
      guard let node else { return nil }
      let elements = known(node)
      return result.positions(of: layout(node)).map { elements[$0] }
    }
    let (lows, highs) = (ends(lower), ends(upper))
    return (0..<result.count).map { flat in
      reader.logProbability(lower: lows?[flat], upper: highs?[flat], at: flat)
    }
  }

  /// The arguments of a call at each element over `axes`; the operands must have been evaluated.
  package mutating func arguments(
    of call: DistributionCall, over axes: [AxisID], value: [S] = []
  ) -> [Arguments<S>] {
    for operand in call.operands { _ = evaluate(operand) }
    let result = layout(axes)
    let reader = ArgumentReader(call, in: self, result: result)
    return (0..<result.count).map { reader.arguments(at: $0, value: value) }
  }
}

/// Reads the arguments of a distribution call at the elements of a result.
struct ArgumentReader<S: Scalar> {
  enum Source {
    case values([S], EventPlaces)
    case bounds(lower: Bound?, upper: Bound?)
    case components([ArgumentReader<S>])
    /// One reader for all components, whose elements lie behind each other.
    case family([ArgumentReader<S>], count: Int)
  }
  struct Bound {
    let elements: [S]
    let positions: [Int]
    func callAsFunction(_ flat: Int) -> S { elements[positions[flat]] }
  }
  let call: DistributionCall
  let sources: [Source]
  let lower: Bound?
  let upper: Bound?

  init(_ call: DistributionCall, in evaluator: ReferenceEvaluator<S>, result: Layout) {
    self.call = call
    let bound: (NodeID) -> Bound = { node in
      Bound(
        elements: evaluator.known(node), positions: result.positions(of: evaluator.layout(node)))
    }
    sources = call.arguments.map { argument in
      switch argument {
      case .value(let node, let event):
        return .values(
          evaluator.known(node), evaluator.events(of: node, event, result: result))
      case .range(let lower, let upper):
        return .bounds(lower: lower.map(bound), upper: upper.map(bound))
      case .components(let calls):
        return .components(calls.map { ArgumentReader($0, in: evaluator, result: result) })
      case .family(let call, let axis):
        let joint = evaluator.layout(result.axes + [axis])
        return .family(
          [ArgumentReader(call, in: evaluator, result: joint)],
          count: evaluator.lengths[axis.index])
      }
    }
    lower = call.truncation?.lower.map(bound)
    upper = call.truncation?.upper.map(bound)
  }

  func arguments(at flat: Int, value: [S]) -> Arguments<S> {
    var values: [[S]] = []
    for source in sources {
      switch source {
      case .values(let elements, let events):
        values.append(events.places(at: flat).map { elements[$0] })
      case .bounds(let lower, let upper):
        values.append([lower?(flat) ?? .constant(-.infinity)])
        values.append([upper?(flat) ?? .constant(.infinity)])
      case .components(let readers):
        let inner = call.distribution.componentValue(value)
        values.append(readers.map { $0.logDensity(inner, at: flat) })
      case .family(let readers, let count):
        values.append(
          readers.flatMap { reader in
            (0..<count).map { reader.logDensity(value, at: flat * count + $0) }
          })
      }
    }
    return Arguments(form: call.form, values)
  }

  func logDensity(_ x: [S], at flat: Int) -> S {
    let arguments = arguments(at: flat, value: x)
    let density = call.distribution.logDensity(x, arguments)
    guard lower != nil || upper != nil, let first = x.first else { return density }
    return density
      + truncationCorrection(
        call.distribution, first, arguments, lower: lower?(flat), upper: upper?(flat))
  }
  /// Of a univariate distribution, whose arguments do not depend on the value.
  func logProbability(lower: S?, upper: S?, at flat: Int) -> S {
    censoredLogProbability(
      call.distribution, arguments(at: flat, value: []), lower: lower, upper: upper,
      truncation: (self.lower?(flat), self.upper?(flat)))
  }
}
