import BayesMath
import Testing

@Suite("Uniform draws")
struct UniformTests {
  @Test("an open uniform draw is neither zero nor one, whatever the bits")
  func open() {
    #expect(RandomStream.openFraction(0) == 0x1p-54)
    #expect(RandomStream.openFraction(.max) == 1 - 0x1p-53)
  }
}
