/// A bound for what may never end.
enum TimeLimit {
  /// Runs the work; whether it ended within the time. Work that did not goes on by itself.
  static func keeps(_ limit: Duration, _ work: @escaping @Sendable () async -> Void) async -> Bool {
    let (endings, end) = AsyncStream<Bool>.makeStream()
    Task {
      await work()
      end.yield(true)
    }
    let timer = Task {
      try await Task.sleep(for: limit)
      end.yield(false)
    }
    defer { timer.cancel() }
    // Not cut short where the caller's task is cancelled.
    let first = Task { await endings.first { _ in true } }
    return await first.value ?? false
  }
}
