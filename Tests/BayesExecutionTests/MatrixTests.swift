import BayesExecution
import BayesMath
import Testing

@Suite("Functions of matrices, compiled")
struct MatrixTests {
  /// A covariance of five, a precision and a factor, by a length and a scale that are drawn.
  static let head = """
    dim K = 5
    dim Group = 3
    param a, b ~ Exponential(1)
    param m[K] ~ Normal(0, 1)
    param mu[Group, K] ~ Normal(0, 1)
    let x[i in K, g in Group] = i * g / 3
    let S[i in K, j in K] = a * exp(-0.5 * (i - j)^2 / (1 + b)) + (i == j ? 1 : 0)
    let G[g in Group, i in K, j in K] = S[i, j] + (i == j ? g * b : 0)
    let F[i in K, j in K] = i == j ? 1 + a : (i > j ? b * (i - j) : 0)

    """

  /// Log densities in whose program the matrix is a number for every group, shared, or known.
  static let models = [
    "factor logp(MultiNormal(m, covariance: S), [1, -1, 0.5, 2, 0])",
    "factor logp(MultiNormal(m, precision: S), [1, -1, 0.5, 2, 0])",
    "factor logp(MultiNormal(m, cholesky: F), [1, -1, 0.5, 2, 0])",
    "factor logp(MultiStudentT(2 + a, m, S), [1, -1, 0.5, 2, 0])",
    "let q[g in Group] = logp(MultiNormal(mu[g, _], covariance: S), x[_, g])\nfactor sum(q)",
    "let q[g in Group] = logp(MultiNormal(m, precision: S), x[_, g])\nfactor sum(q)",
    "let q[g in Group] = logp(MultiNormal(m, covariance: G[g, _, _]), x[_, g])\nfactor sum(q)",
    "let q[g in Group] = logp(MultiNormal(m, cholesky: F), mu[g, _])\nfactor sum(q)",
    """
    let q[g in Group] = g == 2 ? 0 : logp(MultiNormal(m, covariance: G[g, _, _]), x[_, g])
    factor sum(q)
    """,
  ]

  @Test("log density and gradient are the reference's", arguments: models)
  func densities(model: String) throws {
    var stream = RandomStream(seed: 3, purpose: .test)
    let positions = (0..<3).map { _ in (0..<22).map { _ in 0.5 * stream.normal() } }
    try expectReference(Self.head + model + "\n", at: positions)
  }

  @Test(
    "functions of matrices, of one, of one for every group, and in a recurrence",
    arguments: [
      "let q[g in Group] = sum(solve(G[g, _, _], x[_, g]))\nfactor sum(q)",
      "let q[g in Group] = sum(solve(S, mu[g, _]))\nfactor sum(q)",
      "let q[g in Group] = logDeterminant(G[g, _, _])\nfactor sum(q)",
      "let q[g in Group] = sum(eigenvectorsSym(G[g, _, _]) @ mu[g, _])\nfactor sum(q)",
      "factor sum(matrixExp(F / 5) @ m) + quadForm(inverse(S), m)",
      "factor sum(cholesky(S) @ m) + trace(S @ F) + sum(eigenvaluesSym(S) * m)",
      "factor sum(qrR(F)) + sum(svdU(F) @ m) + determinant(S / 2)",
      """
      dim Time ordered = 4
      let P[Time.first]: Real[K, K] = S
      let P[t in Time.dropFirst()]: Real[K, K] = inverse(P[t - 1, _, _] + F)
      factor sum(P)
      """,
    ])
  func functions(model: String) throws {
    var stream = RandomStream(seed: 4, purpose: .test)
    let positions = (0..<2).map { _ in (0..<22).map { _ in 0.5 * stream.normal() } }
    try expectReference(Self.head + model + "\n", at: positions)
  }

  @Test(
    "kernels are their formulas, at points of one number and of several",
    arguments: [
      ("expQuad(scale: a, length: 1 + b)", "a^2 * exp(-0.5 * d[i, j]^2 / (1 + b)^2)"),
      ("matern32(a, b)", "a^2 * (1 + sqrt(3) * d[i, j] / b) * exp(-sqrt(3) * d[i, j] / b)"),
      (
        "matern52(a, length: b)",
        "a^2 * (1 + sqrt(5) * d[i, j] / b + 5 / 3 * (d[i, j] / b)^2) * exp(-sqrt(5) * d[i, j] / b)"
      ),
      ("exponential(a, b)", "a^2 * exp(-d[i, j] / b)"),
      ("periodic(a, b, period: 3)", "a^2 * exp(-2 * sin(pi * d[i, j] / 3)^2 / b^2)"),
      ("dotProduct(a) + white(b)", "a^2 + p[i, j] + (i == j ? b^2 : 0)"),
      ("2 * expQuad(a, 1) * exponential(1, b)", "2 * a^2 * exp(-0.5 * d[i, j]^2 - d[i, j] / b)"),
    ])
  func kernels(kernel: String, formula: String) throws {
    for points in [
      """
      let u: Real[K] = [1, 2.5, -1, 0, 3]
      let d[i in K, j in K] = abs(u[i] - u[j])
      let p[i in K, j in K] = u[i] * u[j]
      let k = \(kernel)
      let A = covariance(k, at: u, jitter: 0.1)
      """,
      """
      dim F = 2
      let u: Real[K, F] = [[1, 2], [2.5, 0], [-1, 1], [0, 0], [3, -1]]
      let d[i in K, j in K] = sqrt(sum((u[i, f] - u[j, f])^2 for f in F))
      let p[i in K, j in K] = sum(u[i, f] * u[j, f] for f in F)
      let k = \(kernel)
      let A = covariance(k, at: u, jitter: 0.1)
      """,
    ] {
      let text = """
        dim K = 5
        param a, b ~ Exponential(1)
        \(points)
        let B[i in K, j in K] = \(formula) + (i == j ? 0.1 : 0)
        let w: Real[K] = [1, -2, 0.5, 3, -1]

        """
      for position in [[0.1, 0.2], [-0.4, 0.7]] {
        let own = try evaluate(compile(text + "factor quadForm(A, w)\n"), position)
        let expected = try evaluate(compile(text + "factor quadForm(B, w)\n"), position)
        #expect(isClose(own.value, expected.value, 1e-12), "\(kernel)")
        for (slope, other) in zip(own.gradient, expected.gradient) {
          #expect(isClose(slope, other, 1e-11), "\(kernel): \(slope), not \(other)")
        }
      }
    }
  }

