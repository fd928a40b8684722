import DequeModule
import Records
import Synchronization

/// What waits for one writer.
///
/// A record always waits in the same partition, so two revisions of it never race each other.
final class IntakePartition: Sendable {
  private struct State {
    var waiting = Deque<Submission>()
    var bytes = 0
    var writer: CheckedContinuation<Void, Never>?
    var isClosed = false
    /// Streams that wait until there is room for more of theirs.
    var streams: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var streamsSoFar: UInt64 = 0

    var hasRoomForStreams: Bool {
      waiting.count < IntakeLimits.streamedRecords && bytes < IntakeLimits.streamedBytes || isClosed
    }

    /// The streams that need wait no longer.
    mutating func streamsToWake() -> [CheckedContinuation<Void, Never>] {
      guard !streams.isEmpty, hasRoomForStreams else { return [] }
      defer { streams = [:] }
      return Array(streams.values)
    }
  }

  private let state = Mutex(State())

  /// Queues a submission, or says why not.
  func append(_ submission: Submission) -> IntakeFault? {
    let (fault, writer) = state.withLock { state -> (IntakeFault?, CheckedContinuation<Void, Never>?) in
      if state.isClosed { return (IntakeFault(.closing), nil) }
      guard state.waiting.count < IntakeLimits.waitingRecords, state.bytes < IntakeLimits.waitingBytes else {
        return (IntakeFault(.full), nil)
      }
      state.waiting.append(submission)
      state.bytes += submission.record.text.count
      defer { state.writer = nil }
      return (nil, state.writer)
    }
    writer?.resume()
    return fault
  }

  /// How many submissions wait.
  var count: Int { state.withLock { $0.waiting.count } }

  /// How many streams wait for room.
  var waitingStreams: Int { state.withLock { $0.streams.count } }

  /// Lets nothing more in; what waits is still taken.
  func close() {
    let (writer, streams) = state.withLock { state in
      state.isClosed = true
      defer { state.writer = nil }
      return (state.writer, state.streamsToWake())
    }
    writer?.resume()
    for stream in streams { stream.resume() }
  }

  /// Returns when a stream may send more: at once unless too much waits, and when its task is cancelled.
  func waitForRoom() async {
    guard !state.withLock(\.hasRoomForStreams) else { return }
    let number = state.withLock { state in
      state.streamsSoFar += 1
      return state.streamsSoFar
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          guard !state.hasRoomForStreams, !Task.isCancelled else { return true }
          state.streams[number] = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.streams.removeValue(forKey: number) }?.resume()
    }
  }

  /// Whatever waits, up to the limits of a batch, each record once; nil when closed and empty.
  func nextBatch() async -> [Submission]? {
    while true {
      let (batch, isClosed, streams) = state.withLock { (Self.take(from: &$0), $0.isClosed, $0.streamsToWake()) }
      for stream in streams { stream.resume() }
      if !batch.isEmpty { return batch }
      if isClosed { return nil }
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          guard state.waiting.isEmpty, !state.isClosed else { return true }
          state.writer = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    }
  }

  private static func take(from state: inout State) -> [Submission] {
    var batch: [Submission] = []
    var identities = Set<RecordIdentity>()
    var bytes = 0
    var heldBack: [Submission] = []
    while let next = state.waiting.first, batch.count < IntakeLimits.batchRecords,
      batch.isEmpty || bytes + next.record.text.count <= IntakeLimits.batchBytes,
      heldBack.count < IntakeLimits.batchRecords
    {
      state.waiting.removeFirst()
      guard identities.insert(next.identity).inserted else {
        heldBack.append(next)
        continue
      }
      bytes += next.record.text.count
      batch.append(next)
    }
    state.waiting.prepend(contentsOf: heldBack)
    state.bytes -= bytes
    return batch
  }
}
