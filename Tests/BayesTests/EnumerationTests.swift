import Bayes
import BayesData
import BayesExecution
import BayesGraph
import BayesMath
import BayesSource
import Testing

/// Models with few enough discrete states that every joint state can be visited.
@Suite("Sums over discrete latents")
struct EnumerationTests {
  struct Model: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let data: String
    var testDescription: String { name }
  }

  static let models: [Model] = [
    Model(
      name: "a mixture",
      text: """
        dim Obs
        dim K = 3
        param w: Simplex[K] ~ Dirichlet(ones(K))
        param mu: Ordered[K] ~ Normal(0, 3)
        param z[Obs] ~ Categorical(w)
        observe y[Obs] ~ Normal(mu[z], 0.7)
        report z
        report p = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [0.3, -1.2, 2.0]}"#),
    Model(
      name: "trials that cannot succeed without the latent",
      text: """
        dim Animal, Occasion
        param omega ~ Beta(2, 2)
        param p[Occasion] ~ Uniform(0, 1)
        param z[Animal] ~ Bernoulli(omega)
        observe y[Animal, Occasion] ~ Bernoulli(z * p)
        report z
        report N = sum(z)
        report q = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [[0, 1], [0, 0], [0, 0]]}"#),
    Model(
      name: "a hidden Markov model with two outcomes",
      text: """
        dim Time ordered
        dim S = 3
        data y: Real[Time]
        param A[S]: Simplex[S] ~ Dirichlet([2, 1, 1])
        param start: Simplex[S] ~ Dirichlet(ones(S))
        param mu[S] ~ Normal(0, 2)
        param z[Time.first] ~ Categorical(start)
        param z[t in Time.dropFirst()] ~ Categorical(A[z[t - 1], _])
        observe y[t in Time.dropFirst()] ~ Normal(mu[z[t]], 1)
        observe n[Time] ~ Poisson(log: 0.2 * mu[z])
        report z
        report p = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [9, 0.5, -1, 2], "n": [1, 0, 3, 1]}"#),
    Model(
      name: "transitions that follow an input, and a term of two steps",
      text: """
        dim Time ordered
        dim S = 2
        data u: Real[Time]
        param b[S, S] ~ Normal(0, 1)
        param c ~ Normal(0, 1)
        let logits[t in Time, i in S, j in S] = b[i, j] * u[t]
        param z[Time.first] ~ Categorical(ones(S) / 2)
        param z[t in Time.dropFirst()] ~ Categorical(logits: logits[t, z[t - 1], _])
        factor sum(z[t] == z[t - 1] ? c * u[t] : 0 for t in Time.dropFirst())
        observe y[Time] ~ Normal(c * z, 1)
        report z
        report p = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [0.2, 1.5, -1], "u": [1, 0.4, -0.8]}"#),
    Model(
      name: "a plate of chains",
      text: """
        dim Person, Time ordered
        dim S = 2
        param A[S]: Simplex[S] ~ Dirichlet(ones(S))
        param mu[S] ~ Normal(0, 2)
        param z[Person, Time.first] ~ Categorical(ones(S) / 2)
        param z[i in Person, t in Time.dropFirst()] ~ Categorical(A[z[i, t - 1], _])
        observe y[Person, Time] ~ Normal(mu[z], 1)
        report z
        report p = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [[0.1, 1, 2], [-1, 0.3, 0.7]]}"#),
    Model(
      name: "rows that read their group's latent by an index",
      text: """
        dim Obs, Group = 3
        data group: Group[Obs]
        param mu[Group] ~ Normal(0, 1)
        param shift ~ Normal(0, 1)
        param z[Group] ~ Bernoulli(0.3)
        let location[g in Group] = mu[g] + z[g] * shift
        observe y[i in Obs] ~ Normal(location[group[i]], 1)
        report z
        report p = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [0.3, -1.2, 2.0, 1.1], "group": [1, 3, 3, 1]}"#),
    Model(
      name: "latents of a plate within latents of a group",
      text: """
        dim Species, Site
        param psi ~ Beta(2, 2)
        param theta ~ Beta(2, 2)
        param there[Species] ~ Bernoulli(0.6)
        param occupied[Species, Site] ~ Bernoulli(there * psi)
        observe y[Species, Site] ~ Binomial(4, occupied * theta)
        report there
        report occupied
        report p = probabilities(occupied)
        report q = probabilities(there)
        """, data: #"{"y": [[0, 2], [0, 0]]}"#),
    Model(
      name: "a latent count and a change point",
      text: """
        dim Year ordered
        data d: Int[Year]
        param early, late ~ Exponential(1)
        param s: Year ~ DiscreteUniform(1, Year.count)
        param n ~ Poisson(3) truncated 1...6
        observe d[t in Year] ~ Poisson(t < s ? early : late)
        observe k ~ Binomial(n, 0.4)
        report s
        report n
        report p = probabilities(n)
        report best = viterbi(n)
        """, data: #"{"d": [3, 1, 0, 0], "k": 2}"#),
    Model(
      name: "a change point",
      text: """
        dim Year ordered
        param early, late ~ Exponential(1)
        param s ~ UniformOver(Year)
        observe d[t in Year] ~ Poisson(t < s ? early : late)
        report s
        report p = probabilities(s)
        report best = viterbi(s)
        """, data: #"{"d": [3, 1, 4, 0, 0]}"#),
    Model(
      name: "a mixture in every state of a chain",
      text: """
        dim Time ordered
        dim S = 2, C = 2
        param W[S]: Simplex[C] ~ Dirichlet(ones(C))
        param stay ~ Beta(2, 2)
        param mu[S, C] ~ Normal(0, 2)
        param z[Time.first] ~ Categorical(ones(S) / 2)
        param z[t in Time.dropFirst()] ~ Categorical([stay, 1 - stay])
        param c[Time] ~ Categorical(W[z, _])
        observe y[t in Time] ~ Normal(mu[z[t], c[t]], 1)
        report z
        report c
        report p = probabilities(c)
        """, data: #"{"y": [0.1, 1.7, -0.4]}"#),
    Model(
      name: "a chain of categories without a dimension, whose transitions are a let",
      text: """
        dim Time ordered
        param stay, leave ~ Beta(2, 2)
        param mu: Ordered[2] ~ Normal(0, 5)
        let A = [[stay, 1 - stay], [leave, 1 - leave]]
        let location = mu * 2
        param z[Time.first] ~ Categorical([0.3, 0.7])
        param z[t in Time.dropFirst()] ~ Categorical(A[z[t - 1], _])
        observe y[Time] ~ Normal(location[z], 1)
        report z
        report p = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [0.1, 1.7, -0.4]}"#),
    Model(
      name: "a chain whose transitions are a function of a row, from a start without a dimension",
      text: """
        dim Time ordered
        dim S = 3
        param logits[S, S] ~ Normal(0, 1)
        param mu: Ordered[S] ~ Normal(0, 5)
        param z[Time.first] ~ Categorical([0.2, 0.5, 0.3])
        param z[t in Time.dropFirst()] ~ Categorical(softmax(logits[z[t - 1], _]))
        observe y[Time] ~ Normal(mu[z], 1)
        report z
        report p = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [0.1, 1.7, -0.4]}"#),
    Model(
      name: "two chains as one chain through pairs of states",
      text: """
        dim Time ordered
        dim S = 2, Pair = 4
        param A[S], B[S]: Simplex[S] ~ Dirichlet(ones(S))
        param mu, nu: Ordered[S] ~ Normal(0, 3)
        let a[k in Pair] = [1, 1, 2, 2][k]
        let b[k in Pair] = [1, 2, 1, 2][k]
        let step[j in Pair, k in Pair] = A[a[j], a[k]] * B[b[j], b[k]]
        let location[k in Pair] = mu[a[k]] + nu[b[k]]
        param c[Time.first] ~ Categorical(ones(Pair) / 4)
        param c[t in Time.dropFirst()] ~ Categorical(step[c[t - 1], _])
        observe y[Time] ~ Normal(location[c], 1)
        report c
        report p = probabilities(c)
        report best = viterbi(c)
        """, data: #"{"y": [0.1, 1.7, -0.4]}"#),
    Model(
      name: "ordered categories that pick from an axis",
      text: """
        dim Obs, Cut = 2
        param cut: Ordered[Cut] ~ Normal(0, 1)
        param mu: Ordered[3] ~ Normal(0, 2)
        param z[Obs] ~ OrderedLogistic(0.4, cut)
        observe y[Obs] ~ Normal(mu[z], 1)
        report z
        report p = probabilities(z)
        report best = viterbi(z)
        """, data: #"{"y": [0.1, 1.7, -0.4]}"#),
  ]

  @Test("the density is the sum over all joint states", arguments: models)
  func bruteForce(model: Model) throws {
    let fixture = try Fixture(model.text, model.data)
    var stream = RandomStream(seed: 31, purpose: .test)
    for _ in 0..<3 {
      let position = fixture.position(using: &stream)
      let joint = try fixture.joint(at: position)
      let expected = logSum(joint.map(\.logDensity))
      let value = try fixture.density(position) - fixture.logJacobian(position)
      #expect((value - expected).magnitude < 1e-10 * (1 + expected.magnitude))
    }
  }

  @Test("the gradient is that of the density", arguments: models)
  func gradient(model: Model) throws {
    let fixture = try Fixture(model.text, model.data)
    var stream = RandomStream(seed: 32, purpose: .test)
    let position = fixture.position(using: &stream)
    let gradient = try fixture.gradient(position)
    for k in position.indices {
      var (up, down) = (position, position)
      up[k] += 1e-5
      down[k] -= 1e-5
      let slope = (try fixture.density(up) - fixture.density(down)) / 2e-5
      #expect((gradient[k] - slope).magnitude < 1e-7 * (1 + slope.magnitude))
    }
  }

  @Test("draws of latents have the conditional distribution of the joint states", arguments: models)
  func draws(model: Model) throws {
    let fixture = try Fixture(model.text, model.data)
    var stream = RandomStream(seed: 33, purpose: .test)
    let position = fixture.position(using: &stream)
    let joint = try fixture.joint(at: position)
    let total = logSum(joint.map(\.logDensity))
    let count = 4000
    var found: [[Double]: Int] = [:]
    for iteration in 0..<count {
      let draw = DrawNumber(seed: 5, iteration: UInt32(iteration), chain: 1)
      found[fixture.states(in: fixture.quantities(position, draw)), default: 0] += 1
    }
    var hits = 0
    for (states, logDensity) in joint {
      let share = Double.exp(logDensity - total)
      let number = Double(found[states] ?? 0)
      hits += found[states] ?? 0
      // Five standard errors, and one draw where hardly any is expected.
      let error = 5 * (Double(count) * share * (1 - share)).squareRoot() + 1
      #expect((number - Double(count) * share).magnitude <= error, "\(states): \(number), \(share)")
    }
    #expect(hits == count)
  }

  @Test("probabilities are those of the joint states, and the most probable states the largest")
  func summaries() throws {
    for model in Self.models {
      let fixture = try Fixture(model.text, model.data)
      var stream = RandomStream(seed: 34, purpose: .test)
      let position = fixture.position(using: &stream)
      let joint = try fixture.joint(at: position)
      let total = logSum(joint.map(\.logDensity))
      let values = fixture.quantities(position)
      for summary in fixture.summaries {
        let own = Array(values[summary.offset..<summary.offset + summary.count])
        switch summary.kind {
        case .probabilities:
          var expected = [Double](repeating: 0, count: summary.count)
          for (states, logDensity) in joint {
            let latent = Array(
              states[summary.latent.place..<summary.latent.place + summary.latent.count])
            for (element, state) in latent.enumerated() {
              let column = Int(state) - summary.latent.lower
              expected[element * summary.latent.states + column] += Double.exp(logDensity - total)
            }
          }
          for (a, b) in zip(own, expected) { #expect((a - b).magnitude < 1e-11, "\(model.name)") }
        case .mostProbable:
          // The other latents are summed over.
          var sums: [[Double]: [Double]] = [:]
          for (states, logDensity) in joint {
            let latent = Array(
              states[summary.latent.place..<summary.latent.place + summary.latent.count])
            sums[latent, default: []].append(logDensity)
          }
          let best = sums.max { logSum($0.value) < logSum($1.value) }
          #expect(own == best?.key, "\(model.name)")
        }
      }
    }
  }

  @Test("the same draw gives the same states, another one others")
  func deterministic() throws {
    let fixture = try Fixture(Self.models[2].text, Self.models[2].data)
    var stream = RandomStream(seed: 35, purpose: .test)
    let position = fixture.position(using: &stream)
    func states(_ iteration: UInt32, _ chain: UInt32, _ seed: UInt64) -> [Double] {
      fixture.states(
        in: fixture.quantities(
          position, DrawNumber(seed: seed, iteration: iteration, chain: chain)))
    }
    #expect(states(1, 0, 7) == states(1, 0, 7))
    let others = Set((0..<50).map { states(UInt32($0), 0, 7) })
    #expect(others.count > 1)
    #expect((0..<50).map { states($0, 0, 7) } != (0..<50).map { states($0, 1, 7) })
    #expect((0..<50).map { states($0, 0, 7) } != (0..<50).map { states($0, 0, 8) })
  }

  @Test("a model with latents has the density and gradient of the model summed by hand")
  func byHand() throws {
    let pairs: [(String, String, String)] = [
      (
        """
        dim Obs
        dim K = 2
        param w ~ Beta(2, 3)
        param mu[K] ~ Normal(0, 3)
        let weights: Real[K] = [w, 1 - w]
        param z[Obs] ~ Categorical(weights)
        observe y[Obs] ~ Normal(mu[z], 1)
        """,
        """
        dim Obs
        dim K = 2
        param w ~ Beta(2, 3)
        param mu[K] ~ Normal(0, 3)
        observe y[Obs] ~ Mixture([w, 1 - w], [Normal(mu[1], 1), Normal(mu[2], 1)])
        """, #"{"y": [0.1, 3, -2, 1.4, 0.2, 0.9, -1, 4, 2, 0.5]}"#
      ),
      (
        """
        dim Time ordered
        dim S = 2
        param A[S]: Simplex[S] ~ Dirichlet(ones(S))
        param mu[S] ~ Normal(0, 3)
        param z[Time.first] ~ Categorical(ones(S) / 2)
        param z[t in Time.dropFirst()] ~ Categorical(A[z[t - 1], _])
        observe y[Time] ~ Normal(mu[z], 1)
        """,
        """
        dim Time ordered
        dim S = 2
        data y: Real[Time]
        param A[S]: Simplex[S] ~ Dirichlet(ones(S))
        param mu[S] ~ Normal(0, 3)
        let f[Time.first, k in S] = -log(2) + logp(Normal(mu[k], 1), y[Time.first])
        let f[t in Time.dropFirst(), k in S] = logSumExp(f[t - 1, j] + log(A[j, k]) for j in S) +
          logp(Normal(mu[k], 1), y[t])
        factor logSumExp(f[Time.last, k] for k in S)
        """, #"{"y": [0.1, 3, -2, 1.4, 0.2, 0.9, -1, 4, 2, 0.5]}"#
      ),
    ]
    for (latent, summed, data) in pairs {
      let own = try Fixture(latent, data)
      let other = try Fixture(summed, data)
      var stream = RandomStream(seed: 36, purpose: .test)
      for _ in 0..<3 {
        let position = own.position(using: &stream)
        let expected = try other.density(position)
        #expect((try own.density(position) - expected).magnitude < 1e-11 * (1 + expected.magnitude))
        for (a, b) in zip(try own.gradient(position), try other.gradient(position)) {
          #expect((a - b).magnitude < 1e-11 * (1 + b.magnitude))
        }
      }
    }
  }

  @Test("a state without any probability leaves a finite gradient")
  func impossibleStates() throws {
    let fixture = try Fixture(
      """
      dim Obs
      param p ~ Beta(2, 2)
      param z[Obs] ~ Bernoulli(p)
      observe y[Obs] ~ Poisson(3 * z)
      report z
      """, #"{"y": [0, 2, 0, 5]}"#)
    let gradient = try fixture.gradient([0.3])
    let isFinite = gradient.allSatisfy(\.isFinite)
    #expect(isFinite)
    let density = try fixture.density([0.3])
    #expect(density.isFinite)
  }

  @Test(
    "a Markov chain without a possible path has density zero, wherever its path breaks off",
    arguments: 0..<4)
  func impossiblePath(_ step: Int) throws {
    let y = (0..<4).map { $0 == step ? "1" : "0" }.joined(separator: ", ")
    let fixture = try Fixture(
      """
      dim Time ordered
      dim S = 2
      param p ~ Uniform(0, 1)
      param A[S]: Simplex[S] ~ Dirichlet(ones(S))
      param z[Time.first] ~ Categorical(ones(S) / 2)
      param z[t in Time.dropFirst()] ~ Categorical(A[z[t - 1], _])
      observe y[t in Time] ~ Bernoulli(z[t] == 1 ? 0 : 0 * p)
      """, "{\"y\": [\(y)]}")
    let density = try fixture.density([0.3, 0.1, -0.2])
    #expect(density == -.infinity)
    let isFinite = try fixture.gradient([0.3, 0.1, -0.2]).allSatisfy(\.isFinite)
    #expect(isFinite)
  }
}

func logSum(_ x: [Double]) -> Double {
  let largest = x.max() ?? -.infinity
  guard largest > -.infinity else { return largest }
  return largest + Double.log(x.reduce(0) { $0 + Double.exp($1 - largest) })
}
