/// Models that solve equations, of many shapes, each with a solution at the points of `positions`.
extension RecurrenceModel {
  static let solutions: [RecurrenceModel] = differential + stiff + plates + others

  private static let tight = "rtol: 1e-11, atol: 1e-12"

  private static let pair = """
    dim S = 2
    param a ~ Normal(0, 1)
    param b ~ Normal(0, 1)
    param y0[S] ~ Normal(0, 1)
    let times = [t / 3.0 for t in T]

    """

  private static func pendulum(_ settings: String) -> String {
    pair + """
      func f(t: Real, y: Real[S]) -> Real[S] {
        return [y[2], -exp(a) * sin(y[1]) - 0.3 * y[2] + cos(b * t)]
      }
      let y = ode(f, initial: y0, start: 0, at: times, \(settings))
      factor -sum(y^2) / 9
      """
  }

  private static let differential: [RecurrenceModel] = [
    RecurrenceModel(
      "one state",
      """
      param k ~ Normal(0, 1)
      param y0 ~ Normal(0, 1)
      func f(t: Real, y: Real) -> Real {
        return -exp(k) * y + t
      }
      let times = [t / 3.0 for t in T]
      let y = ode(f, initial: y0, start: 0, at: times, \(tight))
      factor -sum(y^2) / 9
      """, lengths: [1, 2, 9]),
    RecurrenceModel("a pendulum", pendulum(tight), lengths: [1, 3, 20]),
    RecurrenceModel(
      "an initial state of the data",
      pair + """
        func f(t: Real, y: Real[S]) -> Real[S] {
          return [a * y[2], -b * y[1]]
        }
        let start: Real[S] = [1, 0]
        let y = ode(f, initial: start, start: -1, at: times, \(tight))
        factor -sum(y^2 * y0) / 9
        """, lengths: [1, 9]),
    RecurrenceModel(
      "times that depend on draws",
      pair + """
        func f(t: Real, y: Real[S]) -> Real[S] {
          return [y[2] + a * t, -y[1] + b]
        }
        let y = ode(f, initial: y0, start: a / 9, at: times * exp(b) + 1, \(tight))
        factor -sum(y^2) / 9
        """, lengths: [1, 4]),
    RecurrenceModel(
      "more parameters than a vector holds",
      """
      dim S = 3
      dim R = 3
      param A[S, R] ~ Normal(0, 1)
      param y0[S] ~ Normal(0, 1)
      func f(t: Real, y: Real[S]) -> Real[S] {
        let x: Real[R] = [y[1], y[2], y[3]]
        return tanh(A @ x) - y
      }
      let times = [t / 3.0 for t in T]
      let y = ode(f, initial: y0, start: 0, at: times, \(tight))
      factor -sum(y^2) / 9
      """, lengths: [4]),
  ]

  private static let stiff: [RecurrenceModel] = [
    RecurrenceModel(
      "an implicit method", pendulum("method: \"radau\", \(tight)"), lengths: [1, 9]),
    RecurrenceModel(
      "an implicit method at draws of the times",
      pair + """
        func f(t: Real, y: Real[S]) -> Real[S] {
          return [y[2] + a * t, -y[1] + b - y[2]^3]
        }
        let y = ode(
          f, initial: y0, start: a / 9, at: times * exp(b) + 1, method: "radau", \(tight))
        factor -sum(y^2) / 9
        """, lengths: [4]),
  ]

  private static let plates: [RecurrenceModel] = [
    RecurrenceModel(
      "a solution for each member of a plate",
      """
      dim P = 3
      dim S = 2
      param k[P] ~ Normal(0, 1)
      param c ~ Normal(0, 1)
      let dose: Real[P] = [1, 2, 5]
      let times = [t / 3.0 for t in T]
      func f(t: Real, y: Real[S], k: Real, dose: Real) -> Real[S] {
        return [-exp(k) * y[1] + c * t, exp(k) * y[1] - y[2] / dose]
      }
      let y[p in P]: Real[T, S] = ode(
        f, initial: [dose[p], c], start: 0, at: times, k: k[p], dose: dose[p], \(tight))
      factor -sum(y^2) / 9
      """, lengths: [1, 5]),
    RecurrenceModel(
      "an integral and a root for each member of a plate",
      """
      param a[T] ~ Normal(0, 1)
      param b ~ Normal(0, 1)
      func g(x: Real, shift: Real) -> Real {
        return exp(-(x - shift)^2 - b * x)
      }
      func h(x: Real, shift: Real) -> Real {
        return x^3 + x - shift - b
      }
      let area[t in T] = integrate(g, from: a[t], to: infinity, shift: a[t] / 2)
      let root[t in T] = findRoot(h, guess: 0, shift: a[t])
      factor -sum(area + root)
      """, lengths: [1, 4]),
  ]

  private static let others: [RecurrenceModel] = [
    RecurrenceModel(
      "an integral between draws",
      """
      param a ~ Normal(0, 1)
      param b ~ Normal(0, 1)
      func f(x: Real) -> Real {
        return exp(-a * x) / (1 + x^2)
      }
      factor integrate(f, from: b - 1, to: a + 3) + integrate(f, from: 2, to: b)
      """, lengths: [1]),
    RecurrenceModel(
      "an integral over the line",
      """
      param a ~ Normal(0, 1)
      param b ~ Normal(0, 1)
      func f(x: Real) -> Real {
        return exp(-0.5 * (x - a)^2) * (1 + tanh(b * x))
      }
      factor integrate(f, from: -infinity, to: infinity)
      """, lengths: [1]),
    RecurrenceModel(
      "a root of three functions",
      """
      dim S = 3
      param a[S] ~ Normal(0, 1)
      param b ~ Normal(0, 1)
      func f(x: Real[S]) -> Real[S] {
        let total = sum(x)
        return x + 0.3 * sin(x * total) - a * exp(b / 4)
      }
      let guess: Real[S] = [0, 0, 0]
      let x = findRoot(f, guess: guess)
      factor -sum(x^2)
      """, lengths: [1]),
    RecurrenceModel(
      "a function that reads neither its state nor a parameter",
      """
      param a ~ Normal(0, 1)
      func f(t: Real, y: Real) -> Real {
        return 2 * t
      }
      let y = ode(f, initial: a, start: 0, at: [t / 3.0 for t in T])
      factor -sum(y)
      """, lengths: [3]),
  ]
}
