import BayesSource
import Testing

@Suite("The examples")
struct ExampleTests {
  @Test("each is taken with the data beside it, without a warning, and has a finite gradient")
  func clean() {
    let examples = MutatedInputs.ofExamples().examples
    #expect(examples.count >= 14)
    for example in examples {
      let source = SourceText(name: "example.bayes", bytes: example.model)
      guard
        case .evaluated(let value, let gradient, let warnings) =
          WholeWay.run(source, [example.data])
      else {
        Issue.record("\(example.data.name) is not taken")
        continue
      }
      #expect(warnings.isEmpty, "\(example.data.name): \(warnings.map(\.message))")
      #expect(value.isFinite && gradient.allSatisfy(\.isFinite), "\(example.data.name)")
    }
  }
}
