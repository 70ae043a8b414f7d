import Testing

@Suite("Transcripts")
struct TranscriptTests {
  @Test("what commands print and how they end", arguments: Transcript.all)
  func steps(_ transcript: Transcript) throws {
    let folder = try ScratchFolder()
    for file in transcript.files { try folder.write(file.text, to: file.name) }
    for step in transcript.steps {
      let outcome = try BayesProgram.run(step.command, in: folder)
      let place = "\(transcript.file): $ \(step.command)"
      #expect(outcome.status == step.status, "\(place) ended with \(outcome.status)")
      let output = Transcript.mismatch(outcome.output, step.output)
      #expect(output == nil, "\(place) printed\n\(output ?? "")")
      let errors = Transcript.mismatch(outcome.errors, step.errors)
      #expect(errors == nil, "\(place) said on standard error\n\(errors ?? "")")
    }
  }

  @Test("the transcripts show every command and every status")
  func coverage() {
    let commands = Transcript.all.flatMap(\.steps)
    for name in CommandLineTests.commands {
      #expect(commands.contains { $0.command.contains("bayes \(name)") }, "no \(name)")
    }
    for status: Int32 in [0, 1, 2, 3, 4, 5, 130] {
      #expect(commands.contains { $0.status == status }, "no status \(status)")
    }
  }

  @Test("a pattern fits what it should and nothing else")
  func patterns() {
    #expect(Transcript.mismatch("a 1.5 b\n", ["a <*> b"]) == nil)
    #expect(Transcript.mismatch("a\nb\nc\n", ["a", "...", "c"]) == nil)
    #expect(Transcript.mismatch("a 1.5 c\n", ["a <*> b"]) != nil)
    #expect(Transcript.mismatch("a\n", ["a", "b"]) != nil)
    #expect(Transcript.mismatch("a\nb\n", ["a"]) != nil)
  }
}
