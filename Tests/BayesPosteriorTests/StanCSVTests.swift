import BayesPosterior
import Testing

@Suite("Files of draws")
struct StanCSVTests {
  private let draws = Draws(
    scalars: [
      Draws.Scalar(variable: "A", index: [1, 1]), Draws.Scalar(variable: "A", index: [1, 2]),
      Draws.Scalar(variable: "A", index: [2, 1]), Draws.Scalar(variable: "A", index: [2, 2]),
      Draws.Scalar(variable: "tau", index: []),
    ],
    columns: [[[11, 0.1], [12, -0.0], [21, 1e-300], [22, .nan], [1.0 / 3, .infinity]]],
    sampler: [
      (0..<2).map { row in
        Draws.SamplerRow(
          logDensity: -3.5, acceptance: 0.9, stepSize: 0.25, treeDepth: 3, leapfrogs: 7,
          isDivergent: row == 1, energy: 4.25)
      }
    ])

  private var text: String {
    let comments = StanCSV.Comments(
      head: ["seed = 1"], adaptation: ["Step size = 0.25"], ending: ["Elapsed Time: 1 seconds"])
    return String(decoding: StanCSV.bytes(draws, chain: 0, comments: comments), as: UTF8.self)
  }

  @Test("matrices are written with the first index fastest")
  func order() {
    let header = text.split(separator: "\n")[1]
    #expect(header.hasSuffix("energy__,A.1.1,A.2.1,A.1.2,A.2.2,tau"))
  }

  @Test("what is written is read back with all its bits")
  func roundTrip() throws {
    let back = try StanCSV.read([(name: "chain-1.csv", bytes: Array(text.utf8))])
    #expect(back.sampler == draws.sampler)
    for (column, scalar) in back.scalars.enumerated() {
      let place = try #require(draws.scalars.firstIndex { $0.name == scalar.name })
      for row in 0..<2 {
        let (x, y) = (back.columns[0][column][row], draws.columns[0][place][row])
        #expect(x.isNaN ? y.isNaN : x.bitPattern == y.bitPattern, "\(scalar.name) row \(row)")
      }
    }
  }

  @Test("a row that was cut off is left out at every length")
  func truncated() throws {
    let bytes = Array(text.utf8)
    for length in 0...bytes.count {
      let part = Array(bytes.prefix(length))
      guard let back = try? StanCSV.read([(name: "c", bytes: part)]) else { continue }
      #expect((back.columns.first?.first?.count ?? 0) <= 2)
    }
  }

  @Test("lines that end as on Windows are read")
  func windowsLines() throws {
    let windows = text.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
    let back = try StanCSV.read([(name: "c", bytes: Array(windows.utf8))])
    #expect(back.columns[0][0] == [11, 0.1])
  }

  @Test("a bad field is named with its line and column")
  func badField() {
    let error = #expect(throws: DrawsFileError.self) {
      try StanCSV.read([(name: "c.csv", bytes: Array("# x\nlp__,mu\n1,2\n1,two\n".utf8))])
    }
    #expect(error?.line == 4)
    #expect(error?.cause.contains("mu") == true)
  }

  @Test("comments stand where CmdStan has them: settings, header, adaptation, draws, times")
  func comments() {
    let lines = text.split(separator: "\n").map { $0.prefix(4) }
    #expect(lines == ["# se", "lp__", "# St", "-3.5", "-3.5", "# El"])
  }

  @Test(
    "columns are named with dots or in brackets, quoted or not",
    arguments: [
      "theta.1,theta.2,A.1.2", "theta[1],theta[2],A[1,2]", "\"theta[1]\",\"theta[2]\",\"A[1,2]\"",
      "\u{FEFF}theta.1, theta.2, A.1.2",
    ])
  func names(_ header: String) throws {
    let back = try StanCSV.read([(name: "c", bytes: Array("\(header)\n1,2, 3\n4,-inf,NaN\n".utf8))])
    #expect(back.scalars.map(\.name) == ["theta[1]", "theta[2]", "A[1,2]"])
    #expect(back.columns[0][0] == [1, 4])
    #expect(back.columns[0][1] == [2, -.infinity])
    #expect(back.columns[0][2][0] == 3 && back.columns[0][2][1].isNaN)
  }

  @Test(
    "what is no file of draws is refused at its line",
    arguments: [
      ("", 1, "no header"), ("# only a comment\n", 1, "no header"),
      ("1,2\n3,4\n", 1, "`1` is no name"),
      ("{\"mu\": 1}\n", 1, "is no name"), ("mu,\n1,2\n", 1, "`` is no name"),
      ("mu,tau\n1,2\n1\n", 3, "1 fields where the header has 2"),
      ("mu,tau\n1,2\n1,2,3\n", 3, "3 fields where the header has 2"),
      ("mu\n1\nx\n", 3, "`x` in column mu is no number"), ("mu\n1\n1e\n", 3, "`1e`"),
    ])
  func refused(_ text: String, _ line: Int, _ cause: String) {
    let error = #expect(throws: DrawsFileError.self) {
      try StanCSV.read([(name: "c", bytes: Array(text.utf8))])
    }
    #expect(error?.line == line)
    #expect(error?.cause.contains(cause) == true, "\(error?.cause ?? "")")
  }

  @Test("a compressed file is refused with what to do")
  func compressed() {
    let error = #expect(throws: DrawsFileError.self) {
      try StanCSV.read([(name: "c", bytes: [0x1F, 0x8B, 8, 0])])
    }
    #expect(error?.cause.contains("gunzip") == true)
  }
}
