import Logging
import Postgres
public import Records

/// Group commit without a timer.
///
/// Submissions of all connections queue in partitions, one for each writer. Whenever a writer is free, whatever
/// waits goes as one transaction, is committed once, and each submission is answered. A lone submission waits for
/// nobody; under load the batches grow by themselves.
public final class Intake: Sendable {
  private let partitions: [IntakePartition]
  private let threads: [ConnectionThread]
  private let writers: [Task<Void, Never>]

  /// Starts the writers, each on the thread of its connection: what a batch brings from its queue to its commit and to
  /// its answers changes threads nowhere.
  init(
    configuration: ConnectionConfiguration, tables: KindTables, programmes: ProgrammeDirectory, logger: Logger,
    breaker: IntakeBreaker = IntakeBreaker()
  ) throws(DatabaseError) {
    let partitions = (0..<IntakeLimits.writers).map { _ in IntakePartition() }
    var threads: [ConnectionThread] = []
    do throws(DatabaseError) {
      for _ in partitions { threads.append(try .start()) }
    } catch {
      for thread in threads { thread.stop() }
      throw error
    }
    self.partitions = partitions
    self.threads = threads
    writers = zip(partitions, threads).map { partition, thread in
      Task(executorPreference: thread) {
        var writer = IntakeWriter(
          configuration: configuration, tables: tables, programmes: programmes, logger: logger, thread: thread,
          breaker: breaker)
        while let batch = await partition.nextBatch() { await writer.take(batch) }
        await writer.close()
      }
    }
  }

  /// Queues a submission. Its answer comes when it is committed; it may come at once if it cannot be queued.
  public func submit(_ submission: Submission) {
    let number = UInt64(bitPattern: submission.lockKey.value)
    let partition = partitions[Int(number % UInt64(partitions.count))]
    if let fault = partition.append(submission) { submission.answer(.failure(fault)) }
  }

  /// Returns when a stream may submit more: at once unless too much waits for a writer. A call is bounded by the server's
  /// limits of calls; a stream has many submissions open.
  public func waitForRoom() async {
    for partition in partitions { await partition.waitForRoom() }
  }

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

  /// How many submissions wait for a writer.
  public var waitingCount: Int { partitions.reduce(0) { $0 + $1.count } }

  /// Takes nothing more, carries through what waits, and returns when it is answered.
  public func close() async {
    for partition in partitions { partition.close() }
    for writer in writers { await writer.value }
    for thread in threads { thread.stop() }
  }
}
