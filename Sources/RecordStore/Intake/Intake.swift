import Logging
import Postgres
public import Records

/// Group commit without a timer.
///
/// Submissions of all connections wait in one queue. Whenever a writer is free, whatever waits goes as one transaction, is
/// committed once, and each submission is answered. A lone submission waits for nobody; under load the batches grow by
/// themselves.
public final class Intake: Sendable {
  private let queue = IntakeQueue(writers: IntakeLimits.writers)
  private let threads: [ConnectionThread]
  private let writers: [Task<Void, Never>]
  private let standing = IntakeStanding()

  /// Starts the writers, each on the thread of its connection: what a batch brings from its queue to its commit and to
  /// its answers changes threads nowhere.
  init(
    configuration: ConnectionConfiguration, tables: KindTables, programmes: ProgrammeDirectory,
    standby: StandbyConfirmation = StandbyConfirmation(isRequired: false), logger: Logger,
    breaker: IntakeBreaker = IntakeBreaker()
  ) throws(DatabaseError) {
    var threads: [ConnectionThread] = []
    do throws(DatabaseError) {
      for _ in 0..<IntakeLimits.writers { threads.append(try .start()) }
    } catch {
      for thread in threads { thread.stop() }
      throw error
    }
    self.threads = threads
    writers = threads.enumerated().map { [queue, standing] number, thread in
      Task(executorPreference: thread) {
        var writer = IntakeWriter(
          configuration: configuration, tables: tables, programmes: programmes, standby: standby, logger: logger,
          thread: thread, standing: standing, breaker: breaker)
        while let batch = await queue.nextBatch(for: number) { await writer.take(batch) }
        await writer.close()
      }
    }
  }

  /// Queues a submission. Its answer comes when it is committed; it may come at once if it cannot be queued.
  public func submit(_ submission: Submission) {
    if let fault = queue.append(submission) { submission.answer(.failure(fault)) }
  }

  /// Returns when a stream may submit more: at once unless too much waits. A call is bounded by the server's
  /// limits of calls; a stream has many submissions open.
  public func waitForRoom() async { await queue.waitForRoom() }

  /// Queues a submission and waits for its answer.
  public func submit(
    _ record: Record, sender: Sender, requestID: String
  ) async -> Result<IntakeAnswer, IntakeFault> {
    await withCheckedContinuation { continuation in
      submit(
        Submission(record: record, sender: sender, requestID: requestID) {
          continuation.resume(returning: $1)
        })
    }
  }

  /// How many submissions wait for a writer, and the bytes of their bodies.
  public var waiting: (records: Int, bytes: Int) { queue.load }

  /// What keeps records from being stored, by what became of the last ones; nil if they were stored.
  var impediment: DatabaseImpediment? { standing.impediment }

  /// Tells that this keeps records from being stored no longer.
  func mended(_ impediment: DatabaseImpediment) { standing.mended(impediment) }

  /// Takes nothing more, carries through what waits, and returns when it is answered.
  public func close() async {
    queue.close()
    for writer in writers { await writer.value }
    for thread in threads { thread.stop() }
  }
}
