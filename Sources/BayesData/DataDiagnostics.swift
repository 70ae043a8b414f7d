package import BayesSource

/// The codes for files that cannot be read as data.
package enum DataDiagnosticCatalog {
  package static let all: [DiagnosticCode] = [
    .unreadableData, .emptyData, .dataNotNamed, .raggedData, .mixedData, .nestedData,
    .repeatedData, .badTable,
  ]
}

extension DiagnosticCode {
  static let unreadableData = DiagnosticCode(
    "B0501", title: "a data file is not what its name says",
    explanation: """
      The file's bytes do not follow the format that its ending promises: `.json`, `.csv`, `.tsv` or
      `.ndjson`. The message says at which line and column reading stopped, and why. A file cut off
      in the middle gives this error too.

      Mend the file at that place, or give it the ending of the format it has.
      """)
  static let emptyData = DiagnosticCode(
    "B0502", title: "a data file is empty",
    explanation: """
      The file has no content, or a table has no header. Often a program that should have written it
      failed. A table needs a first line with the names of its columns.
      """)
  static let dataNotNamed = DiagnosticCode(
    "B0503", title: "data without names",
    explanation: """
      A JSON data file is one object whose members are the data: `{"y": [1, 2, 3], "n": 3}`. An
      NDJSON file has one object on each line. A bare array or number has no name that a model could
      ask for: put it in an object under the name that the model declares.
      """)
  static let raggedData = DiagnosticCode(
    "B0504", title: "rows of different lengths",
    explanation: """
      Nested arrays are read as a table: all rows must have the same length, and numbers stand at the
      same depth everywhere. Where rows really differ in length, store them flat beside an array of
      their lengths.
      """)
  static let mixedData = DiagnosticCode(
    "B0505", title: "strings among numbers",
    explanation: """
      One datum holds either numbers or strings. A number in quotes is a string: `"3"` is not `3`. A
      missing value is `null`, not `"NA"`.
      """)
  static let nestedData = DiagnosticCode(
    "B0506", title: "an object inside a datum",
    explanation: """
      The members of a data file are numbers, strings or (nested) arrays of them, not objects. Move
      the inner members to the top level, each under its own name.
      """)
  static let repeatedData = DiagnosticCode(
    "B0507", title: "one name given twice",
    explanation: """
      The same name stands twice in the data: in two files, twice in one object, or over two columns
      of a table. Nothing says which one is meant, so neither is taken. Remove or rename one.
      """)
  static let badTable = DiagnosticCode(
    "B0508", title: "a table whose rows do not fit its header",
    explanation: """
      Every row of a CSV or TSV file has as many fields as its header has names. The usual causes: a
      separator inside a field that is not quoted (write `"Smith, J."`), a quote that is not closed,
      a column without a name, semicolons instead of commas, or a file cut off in the middle of a row.
      In a table of one column an empty line could be a missing value or no row: write `NA`, or leave
      it out.
      """)
}

extension Diagnostic {
  static func unreadable(_ error: JSONSyntaxError, in file: String) -> Diagnostic {
    Diagnostic(
      .unreadableData, "\(file):\(error.line):\(error.column) is not JSON: \(error.cause)", at: nil)
  }

  static func noText(_ file: String, _ remedy: String) -> Diagnostic {
    Diagnostic(.unreadableData, "\(file) \(remedy)", at: nil)
  }

  static func emptyFile(_ file: String) -> Diagnostic {
    Diagnostic(.emptyData, "\(file) holds no data", at: nil)
  }

  static func notAnObject(in file: String, line: Int) -> Diagnostic {
    Diagnostic(
      .dataNotNamed,
      "\(file):\(line) must be an object with the names of the data: `{\"y\": …}`", at: nil)
  }

  static func raggedArray(
    _ name: String, in file: String, line: Int, found: Int?, expected: Int?
  ) -> Diagnostic {
    let wanted = expected.map { "an array of length \($0)" } ?? "a single value"
    let got = found.map { "an array of length \($0)" } ?? "a single value"
    return Diagnostic(
      .raggedData, "`\(name)` is ragged: \(file):\(line) has \(got) where \(wanted) is expected",
      at: nil)
  }

  static func mixedCells(
    _ name: String, in file: String, stringLine: Int, numberLine: Int
  ) -> Diagnostic {
    Diagnostic(
      .mixedData,
      "`\(name)` mixes a string (\(file):\(stringLine)) and a number (\(file):\(numberLine))",
      at: nil)
  }

  static func nestedObject(_ name: String, in file: String, line: Int) -> Diagnostic {
    Diagnostic(
      .nestedData, "`\(name)` in \(file):\(line) is an object; numbers or arrays are expected",
      at: nil)
  }

  static func repeatedDatum(_ value: DataValue, firstGiven: DataValue) -> Diagnostic {
    Diagnostic(
      .repeatedData,
      firstGiven.place(ofCell: 0) == value.place(ofCell: 0)
        ? "`\(value.name)` is given twice: \(value.place(ofCell: 0))"
        : "`\(value.name)` is given twice: \(firstGiven.place(ofCell: 0)) and \(value.place(ofCell: 0))",
      at: nil)
  }

  static func repeatedName(_ name: String, in file: String, line: Int) -> Diagnostic {
    Diagnostic(.repeatedData, "`\(name)` is given twice on \(file):\(line)", at: nil)
  }

  static func repeatedColumn(_ name: String, in file: String) -> Diagnostic {
    Diagnostic(.repeatedData, "\(file) has two columns named \"\(name)\"", at: nil)
  }

  static func unnamedColumn(in file: String, column: Int) -> Diagnostic {
    Diagnostic(.badTable, "column \(column) of \(file) has no name in the first line", at: nil)
  }

  static func rowLength(in file: String, line: Int, found: Int, expected: Int) -> Diagnostic {
    Diagnostic(
      .badTable,
      "\(file):\(line) has \(found) \(found == 1 ? "field" : "fields"), the header has \(expected)",
      at: nil)
  }

  static func blankLine(in file: String, line: Int) -> Diagnostic {
    Diagnostic(
      .badTable,
      "\(file):\(line) is empty: in a table of one column write `NA` for a missing value, or leave the line out",
      at: nil)
  }

  static func otherSeparator(_ separator: String, in file: String, line: Int) -> Diagnostic {
    Diagnostic(
      .badTable,
      "\(file):\(line) is separated by \(separator): write commas, or name a file with tabs `.tsv`",
      at: nil)
  }

  static func behindQuote(in file: String, line: Int) -> Diagnostic {
    Diagnostic(
      .badTable, "\(file):\(line) has text behind a closing quote; write `\"\"` for a quote inside",
      at: nil)
  }

  static func notUTF8(in file: String, line: Int) -> Diagnostic {
    Diagnostic(.unreadableData, "\(file):\(line) is not a table in UTF-8", at: nil)
  }

  static func openQuote(in file: String, line: Int) -> Diagnostic {
    Diagnostic(.badTable, "a quote opened in \(file):\(line) is not closed", at: nil)
  }
}
