/// Reads decimal numbers from bytes, correctly rounded.
enum DecimalNumber {
  /// Powers of ten that a double holds exactly.
  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number written in `bytes` (JSON's form; also `+1`, `.5` and `1.` as tables have them), and
  /// whether it stands without fraction and exponent; nil where it is no number.
  ///
  /// Up to 15 digits and small exponents one multiplication or division is exact in the sense of
  /// Clinger (1990), "How to read floating point numbers accurately"; the rest goes to the standard
  /// library.
  static func parse(_ bytes: ArraySlice<UInt8>) -> (number: Double, isInteger: Bool)? {
    var index = bytes.startIndex
    let end = bytes.endIndex
    var isNegative = false
    if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var digits: UInt64 = 0
    var digitCount = 0
    var significant = 0
    var scale = 0
    var isFraction = false
    while index < end {
      let byte = bytes[index]
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        digitCount += 1
        if significant < 19 { digits = digits * 10 + UInt64(byte - UInt8(ascii: "0")) }
        if digits > 0 { significant += 1 }
        if isFraction { scale -= 1 }
      } else if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    guard digitCount > 0 else { return nil }
    if index == end, significant <= 15, -scale <= 22 {
      let magnitude = Double(digits) / exactPowers[-scale]
      return (isNegative ? -magnitude : magnitude, !isFraction)
    }
    guard index == end || bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E")
    else { return nil }
    var text = bytes
    if text.first == UInt8(ascii: "+") { text = text.dropFirst() }
    guard let number = Double(String(decoding: text, as: UTF8.self)) else { return nil }
    return (number, !isFraction && index == end)
  }
}
