import JSONBytes
import LineRPC

/// From a report's inputs to its blocks.
extension PluginHost {
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
    var order = WorkerOrder(
      program: configuration.composerPath, withoutLandlock: configuration.withoutLandlock, plugin: name,
      method: WorkerMethod.compose, params: job.params, image: job.plugin.image, deadline: job.deadline)
    order.traceparent = job.traceparent
    let digest = InputDigest()
    return try await withOnlyWorker(order) { exchange in
      let check = ComposedBlocks(plugin: name, traces: job.traces)
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
}
