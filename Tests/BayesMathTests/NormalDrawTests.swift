import BayesMath
import Testing

@Suite("Normal draws")
struct NormalDrawTests {
  @Test(
    "a filled vector holds the draws that come one by one, wherever the stream stands",
    arguments: [0, 1, 7, 8, 9, 100], 0..<5)
  func filled(count: Int, words: Int) {
    var single = RandomStream(seed: 11, purpose: .test)
    for _ in 0..<words { _ = single.nextWord() }
    var filling = single
    let expected = (0..<count).map { _ in single.normal() }
    let vector = [Double](unsafeUninitializedCapacity: count + 1) { buffer, used in
      buffer.initialize(repeating: 7)
      if let start = buffer.baseAddress { filling.fillNormal(start, count: count) }
      used = count + 1
    }
    #expect(vector.prefix(count).elementsEqual(expected))
    #expect(vector[count] == 7)
    #expect(filling.nextBits() == single.nextBits())
  }

  @Test("eight quantiles are those of one number each, in the centre and both tails")
  func quantiles() {
    let p = SIMD8(1e-300, 1e-13, 0.0749, 0.075, 0.5, 0.9251, 0.999, 1 - 0x1p-53)
    let x = NormalFunctions.quantiles(p)
    for lane in 0..<8 { #expect(x[lane] == NormalFunctions.quantile(p[lane])) }
  }
}
