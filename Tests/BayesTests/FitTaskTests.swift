import Bayes
import Testing

@Suite("Fits under way", .serialized)
struct FitTaskTests {
  @Test("progress comes chain by chain, never goes back, and ends with the fit")
  func progress() async throws {
    let method = FitMethod.nuts(chains: 3, warmup: 200, draws: 300)
    let task = try Models.boundSchools().start(method, seed: 1)
    var seen: [Int: Int] = [:]
    for await step in task.progress {
      #expect((1...3).contains(step.chain) && step.total == 500)
      #expect(step.iteration >= seen[step.chain] ?? 0)
      seen[step.chain] = step.iteration
    }
    #expect(seen == [1: 500, 2: 500, 3: 500])
    let fit = try await task.posterior
    #expect(!fit.isInterrupted)
    #expect(fit["mu"].draws.map(\.count) == [300, 300, 300])
  }

  @Test("a fit that is stopped holds the draws made so far")
  func stop() async throws {
    let task = try Models.boundSchools().start(Models.endless)
    for await step in task.progress where !step.isWarmup { break }
    task.stop()
    let fit = try await task.posterior
    #expect(fit.isInterrupted)
    let count = fit["mu"].draws.map(\.count).max() ?? 0
    #expect(count > 0 && count < 5_000_000)
    #expect(fit["mu"].mean.isFinite)
  }

  @Test("cancelling the task ends the fit with a CancellationError")
  func cancel() async throws {
    let bound = try Models.boundSchools()
    let task = Task { try await bound.fit(Models.endless) }
    try await Task.sleep(for: .milliseconds(30))
    let start = ContinuousClock.now
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("a task that was cancelled before does not sample at all")
  func cancelledBefore() async throws {
    let bound = try Models.boundSchools()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await bound.fit(Models.endless)
    }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  @Test("fifty tasks keep ticking while more chains run than there are processors")
  func pool() async throws {
    let method = FitMethod.nuts(chains: 16, warmup: 100, draws: 5_000_000, threads: 16)
    let task = try Models.boundSchools().start(method)
    for await step in task.progress where step.iteration > 0 { break }
    let ticks = Ticks()
    await withTaskGroup(of: Void.self) { group in
      for place in 0..<50 {
        group.addTask {
          for _ in 0..<20 {
            try? await Task.sleep(for: .milliseconds(5))
            await ticks.add(to: place)
          }
        }
      }
    }
    // All have ticked, and the fit is still under way: it has not held a thread of theirs.
    #expect(await ticks.counts == [Int](repeating: 20, count: 50))
    task.stop()
    #expect(try await task.posterior.isInterrupted)
  }
}

/// How often each task came to do its work.
private actor Ticks {
  private(set) var counts = [Int](repeating: 0, count: 50)
  func add(to place: Int) { counts[place] += 1 }
}
