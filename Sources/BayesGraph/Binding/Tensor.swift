/// Numbers over axes of known lengths, row-major; booleans are 0 and 1, indices 1-based positions.
package struct Tensor: Sendable, Hashable {
  package var shape: [Int]
  package var values: [Double]

  package init(shape: [Int], values: [Double]) {
    self.shape = shape
    self.values = values
  }

  /// A single number.
  package init(_ scalar: Double) {
    self.shape = []
    self.values = [scalar]
  }
}
