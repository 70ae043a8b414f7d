/// A number of bytes as a person reads it.
package struct Bytes: CustomStringConvertible {
  private let count: Double

  package init(_ count: Double) { self.count = count }

  package var description: String {
    let units = ["bytes", "KB", "MB", "GB", "TB", "PB"]
    var value = count
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(Int(count)) bytes" : "\((value * 10).rounded() / 10) \(units[unit])"
  }
}
