import BayesData
import Testing

/// The text of a number is the nearest double; the expected bits were worked out by hand.
@Suite("Decimal numbers")
struct DecimalTests {
  private func read(_ text: String) throws -> Double {
    let bytes = Array("{\"x\": \(text)}".utf8)
    let values = DataReader.read(bytes, name: "d.json", format: .json).values
    guard case .numbers(let numbers, _, _)? = values.first?.cells else { return .nan }
    return numbers[0]
  }

  @Test("between two integers that a double can hold the even one is taken")
  func ties() throws {
    let p53 = 9_007_199_254_740_992.0
    #expect(try read("9007199254740992") == p53)
    #expect(try read("9007199254740993") == p53)
    #expect(try read("9007199254740994") == p53 + 2)
    #expect(try read("9007199254740995") == p53 + 4)
    #expect(try read("-9007199254740993") == -p53)
  }

  @Test("a digit however far behind decides what else would be a tie")
  func longTails() throws {
    let p53 = 9_007_199_254_740_992.0
    #expect(try read("9007199254740993.000") == p53)
    #expect(
      try read("9007199254740993." + String(repeating: "0", count: 700) + "1") == p53 + 2)
    #expect(try read("9007199254740992." + String(repeating: "9", count: 700)) == p53)
    // 1 + 2^-53, halfway between 1 and the next number, exactly and with a digit more.
    let half = "1.00000000000000011102230246251565404236316680908203125"
    #expect(try read(half) == 1)
    #expect(try read(half + "0000000000000000000000000000000000000001") == 1.0.nextUp)
  }

  @Test("the ends of the range: subnormal numbers, the smallest, the largest")
  func ends() throws {
    #expect(try read("5e-324").bitPattern == 1)
    #expect(try read("4.9406564584124654e-324").bitPattern == 1)
    // Half the smallest is 2.47032822920623272…e-324.
    #expect(try read("2.4703282292062327e-324").bitPattern == 0)
    #expect(try read("2.4703282292062328e-324").bitPattern == 1)
    #expect(try read("2.2250738585072011e-308").bitPattern == 0x000F_FFFF_FFFF_FFFF)
    #expect(try read("2.2250738585072014e-308").bitPattern == 0x0010_0000_0000_0000)
    #expect(try read("1.7976931348623157e308") == Double.greatestFiniteMagnitude)
    #expect(try read("1.7976931348623158e308") == Double.greatestFiniteMagnitude)
    #expect(try read("1.7976931348623159e308") == .infinity)
    #expect(try read("1e400") == .infinity)
    #expect(try read("1e-400") == 0)
    #expect(try read("1e-99999999999999999999") == 0)
    #expect(try read("0e99999999999999999999") == 0)
  }

  @Test("zeros in front and behind say nothing")
  func zeros() throws {
    let zeros = String(repeating: "0", count: 400)
    #expect(try read("0." + zeros + "123e401") == 1.23)
    #expect(try read("123" + zeros + "e-402") == 1.23)
    #expect(try read("0.1" + zeros) == 0.1)
  }

  @Test("the shortest text of a double leads back to its bits")
  func roundTrip() throws {
    var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<20_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: bits)
      guard number.isFinite else { continue }
      let text = number.description
      #expect(try read(text).bitPattern == number.bitPattern, "\(text)")
    }
  }
}
