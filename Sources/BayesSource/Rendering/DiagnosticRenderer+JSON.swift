extension DiagnosticRenderer {
  /// All of them as one array.
  package func json(_ diagnostics: [Diagnostic]) -> JSONValue { .array(diagnostics.map(json)) }

  /// One diagnostic with `code`, `severity`, `message`, `label`, `file`, `span`, `notes` and `fix`;
  /// lines and columns count from 1, offsets are bytes from 0, ends are exclusive.
  package func json(_ diagnostic: Diagnostic) -> JSONValue {
    [
      "code": .string(diagnostic.code.id),
      "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message),
      "label": .optional(diagnostic.label.map(JSONValue.string)),
      "file": .string(source.name(at: diagnostic.span?.start ?? 0)),
      "span": json(diagnostic.span),
      "notes": .array(
        diagnostic.notes.map { note in
          guard let span = note.span, isElsewhere(span, than: diagnostic) else {
            return ["message": .string(note.message), "span": json(note.span)]
          }
          return [
            "message": .string(note.message), "file": .string(source.name(at: span.start)),
            "span": json(span),
          ]
        }),
      "fix": .optional(diagnostic.fix.map(json)),
    ]
  }

  private func json(_ fix: Fix) -> JSONValue {
    [
      "message": .string(fix.message), "span": json(fix.span),
      "replacement": .string(fix.replacement),
    ]
  }

  private func json(_ span: SourceSpan?) -> JSONValue {
    guard let span else { return .null }
    return ["start": json(offset: span.start), "end": json(offset: span.end)]
  }

  private func json(offset: Int) -> JSONValue {
    let position = lines.position(of: offset)
    return [
      "line": .integer(position.line), "column": .integer(position.column),
      "offset": .integer(offset - source.start(ofFileAt: offset)),
    ]
  }
}
