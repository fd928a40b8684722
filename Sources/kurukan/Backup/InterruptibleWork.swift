import DatabaseBackups

/// Work that a signal ends in order: what it started is stopped, and nothing half made is left.
enum InterruptibleWork {
  /// - Parameter outcome: what an interruption leaves, to be told.
  static func run<Value: Sendable>(
    interrupted outcome: String, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let work = Task { try await body() }
    let signals = InterruptSignals { work.cancel() }
    do {
      return try await work.value
    } catch {
      if let number = signals.received {
        throw CommandFailure("Interrupted. \(outcome)", exitCode: 128 + number)
      }
      switch error {
      case is CommandFailure, is FileError: throw error
      default: throw CommandFailure("\(error)")
      }
    }
  }
}
