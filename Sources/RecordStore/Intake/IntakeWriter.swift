import CoreMetrics
import Instruments
import Logging
import Postgres

/// Carries batches through: retries what may be retried, finds the one record that PostgreSQL refuses, and answers
/// every submission exactly once.
struct IntakeWriter {
  private let configuration: ConnectionConfiguration
  private let tables: KindTables
  private let programmes: ProgrammeDirectory
  private let standby: StandbyConfirmation
  private let thread: ConnectionThread
  private let standing: IntakeStanding
  private var session: WriterSession?
  private var breaker: IntakeBreaker
  /// Why the breaker refuses, while it does.
  private var refusal: DatabaseError?
  private let meters = IntakeMeters()
  private var journal: IntakeJournal

  init(
    configuration: ConnectionConfiguration, tables: KindTables, programmes: ProgrammeDirectory,
    standby: StandbyConfirmation, logger: Logger, thread: ConnectionThread, standing: IntakeStanding,
    breaker: IntakeBreaker = IntakeBreaker()
  ) {
    self.configuration = configuration
    self.tables = tables
    self.programmes = programmes
    self.standby = standby
    journal = IntakeJournal(logger)
    self.thread = thread
    self.standing = standing
    self.breaker = breaker
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
    guard !live.isEmpty else { return }
    let sorted = live.sorted { $0.identity < $1.identity }
    switch breaker.decision(at: now) {
    case .refuse where standing.impediment != nil:
      meters.gaveUp(live.count, .database)
      for submission in live { submission.answer(.failure(IntakeFault(.database, cause: refusal))) }
    // The other writer has stored something since.
    case .refuse: await carryThrough(sorted, now)
    case .tryUntil(let giveUp): await carryThrough(sorted, giveUp)
    }
  }

  private mutating func carryThrough(_ batch: [Submission], _ giveUp: ContinuousClock.Instant) async {
    let start = ContinuousClock.now
    do {
      let answers = try await write(batch, until: giveUp)
      meters.committed(answers, after: .now - start)
      noteAnswered(answers)
      journal.acknowledges(lacking: nil)
      for (submission, answer) in zip(batch, answers) { submission.answer(answer) }
    } catch let error as DatabaseError where error.impediment == nil && batch.count > 1 {
      // One bad record never fails its neighbours.
      await carryThrough(Array(batch[..<(batch.count / 2)]), giveUp)
      await carryThrough(Array(batch[(batch.count / 2)...]), giveUp)
    } catch let fault as StandbyFault {
      noteStored()
      journal.acknowledges(lacking: fault)
      meters.gaveUp(batch.count, .database)
      for submission in batch { submission.answer(.failure(fault.intakeFault)) }
    } catch {
      let cause = error as? DatabaseError
      if noteFailure(cause) { journal.failed(batch, error) }
      let code: IntakeFault.Code = cause?.isDataOrConstraint == true ? .refused : .database
      meters.gaveUp(batch.count, code)
      for submission in batch { submission.answer(.failure(IntakeFault(code, cause: cause))) }
    }
  }

  /// What keeps PostgreSQL from being reached at all, so that any answer of its shows that it is over.
  private static let unreached: Set<DatabaseImpediment> = [.unreachable, .loginRefused, .databaseMissing]

  /// A batch in which nothing was new, or could be stored, does not show that records are stored: it would be answered
  /// on a full disk as well.
  private mutating func noteAnswered(_ answers: [Result<IntakeAnswer, IntakeFault>]) {
    let hasStored = answers.contains { answer in
      if case .success(let answer) = answer { answer.outcome != .duplicate } else { false }
    }
    if hasStored || standing.impediment.map(Self.unreached.contains) ?? true { noteStored() }
  }

  private mutating func noteStored() {
    _ = breaker.reached()
    refusal = nil
    if let impediment = standing.stored() { journal.storesAgain(impediment) }
  }

  /// Notes why a batch was not stored; whether that is worth a line of the log of its own.
  private mutating func noteFailure(_ cause: DatabaseError?) -> Bool {
    guard let cause, let impediment = cause.impediment else { return true }
    if impediment.isLasting {
      _ = breaker.gaveUp(at: .now)
      refusal = cause
    }
    guard standing.failed(impediment) else { return false }
    journal.storesNothing(impediment, cause)
    return !impediment.isLasting
  }

  /// Writes a batch, again after deadlocks and lost connections. Writing again is harmless: what a lost connection
  /// had committed is found there and known by its request's id.
  private mutating func write(
    _ batch: [Submission], until giveUp: ContinuousClock.Instant
  ) async throws -> [Result<IntakeAnswer, IntakeFault>] {
    var pause: Duration = .milliseconds(10)
    var retries = 0
    var isTryingAgain = false
    while true {
      do {
        return try await connected().write(batch)
      } catch let error as DatabaseError where error.isSerialization && retries < StoreLimits.serializationRetries {
        retries += 1
      } catch let error as DatabaseError where error.isConnection && ContinuousClock.now < giveUp {
        meters.reconnects.increment()
        if !isTryingAgain { journal.triesAgain(after: error) }
        isTryingAgain = true
        await close()
        try await Task.sleep(for: pause)
        pause = min(pause * 2, IntakeLimits.reconnectPause)
      } catch let error as DatabaseError where error.isDataOrConstraint {
        throw error
      } catch let fault as StandbyFault {
        throw fault
      } catch {
        await close()
        throw error
      }
    }
  }

  private mutating func connected() async throws -> WriterSession {
    if let session { return session }
    let new = try await WriterSession(
      configuration, tables: tables, programmes: programmes, standby: standby, on: thread)
    session = new
    return new
  }
}
