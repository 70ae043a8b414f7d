import ArgumentParser

/// What the process says on leaving.
enum ExitStatus: Int32 {
  case fine = 0
  /// A check found something (`check`, `fmt --check`, `diagnose`), or a `gate` of a fit fails.
  case finding = 1
  /// The command line is wrong.
  case usage = 2
  /// The model or its data are wrong.
  case model = 3
  /// Inference ran, but its diagnostics failed; results are written all the same.
  case unreliable = 4
  /// Something outside is unavailable: a file, a disk.
  case unavailable = 5
  /// Interrupted; what was drawn is written.
  case interrupted = 130

  var code: ExitCode { ExitCode(rawValue) }
}

/// An error that ends the command with a sentence and a status.
struct CommandFailure: Error {
  let message: String
  let status: ExitStatus
}
