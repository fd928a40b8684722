import JSONBytes
import LineRPC

/// One worker's life as a task sees it.
extension PluginHost {
  /// Holds a place of the gate, in which workers can run one after another, while `body` runs.
  func withPlace<Result>(
    until deadline: ContinuousClock.Instant, _ body: () async throws -> Result
  ) async throws -> Result {
    try await gate.enter(until: deadline)
    defer { gate.leave() }
    return try await body()
  }

  /// Starts the only worker of its place, once there is one.
  func withOnlyWorker<Result>(
    _ order: WorkerOrder, _ body: (WorkerExchange) async throws -> Result
  ) async throws -> Result {
    try await withPlace(until: order.deadline) { try await withWorker(order, body) }
  }

  /// Starts a worker in a place that is held, and lends what passes between it and `body`.
  func withWorker<Result>(
    _ order: WorkerOrder, _ body: (WorkerExchange) async throws -> Result
  ) async throws -> Result {
    let reactor = reactor
    let exchange = WorkerExchange(limits: limits) { reactor.wake() }
    reactor.start(order, exchange)
    return try await withTaskCancellationHandler {
      do {
        return try await body(exchange)
      } catch {
        // Their place is given away only once nothing of the worker is left.
        _ = await exchange.waitForEnd()
        throw error
      }
    } onCancel: {
      reactor.kill(exchange, .renderingCancelled)
    }
  }

  /// Sends, listens and takes at once, and returns how the worker ended and what the plugin had to say.
  func converse(
    with exchange: WorkerExchange, inputs: @escaping @Sendable () async throws -> Void,
    _ events: @escaping @Sendable (RenderEvent) async -> Void,
    _ output: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> (WorkerEnd, [JSONValue]) {
    try await withThrowingTaskGroup(of: [JSONValue]?.self) { group in
      group.addTask {
        try await self.send(inputs, to: exchange)
        return nil
      }
      group.addTask { await self.listen(to: exchange, events) }
      try await pass(on: exchange, to: output)
      let end = await exchange.waitForEnd()
      var diagnostics: [JSONValue] = []
      // Before the worker's own fault comes that of its inputs, which may be the cause.
      while let finding = try await group.next() {
        guard let finding else { continue }
        diagnostics = finding
        // Nobody needs more inputs, so their source need not look for them any longer.
        group.cancelAll()
      }
      if let fault = end.fault ?? end.miscount { throw fault }
      return (end, diagnostics)
    }
  }

  /// Passes on what the worker makes.
  private func pass(
    on exchange: WorkerExchange, to output: @Sendable ([UInt8]) async throws -> Void
  ) async throws {
    do {
      while let piece = await exchange.nextOutput() { try await output(piece) }
    } catch {
      reactor.kill(exchange, .renderingCancelled)
      throw error
    }
  }

  /// Passes events on; returns all diagnostics.
  private func listen(
    to exchange: WorkerExchange, _ events: @Sendable (RenderEvent) async -> Void
  ) async -> [JSONValue] {
    var diagnostics: [JSONValue] = []
    while let event = await exchange.nextEvent() {
      if case .diagnostic(let diagnostic) = event { diagnostics.append(diagnostic) }
      await events(event)
    }
    return diagnostics
  }

  private func send(_ inputs: @Sendable () async throws -> Void, to exchange: WorkerExchange) async throws {
    do {
      try await inputs()
      exchange.finishInput()
    } catch {
      // A source that stops because nobody reads any more, in whatever words, is no fault.
      guard !exchange.inputIsClosed else { return }
      reactor.kill(exchange, .renderingCancelled)
      if !(error is CancellationError) { throw error }
    }
  }
}
