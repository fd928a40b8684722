import Postgres
import Records

/// A writer's connection, and the transactions that take a batch in.
struct WriterSession: Sendable {
  let connection: Connection
  let tables: KindTables
  /// From how many new records of one kind on they go by COPY.
  let copiedRecords: Int
  private let standby: StandbyConfirmation
  private let programmes: ProgrammeDirectory
  private let references: ReferenceDirectory

  /// Connects, with a planner that neither sorts nor reads whole tables where there is another way: so that it finds rows
  /// as ``RowLookup`` says, and plans once.
  init(
    _ configuration: ConnectionConfiguration, tables: KindTables, programmes: ProgrammeDirectory,
    standby: StandbyConfirmation = StandbyConfirmation(isRequired: false), on thread: ConnectionThread? = nil,
    copiedRecords: Int = IntakeLimits.copiedRecords
  ) async throws {
    var configuration = configuration
    configuration.applicationName += " intake"
    configuration.settings += [
      ("enable_seqscan", "off"), ("enable_bitmapscan", "off"), ("enable_sort", "off"),
      ("enable_incremental_sort", "off"), ("enable_hashjoin", "off"), ("enable_mergejoin", "off"),
      ("plan_cache_mode", "force_generic_plan"), ("synchronous_commit", "on"), ("jit", "off"),
      StoreLimits.idleInTransactionSetting,
    ]
    connection = try await Connection.connect(configuration, on: thread)
    self.tables = tables
    self.copiedRecords = copiedRecords
    self.standby = standby
    // A standby that became the primary may lack numbers that the one before gave, and give them to others.
    programmes.forget()
    self.programmes = programmes
    references = ReferenceDirectory(kinds: tables.kinds)
  }

  func close() async { await connection.close() }

  /// Takes a batch in: first what is new, in one commit, in which it is asked too which references dangle; then, only if
  /// some of it was there already, what is a revision.
  ///
  /// Throws ``StandbyFault`` where a standby is required and none has confirmed all of it.
  func write(_ batch: [Submission]) async throws -> [Result<IntakeAnswer, IntakeFault>] {
    await standby.begin(on: connection)
    var answers = [Result<IntakeAnswer, IntakeFault>?](repeating: nil, count: batch.count)
    let numbered = try await number(batch, &answers)
    // Revision 0 stands for a record that is not there yet.
    let fresh = numbered.filter { ($0.record.ifRevision ?? 0) == 0 }
    let question = references.question(about: numbered)
    let asked = question.statements + standby.question
    var targets: [QueryResult]
    // Whether some were found stored, by whichever commit.
    var foundStored = false
    if let copied = try await copy(fresh, asking: asked) {
      for (index, answer) in copied.answers { answers[index] = answer }
      targets = copied.targets
      foundStored = copied.foundStored
      try await standby.check(targets, on: connection)
    } else {
      targets = try await insert(fresh, .insert, asking: asked, &answers)
    }
    let existing = fresh.filter { answers[$0.index] == nil }
    let missing = try await compare(existing, &answers).filter { tables[$0.record.kind].isParent }
    foundStored = foundStored || existing.contains { answers[$0.index] != nil }
    if !missing.isEmpty {
      let inserted = fresh.filter { answers[$0.index] != nil }
      targets = try await insert(missing, .insertAwaited, asking: asked, &answers)
      // What hangs on it and was inserted before it, at the level of what is missing, has another one by now.
      _ = try await compare(inserted, &answers)
    }
    let changed = existing.filter { answers[$0.index] == nil }
    let expected = numbered.filter { ($0.record.ifRevision ?? 0) != 0 }
    try await revise((changed + expected).sorted { $0.index < $1.index }, &answers)
    // A revision may name what another one of the batch brings.
    if fresh.isEmpty || !(changed.isEmpty && expected.isEmpty) {
      targets = try await connection.pipeline(question.statements)
    }
    if standby.isRequired, foundStored {
      try await standby.check(try await connection.pipeline(standby.seal), on: connection)
    }
    try references.note(question, targets, &answers)
    return answers.map { $0 ?? .failure(IntakeFault(.database)) }
  }

