// swift-tools-version: 6.2

import PackageDescription

/// What every target is compiled with: warnings are errors, and imports say what they mean.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target and the modules it may import.
func module(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: house)
}

/// A test target and the modules it may import.
func tests(
  _ name: String, _ imports: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: imports, exclude: exclude, swiftSettings: house)
}

let package = Package(
  name: "Bayes",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Bayes", targets: ["Bayes"]),
    .executable(name: "bayes", targets: ["BayesCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Layer 0: text and numbers.
    module("BayesSource"),
    .target(name: "CVectorMath"),
    module("BayesMath", ["CVectorMath"]),
    // Layer 1: each useful alone.
    module("BayesData", ["BayesSource", "BayesMath"]),
    module("BayesSyntax", ["BayesSource"]),
    module("BayesDistributions", ["BayesMath"]),
    module("BayesInference", ["BayesMath", "CVectorMath"]),
    module("BayesPosterior", ["BayesMath", "BayesSource"]),
    // Layer 2: the intermediate graph.
    module("BayesGraph", ["BayesData", "BayesDistributions", "BayesSource", "BayesMath"]),
    // Layer 3: text to graph, graph to numbers.
    module(
      "BayesCompiler",
      ["BayesSyntax", "BayesGraph", "BayesDistributions", "BayesSource", "BayesMath"]),
    module(
      "BayesExecution",
      ["BayesGraph", "BayesDistributions", "BayesMath", "BayesSource", "CVectorMath"]),
    // Layer 5: the facade for embedders.
    module(
      "Bayes",
      [
        "BayesSource", "BayesMath", "BayesData", "BayesSyntax", "BayesDistributions",
        "BayesInference", "BayesPosterior", "BayesGraph", "BayesCompiler", "BayesExecution",
      ]),
    // Layer 7: the command line.
    .executableTarget(
      name: "BayesCommand",
      dependencies: [
        "Bayes", "BayesSource", "BayesMath", "BayesData", "BayesSyntax", "BayesDistributions",
        "BayesInference", "BayesPosterior", "BayesGraph", "BayesCompiler", "BayesExecution",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    // What tests share.
    .target(
      name: "BayesTestSupport",
      dependencies: [
        "Bayes", "BayesSource", "BayesMath", "BayesData", "BayesDistributions", "BayesGraph",
        "BayesInference", "BayesPosterior", "BayesCompiler", "BayesExecution",
      ],
      swiftSettings: house),
    // Counts allocations in the tests' process.
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    // The sampler's own time, measured beside a density that costs next to nothing.
    .executableTarget(
      name: "LeapfrogBenchmark", dependencies: ["BayesInference", "BayesMath"],
      path: "benchmarks/Leapfrog", swiftSettings: house),
    // Simulation-based calibration of twenty models, at length.
    .executableTarget(
      name: "CalibrationBenchmark", dependencies: ["BayesTestSupport"],
      path: "benchmarks/Calibration", swiftSettings: house),
    tests("BayesSourceTests", ["BayesSource"]),
    tests("BayesMathTests", ["BayesMath", "BayesData", "BayesSource", "CVectorMath"]),
    tests("BayesDataTests", ["BayesData", "BayesSource"]),
    tests("BayesSyntaxTests", ["BayesSyntax", "BayesSource"]),
    tests(
      "BayesDistributionsTests", ["BayesDistributions", "BayesMath", "BayesData", "BayesSource"]),
    tests(
      "BayesInferenceTests",
      ["BayesInference", "BayesMath", "BayesPosterior", "BayesTestSupport", "CVectorMath"]),
    tests(
      "BayesPosteriorTests",
      ["BayesPosterior", "BayesData", "BayesMath", "BayesSource", "BayesTestSupport"]),
    tests(
      "BayesGraphTests",
      [
        "BayesGraph", "BayesData", "BayesDistributions", "BayesMath", "BayesSource", "Bayes",
        "BayesTestSupport",
      ]),
    tests(
      "BayesCompilerTests",
      [
        "BayesCompiler", "BayesSyntax", "BayesGraph", "BayesDistributions", "BayesSource",
        "BayesMath", "BayesData",
      ]),
    tests(
      "BayesExecutionTests",
      [
        "BayesExecution", "BayesCompiler", "BayesSyntax", "BayesGraph", "BayesDistributions",
        "BayesSource", "BayesMath", "BayesData", "CVectorMath", "BayesTestSupport", "Bayes",
        "CAllocationCounter",
      ]),
    tests(
      "BayesTests",
      [
        "Bayes", "BayesTestSupport", "BayesSource", "BayesMath", "BayesData", "BayesPosterior",
        "BayesGraph", "BayesInference", "BayesExecution", "BayesCompiler",
      ]),
    tests(
      "StatisticalTests",
      [
        "Bayes", "BayesTestSupport", "BayesMath", "BayesData", "BayesPosterior",
        "BayesInference", "BayesExecution",
      ]),
    tests(
      "RobustnessTests",
      [
        "Bayes", "BayesSource", "BayesMath", "BayesData", "BayesSyntax", "BayesGraph",
        "BayesCompiler", "BayesExecution",
      ]),
    tests(
      "CommandTests", ["BayesTestSupport", "BayesData", "BayesSource"],
      exclude: ["Transcripts", "Files"]),
    tests("TidyTests", ["Bayes", "BayesDistributions", "BayesSource", "BayesTestSupport"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17
)
