import BayesDistributions
import BayesMath
import Testing

/// A transform with a point to try it at, and which elements of its value are free coordinates of the
/// measure its Jacobian speaks of.
struct TransformCase: Sendable, CustomTestStringConvertible {
  let name: String
  let transform: any Transform.Type
  let count: Int
  let free: [Int]
  var testDescription: String { name }

  static let all: [TransformCase] = [
    TransformCase(name: "ordered", transform: OrderedTransform.self, count: 4, free: [0, 1, 2, 3]),
    TransformCase(
      name: "positive ordered", transform: PositiveOrderedTransform.self, count: 4,
      free: [0, 1, 2, 3]),
    TransformCase(name: "simplex", transform: SimplexTransform.self, count: 4, free: [0, 1, 2]),
    TransformCase(name: "simplex of two", transform: SimplexTransform.self, count: 2, free: [0]),
    TransformCase(
      name: "correlation factor", transform: CholeskyCorrelationTransform.self, count: 16,
      free: lower(4, diagonal: false)),
    TransformCase(
      name: "correlation", transform: CorrelationTransform.self, count: 16,
      free: lower(4, diagonal: false)),
    TransformCase(
      name: "covariance factor", transform: CholeskyCovarianceTransform.self, count: 9,
      free: lower(3, diagonal: true)),
    TransformCase(
      name: "covariance", transform: CovarianceTransform.self, count: 9,
      free: lower(3, diagonal: true)),
  ]

  private static func lower(_ k: Int, diagonal: Bool) -> [Int] {
    (0..<k).flatMap { row in (0..<(diagonal ? row + 1 : row)).map { row * k + $0 } }
  }

  func coordinates(_ seed: Double) -> [Double] {
    (0..<transform.coordinates(of: count)).map { 0.9 * Double.sin(seed + 1.7 * Double($0)) }
  }
}

@Suite("Transforms")
struct TransformTests {
  @Test("unconstrain undoes constrain", arguments: TransformCase.all)
  func roundTrip(example: TransformCase) {
    for seed in [0.0, 1, 2] {
      let y = example.coordinates(seed)
      let x = Self.constrain(example.transform, y, example.count).value
      for (a, b) in zip(example.transform.unconstrain(x), y) {
        #expect((a - b).magnitude < 1e-13)
      }
    }
  }

  @Test("log |J| is the determinant of the matrix of derivatives", arguments: TransformCase.all)
  func jacobian(example: TransformCase) {
    for seed in [0.0, 1, 2] {
      let y = example.coordinates(seed)
      let columns = y.indices.map { k in
        let moving = y.enumerated().map { Dual($1, $0 == k ? 1 : 0) }
        let x = Self.constrain(example.transform, moving, example.count).value
        return example.free.map { x[$0].derivative }
      }
      let log = Self.constrain(example.transform, y, example.count).logJacobian
      #expect((log - logDeterminant(columns)).magnitude < 1e-12, "\(example.name)")
    }
  }

