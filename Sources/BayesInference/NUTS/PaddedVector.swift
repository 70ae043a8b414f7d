/// Vectors in memory that is aligned and padded to whole groups of eight, so that loops over them have
/// no rest; what pads must be zero in one factor of every product that is summed.
enum PaddedVector {
  /// The distance from one vector to the next.
  static func stride(_ dimension: Int) -> Int { max((dimension + 7) & ~7, 8) }

  /// So many vectors after each other, filled with one number.
  static func allocate(
    count: Int, dimension: Int, repeating value: Double
  ) -> UnsafeMutablePointer<Double> {
    let total = count * stride(dimension)
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: total * MemoryLayout<Double>.stride,
      alignment: MemoryLayout<SIMD8<Double>>.alignment)
    return memory.initializeMemory(as: Double.self, repeating: value, count: total)
  }
}
