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
    String(decoding: StanCSV.bytes(draws, chain: 0, comments: ["seed = 1"]), as: UTF8.self)
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
}
