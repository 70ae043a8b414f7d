import BayesInference
import BayesMath

/// Keeps all draws after warm-up, and what was reported of every draw.
struct Recorder: DrawSink {
  let dimension: Int
  var draws: [[Double]] = []
  var infos: [TransitionInfo] = []
  var warmupInfos: [TransitionInfo] = []

  init(dimension: Int) { self.dimension = dimension }

  mutating func take(position: UnsafePointer<Double>, info: TransitionInfo, isWarmup: Bool) {
    if isWarmup {
      warmupInfos.append(info)
      return
    }
    draws.append((0..<dimension).map { position[$0] })
    infos.append(info)
  }

  func column(_ i: Int) -> [Double] { draws.map { $0[i] } }
}

/// Runs one chain from start to end.
func run(
  _ density: ClosureDensity, seed: UInt64, chain: Int = 0, warmup: Int = 500, draws: Int = 1000,
  start: [Double]? = nil, mode: WarmupMode = .fisher, stops: [Int] = []
) throws -> Recorder {
  var settings = NUTSSettings()
  settings.warmupMode = mode
  var chainState = try NUTSChain(
    density, start: start ?? [Double](repeating: 0.1, count: density.dimension), warmup: warmup,
    settings: settings, seed: seed, chain: chain)
  var recorder = Recorder(dimension: density.dimension)
  for stop in stops + [warmup + draws] {
    try chainState.advance(to: stop, into: &recorder, isCancelled: { false })
  }
  return recorder
}
