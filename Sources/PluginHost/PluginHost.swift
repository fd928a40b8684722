import Crypto
import JSONBytes
public import LineRPC
import Synchronization
import Violations

/// Runs report plugins, each rendering in a process of its own, and outlives all of them.
///
/// Call ``shutdown()`` before the last reference goes, to know that no worker is left.
public final class PluginHost: Sendable {
  /// What renderings may use.
  public let limits: PluginHostLimits

  private let configuration: PluginHostConfiguration
  private let reactor: WorkerReactor
  private let gate: WorkerGate
  private let current = Mutex(PluginCatalogue.empty)

  /// A host with an empty catalogue; starts its thread.
  public init(_ configuration: PluginHostConfiguration) throws(Status) {
    self.configuration = configuration
    limits = configuration.limits
    reactor = try WorkerReactor(limits: configuration.limits)
    gate = WorkerGate(limits: configuration.limits)
  }

  deinit { reactor.stop() }

  /// The catalogue as ``reload()`` found it last.
  public var catalogue: PluginCatalogue { current.withLock { $0 } }

  /// Renderings at work and waiting.
  public var load: (working: Int, waiting: Int) { gate.load }

  /// Examines the plugins' folder again. Renderings at work go on with what they have loaded.
  @discardableResult
  public func reload() async throws -> PluginCatalogue {
    let catalogue = try await PluginCatalogue.load(folder: configuration.pluginsFolder, host: self)
    current.withLock { $0 = catalogue }
    return catalogue
  }

  /// Renders one report in a fresh process.
  ///
  /// - Parameters:
  ///   - inputs: sends the report's inputs, every one ended, in the order of its queries.
  ///   - events: is told progress and diagnostics, one after another.
  ///   - output: takes the report's bytes, piece by piece; while it is busy the worker waits.
  /// - Throws: `Status`, or what `inputs` or `output` threw. Cancelling the task ends the worker.
  public func render(
    _ job: RenderJob, inputs: @escaping @Sendable (InputSink) async throws -> Void,
    events: @escaping @Sendable (RenderEvent) async -> Void = { _ in },
    output: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> RenderOutcome {
    try checkUnchanged(job.plugin)
    let order = WorkerOrder(
      workerPath: configuration.workerPath, plugin: "\(job.plugin.id) (\(job.plugin.fileName))",
      method: WorkerMethod.render, params: job.params, deadline: job.deadline)
    return try await withWorker(order) { exchange in
      try await self.converse(with: exchange, inputs, events, output)
    }
  }

  /// Ends all renderings, then the thread. Returns when no worker is left.
  public func shutdown() async {
    gate.close()
    await reactor.stopAndWait()
  }

  // MARK: - Describing

  func describe(path: String) async throws -> InstalledPlugin {
    let digest = try FileDigest(path: path, limit: limits.pluginBytes)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var params = JSONWriter()
    params.beginObject()
    params.member("path", path)
    params.endObject()
    let order = WorkerOrder(
      workerPath: configuration.workerPath, plugin: name, method: WorkerMethod.describe,
      params: params.bytes, deadline: .now + .seconds(limits.describeSeconds))
    let end = try await withWorker(order) { exchange in
      exchange.finishInput()
      return await exchange.waitForEnd()
    }
    if let fault = end.fault { throw fault }
    guard FileDigest.Identity(path: path) == digest.identity else {
      throw Status(.pluginInvalid, "\(name) was replaced while it was examined.")
    }
    let json = end.result["description"] ?? .null
    do {
      let description = try PluginDescription(json)
      return InstalledPlugin(
        id: description.id, version: description.version, path: path, digest: digest.sha256,
        donor: description.donor, title: description.title, description: json,
        reports: description.reports, identity: digest.identity)
    } catch {
      throw Status(.pluginInvalid, "The description of \(name) is not usable: \(error.message).")
    }
  }

  private func checkUnchanged(_ plugin: InstalledPlugin) throws(Status) {
    guard FileDigest.Identity(path: plugin.path) == plugin.identity else {
      throw Status(
        .pluginInvalid,
        Wording(
          en: "\(plugin.fileName) was changed since the plugins were loaded.",
          fr: "\(plugin.fileName) a été modifié depuis le chargement des modules."),
        hint: Wording(
          en: "An administrator has to start the server anew.",
          fr: "Un administrateur doit redémarrer le serveur."))
    }
  }

  // MARK: - Conversing

  private func withWorker<Result>(
    _ order: WorkerOrder, _ body: (WorkerExchange) async throws -> Result
  ) async throws -> Result {
    try await gate.enter(until: order.deadline)
    defer { gate.leave() }
    let reactor = reactor
    let exchange = WorkerExchange(limits: limits) { reactor.wake() }
    reactor.start(order, exchange)
    return try await withTaskCancellationHandler {
      do {
        return try await body(exchange)
      } catch {
        // The place is given away only once nothing of the worker is left.
        _ = await exchange.waitForEnd()
        throw error
      }
    } onCancel: {
      reactor.kill(exchange, .renderingCancelled)
    }
  }

  private func converse(
    with exchange: WorkerExchange, _ inputs: @escaping @Sendable (InputSink) async throws -> Void,
    _ events: @escaping @Sendable (RenderEvent) async -> Void,
    _ output: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> RenderOutcome {
    try await withThrowingTaskGroup(of: [JSONValue]?.self) { group in
      group.addTask {
        try await self.send(inputs, to: exchange)
        return nil
      }
      group.addTask { await self.listen(to: exchange, events) }
      let (count, sha256) = try await pass(on: exchange, to: output)
      let end = await exchange.waitForEnd()
      var diagnostics: [JSONValue] = []
      // Before the worker's own fault comes that of its inputs, which may be the cause.
      while let finding = try await group.next() {
        guard let finding else { continue }
        diagnostics = finding
        // Nobody needs more inputs, so their source need not look for them any longer.
        group.cancelAll()
      }
      if let fault = end.fault { throw fault }
      return RenderOutcome(
        bytes: count, sha256: sha256, blocks: Int(end.result["blocks"]?.integer ?? 0),
        diagnostics: diagnostics, firstByteMilliseconds: end.firstByteMilliseconds,
        workerMilliseconds: end.milliseconds)
    }
  }

  /// Passes the report on; returns its size and its digest.
  private func pass(
    on exchange: WorkerExchange, to output: @Sendable ([UInt8]) async throws -> Void
  ) async throws -> (Int, String) {
    var hash = SHA256()
    var count = 0
    do {
      while let piece = await exchange.nextOutput() {
        hash.update(data: piece)
        count += piece.count
        try await output(piece)
      }
    } catch {
      reactor.kill(exchange, .renderingCancelled)
      throw error
    }
    return (count, Hexadecimal.text(hash.finalize()))
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

  private func send(
    _ inputs: @Sendable (InputSink) async throws -> Void, to exchange: WorkerExchange
  ) async throws {
    do {
      try await inputs(InputSink(exchange: exchange))
      exchange.finishInput()
    } catch {
      // A source that stops because nobody reads any more, in whatever words, is no fault.
      guard !exchange.inputIsClosed else { return }
      if error is CancellationError {
        reactor.kill(exchange, .renderingCancelled)
      } else {
        reactor.kill(exchange, .renderingCancelled)
        throw error
      }
    }
  }
}
