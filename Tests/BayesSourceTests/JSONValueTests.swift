import BayesSource
import Testing

@Suite("JSON values as text")
struct JSONValueTests {
  @Test(
    "a number prints with all its bits, and what JSON cannot say is null",
    arguments: [
      (0.1, "0.1"), (-0.0, "-0.0"), (1, "1.0"), (1e-5, "1e-05"), (.leastNonzeroMagnitude, "5e-324"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.nan, "null"), (.infinity, "null"),
      (-.infinity, "null"),
    ])
  func number(value: Double, text: String) {
    #expect(JSONValue.number(value).text() == text)
    #expect(!value.isFinite || Double(text) == value)
  }

  @Test("a string escapes quotes, backslashes and control characters, and nothing else")
  func string() {
    let value = JSONValue.string("a\"b\\c\n\r\t\u{1}\u{7F}é😀/")
    #expect(value.text() == #""a\"b\\c\n\r\t\u0001\u007fé😀/""#)
  }

  @Test("objects keep the order of their members")
  func order() {
    let value: JSONValue = ["b": 1, "a": [true, nil], "c": [:]]
    #expect(value.text() == #"{"b":1,"a":[true,null],"c":{}}"#)
  }

  @Test("the pretty layout indents by two and keeps arrays of scalars on a line")
  func pretty() {
    let value: JSONValue = ["a": [1, 2.5], "b": [["x": nil], []], "c": [:]]
    let text = """
      {
        "a": [1, 2.5],
        "b": [
          {
            "x": null
          },
          []
        ],
        "c": {}
      }
      """
    #expect(value.text(.pretty) == text)
  }
}
