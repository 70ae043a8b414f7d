import BayesDistributions
import BayesMath

/// Why a value cannot be drawn.
enum DrawRefusal: Error, Hashable {
  /// An argument that no distribution has, with the words for what it must be.
  case argument(String)
  /// Arguments that are each in their domain and together are those of no distribution.
  case arguments(of: String)
  /// A density whose mass is not one, by the name of its distribution.
  case improper(String)
  /// A distribution that nothing says how to draw from.
  case noSampler
  /// A log likelihood given a discrete latent that is summed out.
  case summedOut(String)
  /// A report that reads predictions and a summary of discrete latents.
  case summary
  /// Bounds, or a type, that hardly any draw meets.
  case outOfReach
}

extension ArgumentReader where S == Double {
  /// How often a value is drawn anew until it lies between its bounds, before it is inverted.
  private static var attempts: Int { 32 }
  private static var attemptsWithoutInversion: Int { 10_000 }

  /// Draws a value of so many numbers at an element of the plates, between bounds that a type adds to
  /// those of `truncated`.
  func draw(
    at flat: Int, count: Int, within bounds: (lower: Double?, upper: Double?),
    using stream: inout RandomStream
  ) throws(DrawRefusal) -> [Double] {
    let lower = finite([self.lower?(flat), bounds.lower].compactMap(\.self).max())
    let upper = finite([self.upper?(flat), bounds.upper].compactMap(\.self).min())
    let isInvertible = count == 1 && call.distribution.declaration.capabilities.contains(.cdf)
    let isFree = lower == nil && upper == nil
    let attempts =
      isFree ? 1 : isInvertible ? Self.attempts : Self.attemptsWithoutInversion
    for _ in 0..<attempts {
      let value = try drawFreely(at: flat, count: count, lower: lower, upper: upper, &stream)
      if value.allSatisfy({ $0 >= lower ?? -.infinity && $0 <= upper ?? .infinity }) || isFree {
        return value
      }
    }
    guard isInvertible,
      let value = TruncatedDraw.draw(
        call.distribution, try arguments(forDrawAt: flat), lower: lower, upper: upper,
        using: &stream)
    else { throw .outOfReach }
    return [value]
  }

  private func finite(_ bound: Double?) -> Double? { bound.flatMap { $0.isFinite ? $0 : nil } }

  /// A draw without regard to the bounds, or between them where the density is constant.
  private func drawFreely(
    at flat: Int, count: Int, lower: Double?, upper: Double?, _ stream: inout RandomStream
  ) throws(DrawRefusal) -> [Double] {
    let arguments = try arguments(forDrawAt: flat)
    for source in sources {
      let component: (reader: ArgumentReader, flat: Int)
      switch source {
      case .values, .bounds: continue
      case .components(let readers):
        let place = call.distribution.drawComponent(arguments, using: &stream)
        component = (readers[place], flat)
      case .family(let readers, let length):
        let place = call.distribution.drawComponent(arguments, using: &stream)
        component = (readers[0], flat * length + place)
      }
      return try component.reader.draw(
        at: component.flat, count: count, within: (nil, nil), using: &stream)
    }
    if call.isOwn { throw .noSampler }
    let declaration = call.distribution.declaration
    let value = call.distribution.draw(arguments, count: count, using: &stream)
    if value.contains(where: \.isNaN) { throw .arguments(of: declaration.name) }
    if value.count == count { return value }
    guard declaration.value != .vector, let lower, let upper else {
      throw .improper(declaration.name)
    }
    return (0..<count).map { _ in lower + (upper - lower) * stream.uniform() }
  }

  /// The arguments at an element, held to their domains; components are left empty.
  private func arguments(forDrawAt flat: Int) throws(DrawRefusal) -> Arguments<Double> {
    let parameters = call.distribution.declaration.forms[call.form].parameters
    var values: [[Double]] = []
    for (parameter, source) in zip(parameters, sources) {
      switch source {
      case .values(let elements, let events):
        let own = events.places(at: flat).map { elements[$0] }
        guard own.allSatisfy(parameter.domain.contains) else {
          throw .argument(
            "the argument `\(parameter.name)` of \(call.distribution.declaration.name) must be "
              + parameter.domain.text)
        }
        values.append(own)
      case .bounds(let lower, let upper):
        values.append([lower?(flat) ?? -.infinity])
        values.append([upper?(flat) ?? .infinity])
      case .components, .family: values.append([])
      }
    }
    let arguments = Arguments(form: call.form, values)
    if let clause = call.distribution.fault?(arguments) { throw .argument(clause) }
    return arguments
  }
}