  @Test("the sum-to-zero transform keeps lengths and sums to zero")
  func sumToZero() {
    let y = [0.3, -0.7, 1.1]
    let (x, logJacobian): ([Double], Double) = SumToZeroTransform.constrain(y, count: 4)
    #expect((x.reduce(0, +)).magnitude < 1e-15 && logJacobian == 0)
    let squares = { (v: [Double]) in v.reduce(0) { $0 + $1 * $1 } }
    #expect((squares(x) - squares(y)).magnitude < 1e-15)
    for (a, b) in zip(x, [0.24390088, -0.18036319, 0.88909025, -0.95262794]) {
      #expect((a - b).magnitude < 1e-8)
    }
    for (a, b) in zip(SumToZeroTransform.unconstrain(x), y) { #expect((a - b).magnitude < 1e-15) }
  }

  @Test("published points: the log-ratio simplex and both correlation transforms")
  func published() {
    let (x, logJacobian): ([Double], Double) = SimplexTransform.constrain(
      [0.3, -0.7, 1.1], count: 4)
    for (a, b) in zip(x, [0.25887685, 0.16937046, 0.49350936, 0.07824333]) {
      #expect((a - b).magnitude < 1e-8)
    }
    #expect((logJacobian + 5.688067645).magnitude < 1e-9)
    let y = [0.2, -0.5, 0.9, 0.1, -0.3, 0.4]
    let factor: ([Double], Double) = CholeskyCorrelationTransform.constrain(y, count: 16)
    for (a, b) in zip(factor.0.suffix(4), [0.09966799, -0.28986209, 0.36165998, 0.88048187]) {
      #expect((a - b).magnitude < 1e-8)
    }
    #expect((factor.1 + 1.42863656033).magnitude < 1e-11)
    let correlation: ([Double], Double) = CorrelationTransform.constrain(y, count: 16)
    #expect((correlation.1 + 1.94831764093).magnitude < 1e-11)
  }

  @Test("bounds of every kind: value, round trip and derivative")
  func bounded() {
    let bounds: [(Double?, Double?)] = [(nil, nil), (2, nil), (nil, -1), (-3, 4), (1e6, 1e6 + 1)]
    for (lower, upper) in bounds {
      for y in [-5.0, -0.3, 0, 2, 6] {
        let moved: (Dual, Dual) = Bounded.constrain(
          Dual(y, 1), lower: lower.map { Dual($0) }, upper: upper.map { Dual($0) })
        let logSlope = Double.log(moved.0.derivative.magnitude)
        #expect((logSlope - moved.1.value).magnitude < 1e-13)
        let back = Bounded.unconstrain(moved.0.value, lower: lower, upper: upper)
        #expect((back - y).magnitude < (lower == 1e6 ? 1e-6 : 1e-12), "\(y) in \(bounds)")
      }
    }
  }

  @Test("unit vectors have length one, and log |J| holds the sphere's surface")
  func unitVector() {
    let (x, logJacobian): ([Double], Double) = UnitVectorTransform.constrain([3, 4], count: 2)
    #expect(x == [0.6, 0.8])
    // A standard normal density over the plane, spread over a circle of length 2π.
    #expect((logJacobian - (-12.5 - Double.log(2 * .pi) + Double.log(2 * .pi))).magnitude < 1e-14)
  }

  @Test("the normaliser of correlation matrices: 2 for K = 2, π²/2 for K = 3, uniform")
  func normaliser() {
    let identity = { (k: Int) in (0..<k * k).map { $0 % (k + 1) == 0 ? 1.0 : 0 } }
    let two = LKJCorrCholesky.logDensity(identity(2), Arguments([[1.0]]))
    let three = LKJCorrCholesky.logDensity(identity(3), Arguments([[1.0]]))
    #expect((two + Double.log(2)).magnitude < 1e-15)
    #expect((three + Double.log(.pi * .pi / 2)).magnitude < 1e-14)
  }

  @Test("coordinates far out round to the boundary without NaN", arguments: TransformCase.all)
  func saturation(example: TransformCase) {
    let n = example.transform.coordinates(of: example.count)
    for size in [40.0, 400, 800] {
      for sign in [1.0, -1] {
        for k in 0..<n {
          let y = (0..<n).map { Dual($0 == k ? sign * size : 0.1, $0 == k ? 1 : 0) }
          let (x, logJacobian) = Self.constrain(example.transform, y, example.count)
          #expect(!x.contains { $0.value.isNaN }, "\(example.name) at \(sign * size)")
          let isFinite = logJacobian.value.isFinite && logJacobian.derivative.isFinite
          #expect(isFinite, "\(example.name) at \(sign * size), coordinate \(k)")
        }
      }
    }
  }

  @Test("an interval's log |J| stays finite where the value rounds to its end")
  func boundedSaturation() {
    for y in [-800.0, 800, -40, 40] {
      let moved: (Dual, Dual) = Bounded.constrain(Dual(y, 1), lower: Dual(0), upper: Dual(1))
      #expect(moved.0.value >= 0 && moved.0.value <= 1)
      #expect((moved.1.value + y.magnitude).magnitude < 1e-12)
      #expect((moved.1.derivative + (y < 0 ? -1 : 1)).magnitude < 1e-12)
    }
  }

  static func constrain<S: Scalar>(
    _ transform: any Transform.Type, _ y: [S], _ count: Int
  ) -> (value: [S], logJacobian: S) {
    transform.constrain(y, count: count)
  }

  /// log |det| by elimination with pivots.
  private func logDeterminant(_ columns: [[Double]]) -> Double {
    var a = columns
    var log = 0.0
    for k in a.indices {
      let pivot = a.indices[k...].max { a[$0][k].magnitude < a[$1][k].magnitude } ?? k
      a.swapAt(k, pivot)
      log += Double.log(a[k][k].magnitude)
      for row in a.indices where row > k {
        let factor = a[row][k] / a[k][k]
        for column in k..<a.count { a[row][column] -= factor * a[k][column] }
      }
    }
    return log
  }
}
