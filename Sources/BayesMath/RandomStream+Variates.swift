#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RandomStream {
  /// The logarithm of a gamma variate of scale 1: Marsaglia and Tsang (2000); a shape below one is
  /// raised by one and lowered again in logarithms, where it cannot underflow.
  package mutating func logGamma(shape: Double) -> Double {
    guard shape > 0, shape < .infinity else { return .nan }
    if shape < 1 {
      return logGamma(shape: shape + 1) + log(openUniform()) / shape
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = 1 + c * x
      if v <= 0 { continue }
      let cube = v * v * v
      if log(openUniform()) < 0.5 * x * x + d - d * cube + d * log(cube) {
        return log(d) + log(cube)
      }
    }
  }

  /// A beta variate, from two log gammas.
  package mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
    let a = logGamma(shape: alpha)
    let b = logGamma(shape: beta)
    return Double.invLogit(a - b)
  }

  /// A Student t variate.
  package mutating func studentT(df: Double) -> Double {
    let z = normal()
    return z * exp(0.5 * (log(df / 2) - logGamma(shape: df / 2)))
  }

  /// A Poisson variate: by inversion below 10, else by transformed rejection (Hörmann 1993, PTRS).
  package mutating func poisson(rate: Double) -> Double {
    guard rate > 0 else { return rate == 0 ? 0 : .nan }
    guard rate < .infinity else { return rate }
    // Counts beyond 1e15 are rounded to it or coarser; there the normal limit is as good.
    if rate >= 1e15 { return (rate + rate.squareRoot() * normal()).rounded() }
    return rate < 10 ? poissonByInversion(rate) : poissonByRejection(rate)
  }

  private mutating func poissonByInversion(_ rate: Double) -> Double {
    while true {
      var k = 0.0
      var mass = exp(-rate)
      var u = uniform()
      while u >= mass, mass > 0 {
        u -= mass
        k += 1
        mass *= rate / k
      }
      // Rounding can leave a uniform above the sum of all masses: then again.
      if mass > 0 { return k }
    }
  }

  private mutating func poissonByRejection(_ rate: Double) -> Double {
    let b = 0.931 + 2.53 * rate.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let vr = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = openUniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + rate + 0.43).rounded(.down)
      if us >= 0.07, v <= vr { return k }
      if k < 0 || (us < 0.013 && v > us) { continue }
      let bound = log(v * inverseAlpha / (a / (us * us) + b))
      if bound <= k * log(rate) - rate - GammaFunctions.logGamma(k + 1) { return k }
    }
  }

  /// A binomial variate: by inversion for small means, else by transformed rejection (Hörmann 1993,
  /// BTRS).
  package mutating func binomial(trials: Double, probability: Double) -> Double {
    guard probability >= 0, probability <= 1, trials >= 0, trials < .infinity else { return .nan }
    if probability > 0.5 {
      return trials - binomial(trials: trials, probability: 1 - probability)
    }
    if trials * probability < 10 { return binomialByInversion(trials, probability) }
    if trials >= 1e15 {
      let mean = trials * probability
      return (mean + (mean * (1 - probability)).squareRoot() * normal()).rounded()
    }
    return binomialByRejection(trials, probability)
  }

  private mutating func binomialByInversion(_ n: Double, _ p: Double) -> Double {
    guard p > 0 else { return 0 }
    let odds = p / (1 - p)
    while true {
      var mass = exp(n * log1p(-p))
      var k = 0.0
      var u = uniform()
      while u >= mass, mass > 0 {
        u -= mass
        k += 1
        mass *= odds * (n - k + 1) / k
      }
      // As for the Poisson: a uniform above the sum of all masses is drawn again.
      if mass > 0 { return k }
    }
  }

  private mutating func binomialByRejection(_ n: Double, _ p: Double) -> Double {
    let spread = (n * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let c = n * p + 0.5
    let vr = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * spread
    let mode = ((n + 1) * p).rounded(.down)
    let logOdds = log(p / (1 - p))
    let atMode = GammaFunctions.logGamma(mode + 1) + GammaFunctions.logGamma(n - mode + 1)
    while true {
      let u = uniform() - 0.5
      let v = openUniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + c).rounded(.down)
      if k < 0 || k > n { continue }
      if us >= 0.07, v <= vr { return k }
      let bound = log(v * alpha / (a / (us * us) + b))
      let mass =
        atMode - GammaFunctions.logGamma(k + 1) - GammaFunctions.logGamma(n - k + 1)
        + (k - mode) * logOdds
      if bound <= mass { return k }
    }
  }

  /// The 0-based position of a category drawn by weights that sum to one.
  package mutating func category(_ weights: [Double]) -> Int {
    var u = uniform()
    for (k, weight) in weights.enumerated() {
      if u < weight { return k }
      u -= weight
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
