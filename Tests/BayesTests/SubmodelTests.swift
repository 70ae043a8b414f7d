import Bayes
import Foundation
import Testing

@Suite("Submodels and imports in a program")
struct SubmodelTests {
  private static let varying = """
    model Varying(over: Dim, scale: Real) -> Real[over] {
      param tau ~ HalfNormal(scale)
      param v[over] ~ Normal(0, tau)
      return v
    }
    """
  private static let used = """
    dim County = 2
    param a ~ Varying(over: County, scale: 3)
    observe y[County] ~ Normal(a, a.tau)
    """
  private static let written = """
    dim County = 2
    param tau ~ HalfNormal(3)
    param v[County] ~ Normal(0, tau)
    observe y[County] ~ Normal(v, tau)
    """
  private static let data: [String: BayesValue] = ["y": [1.5, -2]]

  @Test("a use has the log density and gradient of its lines written out")
  func sameDensity() throws {
    let use = try BayesModel(text: Self.varying + "\n" + Self.used).bind(Self.data).logDensity
    let lines = try BayesModel(text: Self.written).bind(Self.data).logDensity
    #expect(use.names == ["a.tau", "a.v[1]", "a.v[2]"])
    let point = [0.3, -0.7, 1.1]
    #expect(use.gradient(at: point).value == lines.gradient(at: point).value)
    #expect(use.gradient(at: point).gradient == lines.gradient(at: point).gradient)
  }

  @Test("an observed submodel conditions on what it returns, and infers the rest")
  func observed() throws {
    let model = """
      model Noise(over: Dim) -> Real[over] {
        param s ~ HalfNormal(1)
        param v[over] ~ Normal(0, s)
        return v
      }
      dim Obs = 2
      observe y ~ Noise(over: Obs)
      """
    let lines = "param s ~ HalfNormal(1)\ndim Obs = 2\nobserve y[Obs] ~ Normal(0, s)"
    let use = try BayesModel(text: model).bind(Self.data).logDensity
    let written = try BayesModel(text: lines).bind(Self.data).logDensity
    #expect(use.names == ["y.s"])
    #expect(use.gradient(at: [0.4]).value == written.gradient(at: [0.4]).value)
  }

  @Test("texts are imported by their paths from the importing one's folder")
  func texts() throws {
    let files = [
      "models/lib/varying.bayes": Self.varying,
      "models/all.bayes": "import \"lib/varying.bayes\"\nfunc two() -> Real {\n  return 2\n}",
    ]
    let text = "import \"./lib/../lib/varying.bayes\"\n" + Self.used
    let model = try BayesModel(text: text, name: "models/m.bayes") { files[$0] }
    #expect(try model.bind(Self.data).logDensity.dimension == 3)
    #expect(throws: ModelError.self) { try BayesModel(text: text, name: "m.bayes") { files[$0] } }
  }

  @Test("files are imported from the folder of the importing one, and errors name them")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, _ name: String) throws -> String {
      let file = folder.appending(path: name)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return file.path
    }
    _ = try write(Self.varying, "varying.bayes")
    let model = try write("import \"varying.bayes\"\n" + Self.used, "model.bayes")
    #expect(try BayesModel(contentsOf: model).bind(Self.data).logDensity.dimension == 3)
    _ = try write(Self.varying + "\nfunc f( {\n", "varying.bayes")
    let error = #expect(throws: ModelError.self) { try BayesModel(contentsOf: model) }
    #expect(error?.description.contains("varying.bayes:6:") == true)
  }
}
