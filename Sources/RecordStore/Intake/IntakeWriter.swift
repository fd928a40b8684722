import Logging
import Postgres

/// Carries batches through: retries what may be retried, finds the one record that PostgreSQL refuses, and answers
/// every submission exactly once.
struct IntakeWriter {
  /// Requests that the log of one failure names.
  private static let requestsNamed = 16

  private let configuration: ConnectionConfiguration
  private let tables: KindTables
  private let programmes: ProgrammeDirectory
  private let logger: Logger
  private let thread: ConnectionThread
  private var session: WriterSession?

  init(
    configuration: ConnectionConfiguration, tables: KindTables, programmes: ProgrammeDirectory, logger: Logger,
    thread: ConnectionThread
  ) {
    self.configuration = configuration
    self.tables = tables
    self.programmes = programmes
    self.logger = logger
    self.thread = thread
  }

  mutating func close() async {
    await session?.close()
    session = nil
  }

  /// Takes a batch in and answers it. Sorted, so that concurrent writers lock rows in one order.
  mutating func take(_ batch: [Submission]) async {
    let now = ContinuousClock.now
    var live: [Submission] = []
    for submission in batch {
      if (submission.deadline.map { $0 <= now } ?? false) || submission.isTooLate() {
        submission.answer(.failure(IntakeFault(.expired)))
      } else {
        live.append(submission)
      }
    }
    await carryThrough(live.sorted { $0.identity < $1.identity })
  }

  private mutating func carryThrough(_ batch: [Submission]) async {
    guard !batch.isEmpty else { return }
    do {
      let answers = try await write(batch)
      for (submission, answer) in zip(batch, answers) { submission.answer(answer) }
    } catch let error as DatabaseError where error.isDataOrConstraint && batch.count > 1 {
      // One bad record never fails its neighbours.
      await carryThrough(Array(batch[..<(batch.count / 2)]))
      await carryThrough(Array(batch[(batch.count / 2)...]))
    } catch {
      let cause = error as? DatabaseError
      logger.error(
        "Intake failed",
        metadata: [
          "records": "\(batch.count)", "error": "\(error)",
          "requests": "\(batch.prefix(Self.requestsNamed).map(\.requestID).joined(separator: " "))",
        ])
      let code: IntakeFault.Code = cause?.isDataOrConstraint == true ? .refused : .database
      for submission in batch { submission.answer(.failure(IntakeFault(code, cause: cause))) }
    }
  }

  /// Writes a batch, again after deadlocks and lost connections. Writing again is harmless: what a lost connection
  /// had committed is found there and known by its request's id.
  private mutating func write(_ batch: [Submission]) async throws -> [Result<IntakeAnswer, IntakeFault>] {
    let giveUp = ContinuousClock.now + IntakeLimits.reconnectTime
    var pause: Duration = .milliseconds(10)
    var retries = 0
    while true {
      do {
        return try await connected().write(batch)
      } catch let error as DatabaseError where error.isSerialization && retries < StoreLimits.serializationRetries {
        retries += 1
      } catch let error as DatabaseError where error.isConnection && ContinuousClock.now < giveUp {
        logger.warning("Intake lost its connection and tries again", metadata: ["error": "\(error)"])
        await close()
        try await Task.sleep(for: pause)
        pause = min(pause * 2, IntakeLimits.reconnectPause)
      } catch let error as DatabaseError where error.isDataOrConstraint {
        throw error
      } catch {
        await close()
        throw error
      }
    }
  }

  private mutating func connected() async throws -> WriterSession {
    if let session { return session }
    let new = try await WriterSession(configuration, tables: tables, programmes: programmes, on: thread)
    session = new
    return new
  }
}
