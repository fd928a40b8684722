import JSONBytes
public import LineRPC
import Violations

/// From a report's blocks to a medium.
extension PluginHost {
  /// Media that a typesetter makes from what a writer wrote.
  private static let typeset: Set<String> = ["pdf"]

  /// What there is for writing PDF at this moment.
  public var typesetting: TypesettingFinding { configuration.typesetting.examine() }

  /// Why a medium cannot be written at this moment for want of something; nil if nothing is missing.
  public func unavailability(of medium: String) -> Status? {
    Self.typeset.contains(medium) ? typesetting.status(for: medium) : nil
  }

  /// Writes composed blocks in a medium, in a fresh process, or in two, one after the other.
  ///
  /// - Parameters:
  ///   - blocks: sends the report's block lines.
  ///   - output: takes the medium's bytes, piece by piece; while it is busy the writer waits.
  /// - Throws: `Status`, or what `blocks` or `output` threw. Cancelling the task ends the writer.
  public func write(
    _ job: WriteJob, blocks: @escaping @Sendable (BlockSink) async throws -> Void,
    output: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> WrittenMedium {
    guard Self.typeset.contains(job.medium) else {
      return try await withPlace(until: job.deadline) {
        try await self.writeMedium(job, blocks: blocks, output: output)
      }
    }
    if let status = unavailability(of: job.medium) { throw status }
    // One place for both: the writer has ended when the typesetter starts.
    return try await withPlace(until: job.deadline) {
      let data = PrintData(limit: self.limits.printDataBytes)
      let written = try await self.writeMedium(job, blocks: blocks) { try data.take($0) }
      return try await self.typeset(data, job, after: written.milliseconds, output: output)
    }
  }

  private func writeMedium(
    _ job: WriteJob, blocks: @escaping @Sendable (BlockSink) async throws -> Void,
    output: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> WrittenMedium {
    var order = WorkerOrder(
      program: configuration.writerPath, withoutLandlock: configuration.withoutLandlock, plugin: job.medium,
      method: WorkerMethod.write, params: job.params, image: nil, deadline: job.deadline)
    order.traceparent = job.traceparent
    let sending: @Sendable (WorkerExchange) async throws -> Void = { exchange in
      let sink = BlockSink(exchange: exchange)
      try await blocks(sink)
      try await sink.finish()
    }
    return try await gather(order, after: 0, inputs: sending, output: output)
  }

  /// Makes PDF of print data, in a place that is held.
  func typeset(
    _ data: PrintData, _ job: WriteJob, after milliseconds: Double,
    output: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> WrittenMedium {
    var order = WorkerOrder(
      program: configuration.typesetting.program, withoutLandlock: configuration.withoutLandlock, plugin: job.medium,
      method: WorkerMethod.typeset, params: Array("{}".utf8), image: nil, deadline: job.deadline)
    guard let arguments = configuration.typesetting.arguments else {
      throw typesetting.status(for: job.medium) ?? Status(.mediumUnavailable, Reason.mediumUnavailable.summary)
    }
    order.arguments = arguments
    order.traceparent = job.traceparent
    order.addressSpaceBytes = limits.typesettingAddressSpaceBytes
    order.dataBytes = limits.typesettingDataBytes
    return try await gather(order, after: milliseconds, inputs: { try await data.send(to: $0) }, output: output)
  }

  /// Runs one worker and passes on what it makes.
  private func gather(
    _ order: WorkerOrder, after milliseconds: Double, inputs: @escaping @Sendable (WorkerExchange) async throws -> Void,
    output: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> WrittenMedium {
    let digest = OutputDigest()
    return try await withWorker(order) { exchange in
      let (end, _) = try await self.converse(with: exchange, inputs: { try await inputs(exchange) }, { _ in }) {
        piece in
        digest.take(piece)
        try await output(piece)
      }
      let (count, sha256) = digest.finish()
      return WrittenMedium(
        bytes: count, sha256: sha256, firstByteMilliseconds: milliseconds + end.firstByteMilliseconds,
        milliseconds: milliseconds + end.milliseconds)
    }
  }
}
