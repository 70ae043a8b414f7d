extension CalibrationModel {
  /// Twenty small models that between them go through every kind of quantity and of inference.
  package static let all = numbers + discreteLatents + incomplete + structured + computed

  private static let numbers = [
    CalibrationModel(
      "regression", "a linear predictor",
      """
      dim Obs = 8
      data x: Real[Obs]
      param alpha ~ Normal(0, 1)
      param beta ~ Normal(0, 1)
      param sigma ~ LogNormal(0, 0.5)
      observe y[Obs] ~ Normal(alpha + beta * x, sigma)
      """, data: #"{"x": [-2, -1.5, -1, 0, 0.5, 1, 1.5, 2]}"#),
    CalibrationModel(
      "logistic", "binary outcomes on the logit scale",
      """
      dim Obs = 12
      data x: Real[Obs]
      param alpha ~ StudentT(5, 0, 1)
      param beta ~ Normal(0, 1)
      observe y[Obs] ~ Bernoulli(logit: alpha + beta * x)
      """, data: #"{"x": [-2, -1.6, -1.2, -0.8, -0.4, -0.1, 0.2, 0.5, 0.9, 1.3, 1.7, 2]}"#),
    CalibrationModel(
      "varying_intercepts", "a plate in the coordinates the plan picks, a submodel",
      """
      dim Obs = 12
      dim Group = 4
      data group: Group[Obs]
      model Varying(over: Dim, scale: Real) -> Real[over] {
        param tau ~ HalfNormal(scale)
        param v[over] ~ Normal(0, tau)
        return v
      }
      param mu ~ Normal(0, 2)
      param a ~ Varying(over: Group, scale: 1)
      observe y[Obs] ~ Normal(mu + a[group], 1)
      """, data: #"{"group": [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]}"#),
    CalibrationModel(
      "ragged_counts", "a ragged dimension, overdispersed counts",
      """
      dim Site = 3
      data visits: Int[Site]
      dim Visit of Site = visits
      param rate[Site] ~ Gamma(4, 1)
      param dispersion ~ LogNormal(1, 0.5)
      observe count[v in Visit] ~ NegBinomial(rate[v], dispersion)
      """, data: #"{"visits": [2, 3, 4]}"#),
  ]

  private static let discreteLatents = [
    CalibrationModel(
      "mixture", "a latent component summed out, an ordered vector, a simplex",
      """
      dim Obs = 10
      dim K = 2
      param w: Simplex[K] ~ Dirichlet(2 * ones(K))
      param mu: Ordered[K] ~ Normal(0, 2)
      param z[Obs] ~ Categorical(w)
      observe y[Obs] ~ Normal(mu[z], 0.7)
      report first = real(z[1])
      """),
    CalibrationModel(
      "hidden_markov", "a Markov chain summed out by a forward recursion",
      """
      dim Time ordered = 12
      dim S = 2
      param stay[S] ~ Beta(4, 2)
      param mu: Ordered[S] ~ Normal(0, 2)
      let move[i in S, j in S] = i == j ? stay[i] : 1 - stay[i]
      param z[Time.first] ~ Categorical(ones(S) / 2)
      param z[t in Time.dropFirst()] ~ Categorical(move[z[t - 1], _])
      observe y[Time] ~ Normal(mu[z], 1)
      report last = real(z[12])
      """),
    CalibrationModel(
      "occupancy", "latent conditions summed out of detections",
      """
      dim Site = 12
      param psi ~ Beta(2, 2)
      param p ~ Beta(2, 2)
      param z[Site] ~ Bernoulli(psi)
      observe detections[Site] ~ Binomial(3, z * p)
      report occupied = real(sum(z))
      """),
    CalibrationModel(
      "latent_count", "a truncated latent count summed out",
      """
      dim Visit = 4
      param p ~ Beta(3, 3)
      param N ~ Poisson(8) truncated 0...40
      observe seen[Visit] ~ Binomial(N, p)
      report total = real(N)
      """),
  ]

  private static let incomplete = [
    CalibrationModel(
      "truncation", "truncated data and a truncated prior",
      """
      dim Obs = 8
      param mu ~ Normal(1, 1) truncated 0...
      param sigma ~ LogNormal(0, 0.3)
      observe y[Obs] ~ Normal(mu, sigma) truncated 0...
      """),
    CalibrationModel(
      "censoring", "survival times censored at the end of a study",
      """
      dim Patient = 12
      param shape ~ LogNormal(0.3, 0.3)
      param scale ~ LogNormal(0.5, 0.5)
      observe time[Patient] ~ Weibull(shape, scale) censored(right: 2.0)
      """),
    CalibrationModel(
      "missing", "missing cells of a series that reads itself",
      """
      dim Time ordered = 8
      param phi ~ Uniform(-0.9, 0.9)
      param sigma ~ LogNormal(0, 0.3)
      observe y[Time.first] ~ Normal(0, 1)
      observe y[t in Time.dropFirst()] ~ Normal(phi * y[t - 1], sigma)
      """, missing: ["y": [2, 5]]),
    CalibrationModel(
      "zero_inflation", "more zeros than counts have",
      """
      dim Obs = 12
      param zero ~ Beta(2, 4)
      param rate ~ Gamma(4, 1.5)
      observe y[Obs] ~ ZeroInflatedPoisson(zero, rate)
      """),
  ]

  private static let structured = [
    CalibrationModel(
      "ratings", "ordered cutpoints",
      """
      dim Obs = 12
      dim Cut = 3
      data x: Real[Obs]
      param beta ~ Normal(0, 1)
      param cut: Ordered[Cut] ~ Normal(0, 1.5)
      observe y[Obs] ~ OrderedLogistic(beta * x, cut)
      """, data: #"{"x": [-2, -1.6, -1.2, -0.8, -0.4, -0.1, 0.2, 0.5, 0.9, 1.3, 1.7, 2]}"#),
    CalibrationModel(
      "correlation", "a Cholesky factor of a correlation",
      """
      dim Obs = 10
      dim K = 3
      param L: CholeskyCorr[K] ~ LKJCorrCholesky(2)
      observe y[Obs, K] ~ MultiNormal(zeros(K), cholesky: L)
      report r = sum(L[3, k] * L[1, k] for k in K)
      """),
    CalibrationModel(
      "covariance", "a covariance with a Wishart prior",
      """
      dim Obs = 6
      dim K = 2
      data V: Real[K, K]
      param S: Cov[K] ~ Wishart(5, V)
      observe y[Obs, K] ~ MultiNormal(zeros(K), S)
      """, data: #"{"V": [[0.4, 0.1], [0.1, 0.3]]}"#),
    CalibrationModel(
      "shares", "a simplex and counts of categories",
      """
      dim K = 4
      dim Obs = 3
      param theta: Simplex[K] ~ Dirichlet([1.0, 2, 3, 1])
      observe counts[Obs, K] ~ Multinomial(5, theta)
      """),
  ]

  private static let computed = [
    CalibrationModel(
      "decay", "a differential equation with two states",
      """
      dim Time = 5
      dim State = ["depot", "blood"]
      data hours: Real[Time]
      param absorption ~ LogNormal(0, 0.4)
      param elimination ~ LogNormal(-1, 0.4)
      param sigma ~ LogNormal(-1, 0.3)
      func flow(t: Real, a: Real[State]) -> Real[State] {
        let taken = absorption * a["depot"]
        return [-taken, taken - elimination * a["blood"]]
      }
      let amount = ode(flow, initial: [10.0, 0], start: 0, at: hours)
      observe level[Time] ~ LogNormal(log(amount[_, "blood"]), sigma)
      """, data: #"{"hours": [0.5, 1, 2, 4, 8]}"#),
    CalibrationModel(
      "gaussian_process", "a Gaussian process with its kernel's parameters",
      """
      dim Obs = 8
      data x: Real[Obs]
      param length ~ InvGamma(5, 5)
      param amplitude ~ HalfNormal(1)
      observe y: Real[Obs] ~ GP(kernel: expQuad(amplitude, length) + white(0.5), at: x)
      """, data: #"{"x": [0, 0.7, 1.1, 1.9, 2.5, 3.1, 3.8, 4.5]}"#),
    CalibrationModel(
      "state_space", "a random walk of parameters, step by step",
      """
      dim Time ordered = 10
      param q ~ LogNormal(-0.5, 0.4)
      param level[Time.first] ~ Normal(0, 1)
      param level[t in Time.dropFirst()] ~ Normal(level[t - 1], q)
      observe y[Time] ~ Normal(level, 0.5)
      """),
    CalibrationModel(
      "volatility", "a recurrence of variances that reads what was observed",
      """
      dim Time ordered = 12
      data before: Real
      param a ~ LogNormal(-1, 0.4)
      param b ~ Beta(2, 4)
      observe y[Time.first] ~ Normal(0, sqrt(a + b * before^2))
      observe y[t in Time.dropFirst()] ~ Normal(0, sqrt(a + b * y[t - 1]^2))
      """, data: #"{"before": 0.5}"#),
  ]
}
