extension NUTSChain {
  /// Bytes that a chain takes beside its density: the states of its trajectory and a dozen vectors of
  /// metric and adaptation.
  package static func bytes(dimension: Int, _ settings: NUTSSettings) -> Int {
    8 * PaddedVector.stride(dimension) * (3 * Trajectory.stateCount(settings) + 12)
  }
}
