import BayesData
import BayesSource
import Testing

private func read(_ text: String, as format: DataFormat) -> (
  values: [DataValue], diagnostics: [Diagnostic]
) {
  DataReader.read(Array(text.utf8), name: "d.\(format.rawValue)", format: format)
}

@Suite("Reading data files")
struct ReadingTests {
  @Test("JSON arrays are flattened row by row and keep the line of every cell")
  func nestedArrays() throws {
    let (values, diagnostics) = read("{\"X\": [[1, 2.5],\n [3, null]], \"n\": 4}", as: .json)
    #expect(diagnostics.isEmpty)
    let x = try #require(values.first)
    #expect(x.shape == [2, 2])
    guard case .numbers(let numbers, let missing, let isInteger) = x.cells else {
      Issue.record("numbers expected")
      return
    }
    #expect(numbers[0...2] == [1, 2.5, 3])
    #expect(missing == [3])
    #expect(!isInteger)
    #expect(x.place(ofCell: 3) == "X[2, 2] in d.json:2")
    #expect(values.last?.shape == [])
  }

  @Test("a number without a fraction counts as an integer however it is written")
  func integers() {
    let expected: [(String, Bool)] = [("[1, 2]", true), ("[1.0, 2e3]", true), ("[1, 2.5]", false)]
    for (text, isWhole) in expected {
      guard case .numbers(_, _, let isInteger) = read("{\"y\": \(text)}", as: .json).values[0].cells
      else {
        Issue.record("numbers expected")
        continue
      }
      #expect(isInteger == isWhole, "\(text)")
    }
  }

  @Test(
    "decimal numbers are correctly rounded",
    arguments: [
      "0.1", "-0.3", "123456789012345", "1e22", "1e23", "2.2250738585072014e-308", "4.9e-324",
      "1.7976931348623157e308", "0.30000000000000004", "9007199254740993", "123.456e-7",
      "179769313486231570000000000000000000000", "0.000000000000000000000000012",
    ])
  func rounding(text: String) throws {
    guard case .numbers(let numbers, _, _) = read("{\"y\": \(text)}", as: .json).values[0].cells
    else {
      Issue.record("numbers expected")
      return
    }
    #expect(numbers[0] == Double(text))
  }

  @Test("string columns keep their strings and tables their lines")
  func tables() throws {
    let text = "name,y\n\"Smith, J.\",1\n\"say \"\"so\"\"\",\r\n\nZoë,NA\n"
    let (values, diagnostics) = read(text, as: .csv)
    #expect(diagnostics.isEmpty)
    #expect(values[0].cells == .strings(["Smith, J.", "say \"so\"", "Zoë"]))
    guard case .numbers(let numbers, let missing, let isInteger) = values[1].cells else {
      Issue.record("numbers expected")
      return
    }
    #expect(numbers[0] == 1 && missing == [1, 2] && isInteger)
    #expect(values[1].place(ofCell: 2) == "column \"y\" in d.csv:5")
  }

  @Test("lines of JSON objects become columns, with null where a line lacks a name")
  func lines() {
    let (values, diagnostics) = read("{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2}\n", as: .ndjson)
    #expect(diagnostics.isEmpty)
    #expect(values.map(\.name) == ["a", "b"])
    #expect(values[1].cells == .strings(["x", nil]))
  }

  @Test("a name given in two files is refused")
  func merging() {
    let first = read("{\"y\": 1}", as: .json).values
    let second = read("y\n2\n", as: .csv).values
    let (data, diagnostics) = DataReader.merge([first, second])
    #expect(data.names == ["y"])
    #expect(diagnostics.map(\.code.id) == ["B0507"])
  }

  @Test(
    "broken files are located errors",
    arguments: [
      (DataFormat.json, "", "B0501"), (.json, "{\"y\": [1, 2", "B0501"),
      (.json, "{\"y\": 1} x", "B0501"), (.json, "{\"y\": 1e}", "B0501"),
      (.json, "{\"y\": \"\\q\"}", "B0501"), (.json, "{\"y\": tru}", "B0501"),
      (.json, "\u{0}\u{1}\u{2}", "B0501"),
      (.json, String(repeating: "[", count: 100_000), "B0501"),
      (.csv, "", "B0502"), (.tsv, "\n\n", "B0502"), (.ndjson, "", "B0502"),
      (.json, "[1, 2]", "B0503"), (.json, "3", "B0503"), (.ndjson, "{\"a\": 1}\n[2]\n", "B0503"),
      (.json, "{\"y\": [[1, 2], [3]]}", "B0504"), (.json, "{\"y\": [1, [2]]}", "B0504"),
      (.json, "{\"y\": [[1], 2]}", "B0504"),
      (.json, "{\"y\": [1, \"2\"]}", "B0505"), (.json, "{\"y\": [[\"a\"], [true]]}", "B0505"),
      (.ndjson, "{\"a\": 1}\n{\"a\": \"x\"}\n", "B0505"),
      (.json, "{\"y\": {\"a\": 1}}", "B0506"), (.json, "{\"y\": [{\"a\": 1}]}", "B0506"),
      (.ndjson, "{\"a\": {\"b\": 1}}\n", "B0506"),
      (.csv, "a,a\n1,2\n", "B0507"), (.tsv, "a\tb\ta\n", "B0507"),
      (.csv, "a,b\n1\n", "B0508"), (.csv, "a,\n1,2\n", "B0508"), (.csv, "a\n\"open\n", "B0508"),
      (.tsv, "a\tb\n1\t2\t3\n", "B0508"),
    ])
  func broken(format: DataFormat, text: String, code: String) {
    let diagnostics = read(text, as: format).diagnostics
    #expect(diagnostics.map(\.code.id) == [code])
    #expect(diagnostics.first?.message.contains("d.\(format.rawValue)") == true)
  }
}