  /// Gives every submission its programme's number; programmes of the batch itself come into being here.
  private func number(
    _ batch: [Submission], _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) async throws -> [NumberedSubmission] {
    let new = batch.filter { $0.record.kind == .programme }.map(\.identity.programme)
    if !new.isEmpty { try await programmes.register(Set(new), on: connection) }
    let numbers = try await programmes.numbers(of: Set(batch.map(\.identity.programme)), on: connection)
    var numbered: [NumberedSubmission] = []
    for (index, submission) in batch.enumerated() {
      guard let number = numbers[submission.identity.programme] else {
        answers[index] = .failure(IntakeFault(.programmeUnknown))
        continue
      }
      numbered.append(
        NumberedSubmission(
          submission, programmeNumber: number, index: index, tables[submission.record.kind]))
    }
    return numbered
  }

  /// Inserts what is new, in one round trip, and answers it; returns the results of the statements that are asked after it.
  private func insert(
    _ submissions: [NumberedSubmission], _ step: IntakeStep, asking questions: [SQL],
    _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) async throws -> [QueryResult] {
    guard !submissions.isEmpty else { return [] }
    let (steps, targets) = try await run(submissions, step, asking: questions)
    try await standby.check(targets, on: connection)
    for (index, answer) in try InsertedRows(submissions).answers(steps) { answers[index] = answer }
    return targets
  }

  /// Answers what is a duplicate of the current revision; returns what is not there at all.
  private func compare(
    _ submissions: [NumberedSubmission], _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) async throws -> [NumberedSubmission] {
    guard !submissions.isEmpty else { return [] }
    let groups = byKind(submissions)
    let results = try await connection.pipeline(groups.map { IntakeArrays.compare($0.items, $0.table) })
    var found: Set<Int> = []
    for (group, result) in zip(groups, results) {
      for (index, answer) in try StoredRows.answers(result, to: group.items) {
        found.insert(index)
        if let answer { answers[index] = answer }
      }
    }
    return submissions.filter { !found.contains($0.index) }
  }

  private func revise(
    _ submissions: [NumberedSubmission], _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) async throws {
    guard !submissions.isEmpty else { return }
    let groups = byKind(submissions)
    // Holding the rows is a change, too: its commit waits as that of a revision does.
    let (steps, confirmation) = try await run(submissions, .revise, asking: standby.question)
    try await standby.check(confirmation, on: connection)
    for (kind, result) in steps {
      guard let items = groups.first(where: { $0.table.kind == kind })?.items else { continue }
      for row in result.rows {
        let (place, verdict, revision, level, isWithdrawn) = try row.decode((Int, String, Int, Int16, Bool).self)
        answers[items[place - 1].index] = Self.answer(verdict, revision, level, isWithdrawn)
      }
    }
    for item in submissions where answers[item.index] == nil {
      answers[item.index] = .failure(IntakeFault(.revisionConflict, currentRevision: 0))
    }
  }

  private static func answer(
    _ verdict: String, _ revision: Int, _ level: Int16, _ isWithdrawn: Bool
  ) -> Result<IntakeAnswer, IntakeFault> {
    switch verdict {
    case "revised", "stored":
      .success(
        IntakeAnswer(
          revision == 1 ? .created : .revised, revision: revision, level: level, isWithdrawn: isWithdrawn))
    case "superseded":
      .success(
        IntakeAnswer(.duplicate, revision: revision, level: level, isSuperseded: true, isWithdrawn: isWithdrawn))
    case "duplicate": .success(IntakeAnswer(.duplicate, revision: revision, level: level, isWithdrawn: isWithdrawn))
    case "taken": .failure(IntakeFault(.keyTaken))
    case "erased": .failure(IntakeFault(.erased))
    default: .failure(IntakeFault(.revisionConflict, currentRevision: revision))
    }
  }

  /// Runs one statement for each kind present, with what must go along in the same transaction and what is asked last.
  /// Parents come first, so that their children of the same batch find them.
  private func run(
    _ submissions: [NumberedSubmission], _ step: IntakeStep, asking questions: [SQL] = []
  ) async throws -> (steps: [(kind: RecordKind, result: QueryResult)], targets: [QueryResult]) {
    var pipeline = IntakePipeline()
    if let locks = ParentLocks.statement(submissions, tables) { pipeline.add(locks) }
    for group in byKind(submissions) { pipeline.add(step, group) }
    let own = pipeline.statements.count
    for question in questions { pipeline.add(question) }
    let results = try await connection.pipeline(pipeline.statements)
    return (pipeline.steps(in: results), Array(results[own...]))
  }

  /// The submissions of each kind, parents first.
  func byKind(_ submissions: [NumberedSubmission]) -> [IntakePipeline.Group] {
    tables.parentsFirst.compactMap { table in
      let items = submissions.filter { $0.record.kind == table.kind }
      return items.isEmpty ? nil : (table, items)
    }
  }
}
