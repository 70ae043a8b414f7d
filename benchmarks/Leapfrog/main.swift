import BayesInference
import BayesMath
import Glibc

/// Time of NUTS per leapfrog outside the log density, on a standard normal.
///
/// Both the sampler and the density alone are measured in turn, in processor time of this thread; the
/// sampler's time holds everything it does for a draw: momentum, trajectory, choice.

/// The density: −½ x·x, gradient −x.
struct StandardNormal: LogDensity {
  let dimension: Int

  func logDensityAndGradient(
    at position: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
  ) throws(EvaluationFailure) -> Double {
    var sum = 0.0
    for i in 0..<dimension {
      sum += position[i] * position[i]
      gradient[i] = -position[i]
    }
    return -0.5 * sum
  }
}

/// Keeps nothing of a draw but a coordinate.
struct LastCoordinate: DrawSink {
  var value = 0.0

  mutating func take(position: UnsafePointer<Double>, info: TransitionInfo, isWarmup: Bool) {
    value = position[0]
  }
}

func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// Nanoseconds per leapfrog: of the sampler, and of the density alone.
func measure(dimension: Int, rounds: Int) throws -> (
  total: [Double], density: [Double], depth: Double
) {
  let density = StandardNormal(dimension: dimension)
  let warmup = 1000
  var chain = try NUTSChain(
    density, start: [Double](repeating: 0.5, count: dimension), warmup: warmup,
    settings: NUTSSettings(), seed: 1, chain: 1)
  var sink = LastCoordinate()
  try chain.advance(to: warmup, into: &sink, isCancelled: { false })
  let position = UnsafeMutablePointer<Double>.allocate(capacity: dimension)
  let gradient = UnsafeMutablePointer<Double>.allocate(capacity: dimension)
  defer {
    position.deallocate()
    gradient.deallocate()
  }
  position.initialize(repeating: 0.5, count: dimension)
  let draws = max(20_000 / dimension, 50)
  var total: [Double] = []
  var alone: [Double] = []
  for _ in 0..<rounds {
    let before = chain.leapfrogs
    var start = threadSeconds()
    try chain.advance(to: chain.iteration + draws, into: &sink, isCancelled: { false })
    let leapfrogs = Double(chain.leapfrogs - before)
    total.append(1e9 * (threadSeconds() - start) / leapfrogs)
    start = threadSeconds()
    for step in 0..<Int(leapfrogs) {
      position[step % dimension] =
        try 1e-3 * density.logDensityAndGradient(at: position, gradient: gradient)
    }
    alone.append(1e9 * (threadSeconds() - start) / leapfrogs)
  }
  let depth = Double(chain.leapfrogs) / Double(chain.iteration)
  return (total.sorted(), alone.sorted(), depth)
}

func quartiles(_ sorted: [Double]) -> [Int] {
  [1, 2, 3].map { Int(sorted[sorted.count * $0 / 4].rounded()) }
}

for dimension in [10, 100, 500] {
  let times = try measure(dimension: dimension, rounds: 61)
  let total = quartiles(times.total)
  let density = quartiles(times.density)
  print(
    "D = \(dimension): \(total[1] - density[1]) ns per leapfrog outside the density "
      + "(in all \(total[1]), quartiles \(total[0]) to \(total[2]); density \(density[1]); "
      + "\((10 * times.depth).rounded() / 10) leapfrogs a draw)")
}
