import Bayes
import Testing

@Suite("`if` among declarations in a program")
struct ArmTests {
  private static let model = """
    data isRobust: Bool
    dim Obs
    if isRobust {
      param scale ~ HalfCauchy(2)
      observe y[Obs] ~ StudentT(4, 0, scale)
    } else {
      param scale ~ HalfNormal(1)
      observe y[Obs] ~ Normal(0, scale)
      factor -scale
    }
    """

  private func density(_ text: String, isRobust: Bool) throws -> (value: Double, gradient: [Double])
  {
    var data: [String: BayesValue] = ["y": [0.3, -1.2]]
    if text == Self.model { data["isRobust"] = .integer(isRobust ? 1 : 0) }
    return try BayesModel(text: text).bind(data).logDensity.gradient(at: [0.4])
  }

  @Test("the model is that of the arm that holds")
  func arms() throws {
    let robust = """
      dim Obs
      param scale ~ HalfCauchy(2)
      observe y[Obs] ~ StudentT(4, 0, scale)
      """
    let normal = """
      dim Obs
      param scale ~ HalfNormal(1)
      observe y[Obs] ~ Normal(0, scale)
      factor -scale
      """
    for (isRobust, written) in [(true, robust), (false, normal)] {
      let chosen = try density(Self.model, isRobust: isRobust)
      let alone = try density(written, isRobust: isRobust)
      #expect(abs(chosen.value - alone.value) < 1e-12)
      #expect(abs(chosen.gradient[0] - alone.gradient[0]) < 1e-12)
    }
  }
}
