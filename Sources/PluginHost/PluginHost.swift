import CLinux
import JSONBytes
public import LineRPC
import Synchronization
import Violations

/// Runs report plugins and writers, each report in processes of its own, and outlives all of them.
///
/// Call ``shutdown()`` before the last reference goes, to know that no worker is left.
public final class PluginHost: Sendable {
  /// What renderings may use.
  public let limits: PluginHostLimits

  /// The version of Landlock by which plugins are kept from files; 0 where the kernel has none.
  public let landlockVersion: Int

  private let configuration: PluginHostConfiguration
  private let reactor: WorkerReactor
  private let gate: WorkerGate
  private let current = Mutex(PluginCatalogue.empty)
  /// The folder as it was when it was examined last.
  private let examined = Mutex<FolderState?>(nil)

  /// A host with an empty catalogue; starts its thread.
  ///
  /// - Throws: `Status` if this system cannot confine plugins, unless the configuration does without Landlock.
  public init(_ configuration: PluginHostConfiguration) throws(Status) {
    landlockVersion = Int(kurukan_landlock_version())
    try Self.checkConfinement(landlockVersion, configuration)
    self.configuration = configuration
    limits = configuration.limits
    reactor = try WorkerReactor(limits: configuration.limits)
    gate = WorkerGate(limits: configuration.limits)
  }

  deinit { reactor.stop() }

  static func checkConfinement(_ landlock: Int, _ configuration: PluginHostConfiguration) throws(Status) {
    guard landlock == 0, !configuration.withoutLandlock else { return }
    throw Status(
      .unexpected, "This kernel has no Landlock, so a plugin could read every file that this server can read.",
      hint: "Use Linux 5.13 or later with Landlock switched on, or accept it with --without-landlock.")
  }

  /// The catalogue as ``reload()`` found it last.
  public var catalogue: PluginCatalogue { current.withLock { $0 } }

  /// Renderings at work and waiting.
  public var load: (working: Int, waiting: Int) { gate.load }

  /// Examines the plugins' folder again. Renderings at work go on with what they have loaded.
  @discardableResult
  public func reload() async throws -> PluginCatalogue {
    // What changes while it is examined has changed since.
    let state = FolderState(configuration.pluginsFolder)
    examined.withLock { $0 = state }
    let catalogue = try await PluginCatalogue.load(folder: configuration.pluginsFolder, host: self)
    current.withLock { $0 = catalogue }
    return catalogue
  }

  /// Examines the plugins' folder whenever it changes, until the task is cancelled.
  ///
  /// - Parameter body: is told what came of it, after each time.
  public func watch(_ body: @Sendable (Result<PluginCatalogue, any Error>) async -> Void) async {
    while (try? await Task.sleep(for: .milliseconds(limits.watchMilliseconds))) != nil {
      guard FolderState(configuration.pluginsFolder) != examined.withLock({ $0 }) else { continue }
      do {
        await body(.success(try await reload()))
      } catch {
        await body(.failure(error))
      }
    }
  }

  /// Composes one report in a fresh process.
  ///
  /// - Parameters:
  ///   - inputs: sends the report's inputs, every one ended, in the order of its queries.
  ///   - events: is told progress and diagnostics, one after another.
  ///   - blocks: takes lines of checked blocks, some whole lines at a time; while it is busy the composer waits. The report
  ///     is void if this throws in the end.
  /// - Throws: `Status`, or what `inputs` or `blocks` threw. Cancelling the task ends the composer.
  public func compose(
    _ job: ComposeJob, inputs: @escaping @Sendable (InputSink) async throws -> Void,
    events: @escaping @Sendable (RenderEvent) async -> Void = { _ in },
    blocks: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> Composition {
    let name = "\(job.plugin.id) (\(job.plugin.fileName))"
    let order = WorkerOrder(
      program: configuration.composerPath, withoutLandlock: configuration.withoutLandlock, plugin: name,
      method: WorkerMethod.compose, params: job.params, image: job.plugin.image, deadline: job.deadline)
    let digest = InputDigest()
    return try await withWorker(order) { exchange in
      let check = ComposedBlocks(plugin: name)
      let (end, diagnostics) = try await self.converse(
        with: exchange, inputs: { try await inputs(InputSink(exchange: exchange, digest: digest)) }, events
      ) { piece in
        let lines = try check.take(piece)
        if !lines.isEmpty { try await blocks(lines) }
      }
      let (count, sha256) = try check.finish()
      return Composition(
        blocks: count, blocksDigest: sha256, inputDigest: digest.text, diagnostics: diagnostics,
        milliseconds: end.milliseconds)
    }
  }

  /// Writes composed blocks in a medium, in a fresh process.
  ///
  /// - Parameters:
  ///   - blocks: sends the report's block lines.
  ///   - output: takes the medium's bytes, piece by piece; while it is busy the writer waits.
  /// - Throws: `Status`, or what `blocks` or `output` threw. Cancelling the task ends the writer.
  public func write(
    _ job: WriteJob, blocks: @escaping @Sendable (BlockSink) async throws -> Void,
    output: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> WrittenMedium {
    let order = WorkerOrder(
      program: configuration.writerPath, withoutLandlock: configuration.withoutLandlock, plugin: job.medium,
      method: WorkerMethod.write, params: job.params, image: nil, deadline: job.deadline)
    let digest = OutputDigest()
    return try await withWorker(order) { exchange in
      let (end, _) = try await self.converse(
        with: exchange,
        inputs: {
          let sink = BlockSink(exchange: exchange)
          try await blocks(sink)
          try await sink.finish()
        }, { _ in }
      ) { piece in
        digest.take(piece)
        try await output(piece)
      }
      let (count, sha256) = digest.finish()
      return WrittenMedium(
        bytes: count, sha256: sha256, firstByteMilliseconds: end.firstByteMilliseconds, milliseconds: end.milliseconds)
    }
  }

  /// Ends all renderings, then the thread. Returns when no worker is left.
  public func shutdown() async {
    gate.close()
    await reactor.stopAndWait()
  }

  // MARK: - Describing

  func describe(_ image: PluginImage, path: String) async throws -> InstalledPlugin {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let fault = PluginStamp(image.descriptor)?.fault(of: name) { throw fault }
    var params = JSONWriter()
    params.beginObject()
    params.member("file", name)
    params.endObject()
    let order = WorkerOrder(
      program: configuration.composerPath, withoutLandlock: configuration.withoutLandlock, plugin: name,
      method: WorkerMethod.describe,
      params: params.bytes, image: image, deadline: .now + .seconds(limits.describeSeconds))
    let end = try await withWorker(order) { exchange in
      exchange.finishInput()
      return await exchange.waitForEnd()
    }
    if let fault = end.fault { throw fault }
    let json = end.result["description"] ?? .null
    do {
      let description = try PluginDescription(json)
      return InstalledPlugin(
        id: description.id, version: description.version, path: path, digest: image.sha256,
        donor: description.donor, title: description.title, description: json,
        reports: description.reports, image: image)
    } catch {
      throw Status(.pluginInvalid, "The description of \(name) is not usable: \(error.message).")
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

  /// Sends, listens and takes at once, and returns how the worker ended and what the plugin had to say.
  private func converse(
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
      if let fault = end.fault { throw fault }
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
