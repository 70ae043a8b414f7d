/// Draws of one chain with their gradients, in the order in which they were made.
package struct DrawWindow: Sendable {
  package let dimension: Int
  /// Draw by draw, `dimension` numbers each.
  package private(set) var positions: [Double] = []
  package private(set) var gradients: [Double] = []
  package private(set) var logDensities: [Double] = []

  package init(dimension: Int, capacity: Int = 0) {
    self.dimension = dimension
    positions.reserveCapacity(capacity * dimension)
    gradients.reserveCapacity(capacity * dimension)
    logDensities.reserveCapacity(capacity)
  }

  /// How many draws there are.
  package var count: Int { logDensities.count }

  package mutating func add(
    position: UnsafePointer<Double>, gradient: UnsafePointer<Double>, logDensity: Double
  ) {
    positions.append(contentsOf: UnsafeBufferPointer(start: position, count: dimension))
    gradients.append(contentsOf: UnsafeBufferPointer(start: gradient, count: dimension))
    logDensities.append(logDensity)
  }
}
