/// Reads decimal numbers from bytes, correctly rounded.
package enum DecimalNumber {
  /// Powers of ten that a double holds exactly.
  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Powers of ten that 64 bits hold.
  private static let integerPowers: [UInt64] = (0...19).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// What stands before the exponent: at most 19 significant digits and a power of ten.
  private struct Digits {
    var value: UInt64 = 0
    /// Digits seen, and those from the first that is not zero on.
    var count = 0
    var significant = 0
    var scale = 0
    var isNegative = false
    var isFraction = false
  }

  /// The number written in `bytes` (JSON's form; also `+1`, `.5` and `1.` as tables have them), and
  /// whether it stands without fraction and exponent; nil where it is no number.
  ///
  /// Up to 15 digits and small exponents one multiplication or division is exact in the sense of
  /// Clinger (1990), "How to read floating point numbers accurately"; up to 19 digits and decimal
  /// places the quotient of two integers is rounded once; the rest goes to the standard library.
  package static func parse(_ bytes: ArraySlice<UInt8>) -> (number: Double, isInteger: Bool)? {
    bytes.withUnsafeBufferPointer { parse($0) }
  }

  /// The same of bytes in memory.
  package static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (number: Double, isInteger: Bool)? {
    var index = 0
    let digits = scan(bytes, &index)
    guard digits.count > 0 else { return nil }
    var exponent = 0
    if index < bytes.count {
      guard let written = scanExponent(bytes, index) else { return nil }
      exponent = written
    }
    let isInteger = !digits.isFraction && index == bytes.count
    let scale = digits.scale + exponent
    if digits.significant <= 19, let magnitude = magnitude(digits.value, scale) {
      return (digits.isNegative ? -magnitude : magnitude, isInteger)
    }
    let text = bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
    guard let number = Double(String(decoding: text, as: UTF8.self)) else { return nil }
    return (number, isInteger)
  }

  private static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Digits {
    var digits = Digits()
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      digits.isNegative = sign == UInt8(ascii: "-")
      index = 1
    }
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit <= 9 {
        digits.count += 1
        if digits.significant < 19 { digits.value = digits.value &* 10 &+ UInt64(digit) }
        if digits.value > 0 { digits.significant += 1 }
        if digits.isFraction { digits.scale -= 1 }
      } else if bytes[index] == UInt8(ascii: "."), !digits.isFraction {
        digits.isFraction = true
      } else {
        break
      }
      index += 1
    }
    return digits
  }

  /// The exponent that fills the rest, cut to a million; nil where something else stands there.
  private static func scanExponent(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard bytes[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    var isNegative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < bytes.count else { return nil }
    var exponent = 0
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      exponent = min(exponent * 10 + Int(digit), 1_000_000)
      index += 1
    }
    return isNegative ? -exponent : exponent
  }

  /// `digits · 10^scale`, where integers suffice to round it correctly.
  private static func magnitude(_ digits: UInt64, _ scale: Int) -> Double? {
    if digits == 0 { return 0 }
    if digits < 1 << 53, abs(scale) <= 22 {
      return scale < 0
        ? Double(digits) / exactPowers[-scale] : Double(digits) * exactPowers[scale]
    }
    guard scale <= 0, scale >= -19 else { return nil }
    return quotient(digits, integerPowers[-scale])
  }

  /// `a / b`, rounded to nearest, ties to even: 64 bits of the quotient and whether anything is left.
  private static func quotient(_ a: UInt64, _ b: UInt64) -> Double {
    let (shiftA, shiftB) = (a.leadingZeroBitCount, b.leadingZeroBitCount)
    let (x, y) = (a << UInt64(shiftA), b << UInt64(shiftB))
    let isLarger = x >= y
    let (bits, rest) =
      isLarger
      ? y.dividingFullWidth((x >> 1, x << 63)) : y.dividingFullWidth((x, 0))
    var significand = bits >> 11
    let dropped = bits & 0x7FF
    if dropped > 0x400 || dropped == 0x400 && (rest != 0 || significand & 1 == 1) {
      significand += 1
    }
    let exponent = shiftB - shiftA - 64 + (isLarger ? 1 : 0) + 11
    return Double(sign: .plus, exponent: exponent, significand: Double(significand))
  }
}
