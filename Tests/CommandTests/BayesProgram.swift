import BayesData
import BayesTestSupport
import Foundation

/// The built program, run as a person or another program runs it.
enum BayesProgram {
  /// What a run left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// Standard output as one JSON document; fails where anything else stands there.
    func document() throws -> JSONNode { try JSONDocument(parsing: Array(output.utf8)).root }
  }

  /// The folder of the program: that of the test bundle, which the same build makes.
  static let folder: String = {
    let own = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .path(percentEncoded: false)
    let isBeside = FileManager.default.isExecutableFile(atPath: own + "/bayes")
    return isBeside ? own : "\(ReferenceFiles.root)/.build/release"
  }()

  /// Runs a line of shell in a folder, `bayes` being the built program; a run that does not end is
  /// ended after a minute, with status 124.
  static func run(
    _ line: String, in folder: ScratchFolder, environment extra: [String: String] = [:]
  ) throws -> Outcome {
    let process = try start(
      line, in: folder, environment: extra, by: ["timeout", "-k", "1", "60", "/bin/sh", "-c"])
    process.waitUntilExit()
    return folder.outcome(of: process)
  }

  /// Starts such a run and does not wait for it.
  static func start(
    _ line: String, in folder: ScratchFolder, environment extra: [String: String] = [:],
    by shell: [String] = ["/bin/sh", "-c"]
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = shell + [line]
    process.currentDirectoryURL = folder.url
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(Self.folder):\(environment["PATH"] ?? "")"
    environment["COLUMNS"] = nil
    environment.merge(extra) { $1 }
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try folder.handle("stdout")
    process.standardError = try folder.handle("stderr")
    try process.run()
    return process
  }
}

/// A folder of a test's own, with the examples in it; removed with the last reference.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "bayes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: path("examples"), withDestinationPath: "\(ReferenceFiles.root)/examples")
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  func read(_ name: String) -> String {
    (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  fileprivate func handle(_ name: String) throws -> FileHandle {
    try write("", to: ".\(name)")
    return try FileHandle(forWritingTo: url.appending(path: ".\(name)"))
  }

  func outcome(of process: Process) -> BayesProgram.Outcome {
    // A shell that hands over to the program by exec reports death by a signal as such.
    let isSignal = process.terminationReason == .uncaughtSignal
    return BayesProgram.Outcome(
      status: isSignal ? 128 + process.terminationStatus : process.terminationStatus,
      output: read(".stdout"), errors: read(".stderr"))
  }
}
