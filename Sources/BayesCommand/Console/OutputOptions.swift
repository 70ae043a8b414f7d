import ArgumentParser

/// The flags of every command.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON document on standard output and nothing else there.")
  var json = false

  @Flag(help: "Print results only: no progress, no remarks.")
  var quiet = false

  @Option(help: "The seed of all random numbers; commands that draw none take it and do not mind.")
  var seed: UInt64 = 1
}
