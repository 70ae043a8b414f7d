import BayesMath
import CVectorMath
import Testing

@Suite("Functions of matrices")
struct MatrixPrimitiveTests {
  private static let sizes = [1, 2, 3, 5, 8, 9, 13, 20]

  /// Numbers between -1 and 1.
  private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: .test)
    return (0..<count).map { _ in 2 * stream.uniform() - 1 }
  }

  private static func product(_ a: [Double], _ b: [Double], _ n: Int, _ m: Int, _ p: Int)
    -> [Double]
  {
    (0..<n * p).map { place in
      (0..<m).reduce(0.0) { $0 + a[place / p * m + $1] * b[$1 * p + place % p] }
    }
  }

  private static func turned(_ a: [Double], _ n: Int, _ m: Int) -> [Double] {
    (0..<n * m).map { a[$0 % n * m + $0 / n] }
  }

  /// A positive definite matrix.
  private static func definite(_ n: Int) -> [Double] {
    let a = numbers(n * n, seed: 7)
    var square = product(a, turned(a, n, n), n, n, n)
    for i in 0..<n { square[i * n + i] += 1 }
    return square
  }

  private static func lower(_ n: Int) -> [Double] {
    var a = numbers(n * n, seed: 9)
    for i in 0..<n {
      a[i * n + i] = 1 + a[i * n + i].magnitude
      for j in i + 1..<max(n, i + 1) { a[i * n + j] = 0 }
    }
    return a
  }

  /// Arguments of a kind with all sides `n`, or nearly.
  private static func arguments(
    _ kind: MatrixPrimitive.Kind, _ n: Int
  ) -> (MatrixPrimitive, [[Double]]) {
    let (x, y) = (numbers(n, seed: 1), numbers(n, seed: 2))
    let b = numbers(n * (n + 1), seed: 3)
    switch kind {
    case .cholesky, .eigenSym: return (MatrixPrimitive(kind, n), [definite(n)])
    case .inverse, .logDeterminant, .exponential:
      return (MatrixPrimitive(kind, n), [numbers(n * n, seed: 4)])
    case .solveLower, .solveLowerTransposed:
      return (MatrixPrimitive(kind, n, n + 1), [lower(n), b])
    case .solve: return (MatrixPrimitive(kind, n, n + 1), [numbers(n * n, seed: 4), b])
    case .quadratic: return (MatrixPrimitive(kind, n), [definite(n), x, y])
    case .quadraticCholesky, .quadraticPrecision:
      return (MatrixPrimitive(kind, n), [lower(n), x, y])
    case .times:
      return (
        MatrixPrimitive(kind, n, n + 2, n + 1),
        [
          numbers(n * (n + 2), seed: 5),
          numbers((n + 2) * (n + 1), seed: 6),
        ]
      )
    case .qr, .svd: return (MatrixPrimitive(kind, n + 1, n), [b])
    }
  }

  private static func expectClose(
    _ a: [Double], _ b: [Double], _ tolerance: Double, _ subject: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(a.count == b.count, sourceLocation: sourceLocation)
    let size = b.reduce(1) { max($0, $1.magnitude) }
    for (x, y) in zip(a, b) where !((x - y).magnitude <= tolerance * size) {
      Issue.record("\(subject): \(x), not \(y)", sourceLocation: sourceLocation)
      return
    }
  }

  @Test("factors multiply to what they are factors of", arguments: sizes)
  func factors(n: Int) {
    let a = Self.definite(n)
    let l = MatrixPrimitive(.cholesky, n).value([a])
    Self.expectClose(Self.product(l, Self.turned(l, n, n), n, n, n), a, 1e-14, "L L'")
    let own = MatrixPrimitive(.eigenSym, n).value([a])
    let (values, vectors) = (Array(own[..<n]), Array(own[n...]))
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    let scaled = (0..<n * n).map { vectors[$0] * values[$0 % n] }
    Self.expectClose(
      Self.product(scaled, Self.turned(vectors, n, n), n, n, n), a, 1e-13, "V D V'")
    for (rows, columns) in [(n + 1, n), (n, n), (n, n + 2)] {
      let b = Self.numbers(rows * columns, seed: 3)
      let p = min(rows, columns)
      let svd = MatrixPrimitive(.svd, rows, columns).value([b])
      let (u, s) = (Array(svd[..<(rows * p)]), Array(svd[rows * p..<rows * p + p]))
      let v = Array(svd[(rows * p + p)...])
      let us = (0..<rows * p).map { u[$0] * s[$0 % p] }
      Self.expectClose(
        Self.product(us, Self.turned(v, columns, p), rows, p, columns), b, 1e-13, "U S V'")
      guard rows >= columns else { continue }
      let qr = MatrixPrimitive(.qr, rows, columns).value([b])
      let (q, r) = (Array(qr[..<(rows * columns)]), Array(qr[(rows * columns)...]))
      Self.expectClose(Self.product(q, r, rows, columns, columns), b, 1e-14, "Q R")
      #expect((0..<columns).allSatisfy { r[$0 * columns + $0] >= 0 })
    }
  }

  @Test(
    "solutions solve, the exponential of a sum of commuting matrices is a product", arguments: sizes
  )
  func solutions(n: Int) {
    let a = Self.numbers(n * n, seed: 4)
    let b = Self.numbers(n * (n + 1), seed: 3)
    let solved = MatrixPrimitive(.solve, n, n + 1).value([a, b])
    Self.expectClose(Self.product(a, solved, n, n, n + 1), b, 1e-11, "A X")
    let inverse = MatrixPrimitive(.inverse, n).value([a])
    Self.expectClose(Self.product(inverse, b, n, n, n + 1), solved, 1e-10, "inverse")
    let l = Self.lower(n)
    let below = MatrixPrimitive(.solveLower, n, n + 1).value([l, b])
    Self.expectClose(Self.product(l, below, n, n, n + 1), b, 1e-11, "L X")
    let once = MatrixPrimitive(.exponential, n).value([a])
    let twice = MatrixPrimitive(.exponential, n).value([a.map { 2 * $0 }])
    Self.expectClose(Self.product(once, once, n, n, n), twice, 1e-13, "exp")
  }

  @Test("quadratic forms of a matrix, of its factor and by its inverse agree", arguments: sizes)
  func quadratics(n: Int) {
    let a = Self.definite(n)
    let (x, y) = (Self.numbers(n, seed: 1), Self.numbers(n, seed: 2))
    let direct = MatrixPrimitive(.quadratic, n).value([a, x, y])
    let l = MatrixPrimitive(.cholesky, n).value([a])
    Self.expectClose(
      MatrixPrimitive(.quadraticCholesky, n).value([l, x, y]), direct, 1e-13, "factor")
    let inverse = MatrixPrimitive(.inverse, n).value([a])
    let precision = MatrixPrimitive(.cholesky, n).value([inverse])
    let parts = MatrixPrimitive(.quadraticPrecision, n).value([precision, x, y])
    Self.expectClose([parts[0], -parts[1]], direct, 1e-11, "precision")
    let log = MatrixPrimitive(.logDeterminant, n).value([a])
    Self.expectClose([log[0] / 2, log[1]], [direct[1], 1], 1e-12, "determinant")
  }

  @Test(
    "adjoints are the limits of differences",
    arguments: MatrixPrimitive.Kind.allCases, [1, 2, 3, 5, 8, 9, 13])
  func adjoints(kind: MatrixPrimitive.Kind, n: Int) {
    let (function, arguments) = Self.arguments(kind, n)
    let seed = Self.numbers(function.resultCount, seed: 11)
    let adjoints = function.adjoints(arguments, seed: seed)
    func total(_ arguments: [[Double]]) -> Double {
      zip(function.value(arguments), seed).reduce(0) { $0 + $1.0 * $1.1 }
    }
    // Along one direction: those of symmetric and of triangular matrices move what is read.
    for (place, argument) in arguments.enumerated() {
      let direction = Self.numbers(argument.count, seed: UInt64(20 + place))
      func along(_ step: Double) -> Double {
        var moved = arguments
        moved[place] = zip(argument, direction).map { $0 + step * $1 }
        return total(moved)
      }
      func central(_ h: Double) -> Double { (along(h) - along(-h)) / (2 * h) }
      let difference = (4 * central(1e-4) - central(2e-4)) / 3
      let slope = zip(adjoints[place], direction).reduce(0) { $0 + $1.0 * $1.1 }
      let size = zip(adjoints[place], direction).reduce(1) { $0 + ($1.0 * $1.1).magnitude }
      #expect(
        (slope - difference).magnitude <= 3e-8 * size,
        "\(kind) \(n), argument \(place): \(slope), not \(difference)")
    }
  }

  @Test("a matrix that is not positive definite has no factor: all of it is NaN")
  func indefinite() {
    for matrix in [[1.0, 2, 2, 1], [0, 0, 0, 0], [.nan, 0, 0, 1], [.infinity, 0, 0, 1]] {
      let factor = MatrixPrimitive(.cholesky, 2).value([matrix])
      #expect(factor.allSatisfy { $0.isNaN })
      let parts = MatrixPrimitive(.quadratic, 2).value([matrix, [0, 0], [1, 1]])
      #expect(parts.allSatisfy { $0.isNaN })
    }
  }

  @Test("all instruction sets give the same bits", arguments: [3, 8, 13])
  func sameBits(n: Int) throws {
    let best = try #require(cvm_best()), portable = try #require(cvm_portable())
    for kind in MatrixPrimitive.Kind.allCases {
      let (function, arguments) = Self.arguments(kind, n)
      var shape = function.shape
      let count = function.resultCount + function.keptCount
      let results = [best, portable].map { table -> [UInt64] in
        var work = [Double](repeating: 0, count: cvm_matrix_work(&shape) + 8)
        var result = [Double](repeating: 0, count: count + 8)
        let room = [Double](repeating: 0, count: 8)
        let inputs = arguments.map { $0 + room } + [room, room]
        work.withUnsafeMutableBufferPointer { space in
          shape.work = space.baseAddress
          table.pointee.matrix(&shape, &result, inputs[0], inputs[1], inputs[2], room)
        }
        return result.prefix(count).map(\.bitPattern)
      }
      #expect(results[0] == results[1], "\(kind)")
    }
  }
}
