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

  /// Lets nothing more in; what waits is still taken.
  func close() {
    let writer = state.withLock { state in
      state.isClosed = true
      defer { state.writer = nil }
      return state.writer
    }
    writer?.resume()
  }

  /// Whatever waits, up to the limits of a batch, each record once; nil when closed and empty.
  func nextBatch() async -> [Submission]? {
    while true {
      let (batch, isClosed) = state.withLock { (Self.take(from: &$0), $0.isClosed) }
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
