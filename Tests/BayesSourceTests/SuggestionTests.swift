import BayesSource
import Testing

@Suite("Did you mean")
struct SuggestionTests {
  @Test(
    "a slip of the pen finds its name",
    arguments: [
      ("Normla", "Normal"), ("normal", "Normal"), ("inv_logit", "invLogit"), ("Cuachy", "Cauchy"),
      ("county", "County"), ("sgima", "sigma"), ("NegBinomal", "NegBinomial"), ("X", "x"),
    ])
  func slips(written: String, meant: String) {
    let known = [
      "Normal", "invLogit", "Cauchy", "County", "sigma", "NegBinomial", "x", "LogNormal",
    ]
    #expect(Suggestion.nearest(to: written, among: known) == meant)
  }

  @Test(
    "names with nothing in common suggest nothing",
    arguments: ["", "q", "mu", "zzzzzz", String(repeating: "sigma", count: 50)])
  func strangers(written: String) {
    #expect(Suggestion.nearest(to: written, among: ["sigma", "tau", "y", "", "Obs"]) == nil)
  }

  @Test("the order of the candidates does not matter, and a name is not its own suggestion")
  func order() {
    #expect(Suggestion.nearest(to: "bat", among: ["cat", "bad", "bat"]) == "bad")
    #expect(Suggestion.nearest(to: "bat", among: ["bat", "bad", "cat"]) == "bad")
  }

  @Test("a swap of neighbours is one edit")
  func swaps() {
    func distance(_ a: String, _ b: String) -> Int {
      Suggestion.editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars))
    }
    #expect(distance("abcd", "abdc") == 1)
    #expect(distance("", "abc") == 3)
    #expect(distance("kitten", "sitting") == 3)
  }
}
