import ArgumentParser
import Bayes
import BayesExecution
import BayesGraph
import BayesSource

/// `bayes plan`.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say how a model with its data will be inferred, and why.",
    discussion: """
      Example:
        bayes plan examples/eight_schools.bayes --data examples/eight_schools.json
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let prepared = try PreparedModel(model.file, output: output)
    let plan = try prepared.plan(model.data, output: output)
    let program = try prepared.compile(plan, model.data)
    let memory = FitMemory(plan, program, FitSettings(), isWritten: false)
    try memory.check(against: model.data)
    guard output.json else {
      Console.write(plan.text)
      let loops = program.loopCount
      let remark = loops == 0 ? "" : ", \(loops) of them loops over the steps of recurrences"
      Console.write("\(program.instructionCount) vector operations per gradient\(remark)\n")
      Console.write("\(memory) of memory for 4 chains of 1000 draws\n")
      return
    }
    let quantities = plan.sampled.map { quantity -> JSONValue in
      [
        "name": .string(plan.name(of: quantity.variable)), "how": "sampled",
        "coordinates": .integer(quantity.count),
      ]
    }
    let steps = plan.steps.map { step -> JSONValue in
      [
        "rewrite": .string(step.rewrite), "subject": step.subject.map { .string($0) } ?? .null,
        "applied": .bool(step.applied), "reason": .string(step.reason),
      ]
    }
    let document: JSONValue = [
      "model": .string(model.file), "dataDigest": .string(plan.model.dataDigest),
      "dimension": .integer(program.dimension), "operations": .integer(program.instructionCount),
      "memory": [
        "tables": .number(memory.tables), "workspaces": .number(memory.workspaces),
        "draws": .number(memory.draws),
      ],
      "latents": .array(quantities), "steps": .array(steps),
      "remarks": .array(plan.model.remarks.map { .string($0) }),
      "text": .array(plan.text.split(separator: "\n").map { .string(String($0)) }),
    ]
    Console.write(document.text(.pretty) + "\n")
  }
}
