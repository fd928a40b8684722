import JSONBytes
import LineRPC

/// The two steps of a report.
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
    let order = WorkerOrder(
      program: configuration.composerPath, withoutLandlock: configuration.withoutLandlock, plugin: name,
      method: WorkerMethod.compose, params: job.params, image: job.plugin.image, deadline: job.deadline)
    let digest = InputDigest()
    return try await withWorker(order) { exchange in
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
}
