// swift-tools-version: 6.2

import PackageDescription

// How another package uses Bayes: depend on it, import `Bayes`. In a package of your own the path is
// the repository's address and a version.
let package = Package(
  name: "embedding",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Bayes", path: "../..")],
  targets: [
    .executableTarget(
      name: "embedding",
      dependencies: [.product(name: "Bayes", package: "Bayes")],
      swiftSettings: [
        .treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
