/// How much a diagnostic matters.
public enum Severity: String, Sendable, Hashable {
  /// The program or its data mean nothing until this is mended.
  case error
  /// Legal, but probably not what was meant.
  case warning
}

/// A stable code of a diagnostic, with the page that `bayes explain` prints.
///
/// `B` and four digits for errors, `W` and four digits for warnings: 01xx lexing and parsing, 02xx
/// names, 03xx types and axes, 04xx supports and distributions, 05xx data, 06xx plan, 07xx running,
/// 08xx files. Each phase declares its codes in one file, next to the factories that use them.
public struct DiagnosticCode: Sendable, Hashable {
  /// Such as `B0312`.
  public let id: String
  /// A short name of the mistake, as a heading.
  public let title: String
  /// What it means, why it is refused, and the ways out, in Markdown.
  public let explanation: String

  /// A code with its page.
  public init(_ id: String, title: String, explanation: String) {
    self.id = id
    self.title = title
    self.explanation = explanation
  }

  /// Errors begin with B, warnings with W.
  public var severity: Severity { id.hasPrefix("W") ? .warning : .error }
}

/// A change to the text that mends what a diagnostic is about.
public struct Fix: Sendable, Hashable {
  /// What it does, as an order: "write `a[county]`".
  public let message: String
  /// The text to replace; empty to insert before it.
  public let span: SourceSpan
  /// What to put there.
  public let replacement: String

  /// Replace `span` by `replacement`.
  public init(_ message: String, at span: SourceSpan, replacement: String) {
    self.message = message
    self.span = span
    self.replacement = replacement
  }
}

/// A second place that explains the first, or a sentence without a place.
public struct Note: Sendable, Hashable {
  /// The sentence.
  public let message: String
  /// Where it points, in the diagnostic's text.
  public let span: SourceSpan?

  /// A note, at a place or without one.
  public init(_ message: String, at span: SourceSpan? = nil) {
    self.message = message
    self.span = span
  }
}

/// One finding about a program or its data: what, where, why, and the way out.
public struct Diagnostic: Sendable, Hashable, Error {
  /// Its stable code.
  public let code: DiagnosticCode
  /// A sentence that stands alone.
  public let message: String
  /// Where in the program; data errors point at the line that declares the datum.
  public let span: SourceSpan?
  /// What stands under the caret: the type found, the value found.
  public let label: String?
  /// Further places and sentences.
  public let notes: [Note]
  /// What to write instead, where one thing is the likely remedy.
  public let fix: Fix?

  /// A finding under `code`.
  public init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan?, label: String? = nil,
    notes: [Note] = [], fix: Fix? = nil
  ) {
    self.code = code
    self.message = message
    self.span = span
    self.label = label
    self.notes = notes
    self.fix = fix
  }

  /// Errors begin with B, warnings with W.
  public var severity: Severity { code.severity }
}