  @Test("a Gaussian process is the multivariate normal distribution of its covariance")
  func gaussianProcess() throws {
    let head = """
      dim K = 5
      dim New = 2
      param a, b ~ Exponential(1)
      param f[K] ~ Normal(0, 1)
      let x: Real[K] = [1, 2.5, -1, 0, 3]
      let z: Real[New] = [0.5, 4]
      let y = [0.25, -1]
      let k = expQuad(a, b)

      """
    func same(_ first: String, _ second: String) throws {
      let position = [0.1, 0.2, 0.5, -1, 0.25, 2, 0]
      let own = try evaluate(compile(head + first + "\n"), position)
      let expected = try evaluate(compile(head + second + "\n"), position)
      #expect(isClose(own.value, expected.value, 1e-11), "\(own.value), not \(expected.value)")
      for (slope, other) in zip(own.gradient, expected.gradient) {
        #expect(isClose(slope, other, 1e-10), "\(slope), not \(other)")
      }
    }
    try same(
      "factor logp(GP(kernel: k, at: x, jitter: 0.5), f)",
      "factor logp(MultiNormal(zeros(K), covariance(k, at: x, jitter: 0.5)), f)")
    // Given the values at other points: the joint density less theirs.
    try same(
      """
      factor logp(GP(kernel: k, at: x, jitter: 0.5), f)
      factor logp(GP(kernel: k, at: z, jitter: 0.5, given: f, from: x), y)
      """,
      """
      let all = [1, 2.5, -1, 0, 3, 0.5, 4]
      let values = [f[1], f[2], f[3], f[4], f[5], 0.25, -1]
      factor logp(MultiNormal(0 * all, covariance(k, at: all, jitter: 0.5)), values)
      """)
  }

  @Test(
    "in a plate of arrays along the plate's own dimension an array is that of each member",
    arguments: [
      "param x[K]: Simplex[K] ~ Dirichlet(c)",
      "param x[K]: Real[K] ~ MultiNormal(c, covariance: S)",
      "param x[K]: Cov[K] ~ Wishart(6, S)",
    ])
  func members(declaration: String) throws {
    let head = """
      dim K = 3
      let c: Real[K] = [1, 2, 3]
      let S[i in K, j in K] = exp(-(i - j)^2) + (i == j ? 1 : 0)

      """
    let own = try compile(head + declaration + "\n")
    let written = declaration.replacing("param x[K]", with: "param x[i in K]")
    let expected = try compile(head + written + "\n")
    let position = (0..<own.dimension).map { 0.1 * Double($0 % 7) - 0.3 }
    let (value, gradient) = try evaluate(own, position)
    let (other, slopes) = try evaluate(expected, position)
    #expect(value.isFinite && value == other && gradient == slopes)
  }

  @Test("a matrix of data is factored once, before any evaluation")
  func known() throws {
    let program = try compile(
      """
      dim K = 5
      let S[i in K, j in K] = exp(-0.5 * (i - j)^2) + (i == j ? 1 : 0)
      param m: Real[K] ~ MultiNormal(zeros(K), covariance: S)

      """)
    #expect(!program.dump().contains("cholesky "), "\(program.dump())")
    #expect(program.dump().contains("quadraticCholesky"))
  }

  @Test("a matrix that is not positive definite makes the log density NaN, which is rejected")
  func indefinite() throws {
    let program = try compile(
      """
      dim K = 5
      param a ~ Normal(0, 1)
      let S[i in K, j in K] = i == j ? a : 0
      param m: Real[K] ~ MultiNormal(zeros(K), covariance: S)

      """)
    let position = [Double](repeating: 0.5, count: 6)
    let inside = try evaluate(program, position).value
    #expect(inside.isFinite)
    let outside = try evaluate(program, [-0.5] + Array(position.dropFirst())).value
    #expect(outside.isNaN)
  }
}
