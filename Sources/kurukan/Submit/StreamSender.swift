import JSONBytes
import LineRPC
import LineRPCClient
import Synchronization
import Violations

/// Sends records as one stream of `Records/SubmitStream`, which goes on after a cut where it was. What becomes of the records
/// it tells the ledger.
final class StreamSender: Sendable {
  /// Bytes of records that may be on their way, unless a single one is larger.
  static let bytes = 16 << 20

  private struct State {
    /// What became of all that is settled.
    var totals = StreamTotals()
    var isFinished = false
    var failure: Status?
    var hasEnded = false
  }

  private let ledger: SubmissionLedger
  private let window: Int
  private let client: RetryingClient
  private let state = Mutex(State())
  private let changes = Changes()
  private let work = Mutex<Task<Void, Never>?>(nil)

  /// A sender over a connection that was made already.
  ///
  /// - Parameters:
  ///   - window: how many records may be on their way.
  ///   - patience: how long the server may be away.
  ///   - connect: makes another connection.
  init(
    _ connection: LineClient, _ ledger: SubmissionLedger, window: Int, patience: Duration,
    connect: @escaping @Sendable () async throws -> LineClient
  ) {
    (self.ledger, self.window) = (ledger, window)
    let waiting = WaitingNotice(ledger, patience)
    client = RetryingClient(
      over: connection,
      policy: RetryPolicy(
        tries: .max, longestPause: .seconds(10), patience: patience, waitsForFirstConnection: true,
        // One stream overwhelms nobody: it is patience that ends it.
        budgetTokens: 1_000_000),
      observer: waiting.take, connect: connect)
    work.withLock { $0 = Task { await run(waiting) } }
  }

  /// Hands a record over; waits while too many are on their way.
  ///
  /// - Throws: why no more records can be sent.
  func send(_ line: RecordLine) async throws(Status) {
    ledger.begin(line)
    changes.note()
    try await wait { $0.count < window && $0.bytes < Self.bytes }
  }

  /// Makes a call beside the stream, over whatever connection there is.
  func call(_ method: String, _ parameters: [UInt8]) async throws(Status) -> [UInt8] {
    try await client.call(method, parameters)
  }

  /// Returns once every record that was handed over has its fate.
  func settle() async throws(Status) { try await wait { $0.count == 0 } }

  /// Ends the stream, and lets go of the connection.
  func close() async {
    state.withLock { $0.isFinished = true }
    changes.note()
    let work = work.withLock { $0 }
    if ledger.onTheirWay.count > 0 { work?.cancel() }
    await work?.value
    await client.close()
  }

  private func wait(until isTrue: (SubmissionLedger.OnTheirWay) -> Bool) async throws(Status) {
    await changes.wait { isTrue(ledger.onTheirWay) || state.withLock { $0.hasEnded } }
    if Task.isCancelled { throw Submission.interrupted }
    guard state.withLock({ $0.hasEnded }) else { return }
    throw state.withLock { $0.failure } ?? Self.endedTooEarly
  }

  // MARK: - The stream

  private func run(_ waiting: WaitingNotice) async {
    let stream = ResumingStream(client, window: window) { [self] in try await line($0) }
    var failure: Status?
    do throws(ResumingStreamFailure) {
      _ = try await stream.run { event in
        take(event)
        if case .acknowledged = event { waiting.end() }
      }
    } catch {
      failure = CommandFailure.status(of: error.cause)
    }
    state.withLock { state in
      state.hasEnded = true
      state.failure = failure
    }
    changes.note()
  }

  /// The record of an index, once there is one; nil after the last.
  private func line(_ index: Int) async throws -> [UInt8]? {
    await changes.wait { ledger.line(index) != nil || state.withLock { $0.isFinished } }
    try Task.checkCancellation()
    return ledger.line(index)?.bytes
  }

  private func take(_ event: ResumingStreamEvent) {
    switch event {
    case .rejected(let index, let status): ledger.reject(index, status)
    case .warned(let index, let json):
      ledger.warn(index, (try? JSONValue(parsing: json))?["warnings"]?.array ?? [])
    case .acknowledged(let index, let totals):
      let before = state.withLock { state in
        defer { state.totals = totals }
        return state.totals
      }
      ledger.settle(upTo: index, SubmissionSummary.Counts(totals, since: before))
    }
    changes.note()
  }

  private static let endedTooEarly = Status(
    .unexpected, Wording(en: "The stream has ended too early.", fr: "Le flux a pris fin trop tôt."))
}

extension SubmissionSummary.Counts {
  fileprivate init(_ totals: StreamTotals, since before: StreamTotals) {
    self.init(
      created: totals.created - before.created, revised: totals.revised - before.revised,
      duplicates: totals.duplicates - before.duplicates, rejected: totals.rejected - before.rejected)
  }
}
