import DequeModule
import Records
import Synchronization

/// What waits for the writers.
///
/// One writer takes whatever waits, and the batches grow by themselves; another one helps only where a whole batch waits
/// while all who work have theirs, since two small batches cost more than one. What a writer has at hand, no other one
/// takes another revision of, so two revisions of a record never race each other.
///
/// Of each record one submission stands in line at most, and none while a writer has one at hand; the next of the same
/// record gets in line, as the last, when that is done. So however many of one record come, others wait no longer.
final class IntakeQueue: Sendable {
  private struct State {
    /// What a writer may take, the first of each record's.
    private(set) var line = Deque<Submission>()
    /// What waits behind the first of its record, by the record's number: an entry, mostly empty, for each record that is
    /// in line or at hand.
    private var behind: [Int64: Deque<Submission>] = [:]
    /// How many wait, in line or behind, and the bytes of their bodies.
    private(set) var count = 0
    private(set) var bytes = 0
    /// The records that each writer has at hand, by their numbers, in the order of its batch; nil of one that has none.
    private(set) var atHand: [[Int64]?]
    /// The writers that wait for a batch, the one that waits for the shortest time last: its caches are the warmest.
    var idle: [CheckedContinuation<Void, Never>] = []
    var isClosed = false
    /// How often something changed that a writer may have waited for.
    var changes = 0
    /// Streams that wait until there is room for more of theirs.
    var streams: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var streamsSoFar: UInt64 = 0

    init(writers: Int) { atHand = Array(repeating: nil, count: writers) }

    /// Whether one more writer is of use.
    var needsWriter: Bool {
      !line.isEmpty && (count >= IntakeLimits.batchRecords || atHand.allSatisfy { $0 == nil })
    }

    var hasRoomForStreams: Bool {
      count < IntakeLimits.streamedRecords && bytes < IntakeLimits.streamedBytes || isClosed
    }

    mutating func add(_ submission: Submission) {
      count += 1
      bytes += submission.record.text.count
      let number = submission.lockKey.value
      if behind[number]?.append(submission) == nil {
        behind[number] = []
        line.append(submission)
      }
    }

    /// Takes a batch for a writer from the line.
    mutating func take(for writer: Int) -> [Submission] {
      var batch: [Submission] = []
      var taken = 0
      while let next = line.first, batch.count < IntakeLimits.batchRecords,
        batch.isEmpty || taken + next.record.text.count <= IntakeLimits.batchBytes
      {
        taken += next.record.text.count
        batch.append(line.removeFirst())
      }
      count -= batch.count
      bytes -= taken
      if !batch.isEmpty { atHand[writer] = batch.map(\.lockKey.value) }
      return batch
    }

    /// What a writer has at hand is done: the next of each of these records gets in line.
    mutating func finish(_ writer: Int) {
      guard let numbers = atHand[writer] else { return }
      atHand[writer] = nil
      changes += 1
      for number in numbers {
        if let next = behind[number]?.popFirst() { line.append(next) } else { behind[number] = nil }
      }
    }

    /// The writer to wake, if one is of use and one waits.
    mutating func writerToWake() -> CheckedContinuation<Void, Never>? { needsWriter ? idle.popLast() : nil }

    /// The streams that need wait no longer.
    mutating func streamsToWake() -> [CheckedContinuation<Void, Never>] {
      guard !streams.isEmpty, hasRoomForStreams else { return [] }
      defer { streams = [:] }
      return Array(streams.values)
    }
  }

  private let state: Mutex<State>

  /// An empty queue for so many writers.
  init(writers: Int) { state = Mutex(State(writers: writers)) }

  /// Queues a submission, or says why not.
  func append(_ submission: Submission) -> IntakeFault? {
    let (fault, writer) = state.withLock { state -> (IntakeFault?, CheckedContinuation<Void, Never>?) in
      if state.isClosed { return (IntakeFault(.closing), nil) }
      guard state.count < IntakeLimits.waitingRecords, state.bytes < IntakeLimits.waitingBytes else {
        return (IntakeFault(.full), nil)
      }
      state.add(submission)
      state.changes += 1
      return (nil, state.writerToWake())
    }
    writer?.resume()
    return fault
  }

  /// How many submissions wait.
  var count: Int { state.withLock { $0.count } }

  /// How many submissions wait, and the bytes of their bodies.
  var load: (records: Int, bytes: Int) { state.withLock { ($0.count, $0.bytes) } }

  /// How many streams wait for room.
  var waitingStreams: Int { state.withLock { $0.streams.count } }

  /// How many writers wait for a batch.
  var idleWriters: Int { state.withLock { $0.idle.count } }

  /// Lets nothing more in; what waits is still taken.
  func close() {
    let woken = state.withLock { state in
      state.isClosed = true
      state.changes += 1
      defer { state.idle = [] }
      return state.idle + state.streamsToWake()
    }
    for continuation in woken { continuation.resume() }
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

  /// What a writer does next.
  private enum Turn {
    case batch([Submission])
    /// It waits until something has changed since.
    case wait(since: Int)
    case end
  }

  /// Whatever waits, up to the limits of a batch, each record once; nil when the queue is closed and empty. What the
  /// writer had at hand before is done.
  func nextBatch(for writer: Int) async -> [Submission]? {
    while true {
      let (turn, woken) = state.withLock { state -> (Turn, [CheckedContinuation<Void, Never>]) in
        let turn = Self.turn(of: writer, in: &state)
        // Who waits for the last batches to end has nothing to wait for any more.
        if case .end = turn {
          defer { state.idle = [] }
          return (turn, state.idle)
        }
        return (turn, state.streamsToWake() + (state.writerToWake().map { [$0] } ?? []))
      }
      for continuation in woken { continuation.resume() }
      switch turn {
      case .batch(let batch): return batch
      case .end: return nil
      case .wait(let since):
        await withCheckedContinuation { continuation in
          let isReady = state.withLock { state in
            guard state.changes == since else { return true }
            state.idle.append(continuation)
            return false
          }
          if isReady { continuation.resume() }
        }
      }
    }
  }

  private static func turn(of writer: Int, in state: inout State) -> Turn {
    state.finish(writer)
    if state.needsWriter { return .batch(state.take(for: writer)) }
    return state.isClosed && state.count == 0 ? .end : .wait(since: state.changes)
  }
}
