import Postgres
import Records

/// A writer's connection, and the transactions that take a batch in.
struct WriterSession: Sendable {
  private let connection: Connection
  private let tables: KindTables
  private let programmes: ProgrammeDirectory
  private let references: ReferenceDirectory

  /// Connects, with a planner that always looks rows up by their key: a plan made while a table was empty would
  /// go on reading all of it.
  init(
    _ configuration: ConnectionConfiguration, tables: KindTables, programmes: ProgrammeDirectory
  ) async throws {
    var configuration = configuration
    configuration.applicationName += " intake"
    configuration.settings += [
      ("enable_seqscan", "off"), ("enable_hashjoin", "off"), ("enable_mergejoin", "off"),
      ("plan_cache_mode", "force_generic_plan"), ("synchronous_commit", "on"), ("jit", "off"),
    ]
    connection = try await Connection.connect(configuration)
    self.tables = tables
    self.programmes = programmes
    references = ReferenceDirectory(kinds: tables.kinds, programmes: programmes)
  }

  func close() async { await connection.close() }

  /// Takes a batch in: first what is new, in one round trip and one commit; then, only if some of it was there
  /// already, what is a revision.
  func write(_ batch: [Submission]) async throws -> [Result<IntakeAnswer, IntakeFault>] {
    var answers = [Result<IntakeAnswer, IntakeFault>?](repeating: nil, count: batch.count)
    let numbered = try await number(batch, &answers)
    // Revision 0 stands for a record that is not there yet.
    let fresh = numbered.filter { ($0.record.ifRevision ?? 0) == 0 }
    let created = try await insert(fresh)
    for item in fresh {
      if let level = created[item.index] {
        answers[item.index] = .success(IntakeAnswer(.created, revision: 1, level: level))
      }
    }
    let existing = fresh.filter { created[$0.index] == nil }
    let changed = try await compare(existing, &answers)
    let expected = numbered.filter { ($0.record.ifRevision ?? 0) != 0 }
    try await revise((changed + expected).sorted { $0.index < $1.index }, &answers)
    try await references.note(numbered, &answers, on: connection)
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
      numbered.append(NumberedSubmission(submission: submission, programmeNumber: number, index: index))
    }
    return numbered
  }

  /// Returns the levels of what was inserted, by the places in the batch.
  private func insert(_ submissions: [NumberedSubmission]) async throws -> [Int: Int16] {
    var places: [RowKey: Int] = [:]
    for item in submissions { places[RowKey(item)] = item.index }
    var created: [Int: Int16] = [:]
    for (kind, rows) in try await run(submissions, statement: IntakeArrays.insert) {
      for row in rows.rows {
        let (programme, key, level) = try row.decode((Int32, String, Int16).self)
        if let place = places[RowKey(kind: kind, programme: programme, key: key)] { created[place] = level }
      }
    }
    return created
  }

  /// Answers what is a duplicate of the current revision; returns the rest.
  private func compare(
    _ submissions: [NumberedSubmission], _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) async throws -> [NumberedSubmission] {
    guard !submissions.isEmpty else { return [] }
    let groups = byKind(submissions)
    let results = try await connection.pipeline(groups.map { IntakeArrays.compare($0.items, $0.table) })
    for (group, result) in zip(groups, results) {
      for row in result.rows {
        let (place, revision, isSame, isOwn, level, isTaken, isErased, isWithdrawn) = try row.decode(
          (Int, Int, Bool, Bool, Int16, Bool, Bool, Bool).self)
        guard !isTaken else {
          answers[group.items[place - 1].index] = .failure(IntakeFault(.keyTaken))
          continue
        }
        guard !isErased else {
          answers[group.items[place - 1].index] = .failure(IntakeFault(.erased))
          continue
        }
        guard isSame else { continue }
        // Written by this very request: the connection was lost after its commit and before its answer.
        let outcome: IntakeAnswer.Outcome = !isOwn ? .duplicate : revision == 1 ? .created : .revised
        answers[group.items[place - 1].index] = .success(
          IntakeAnswer(outcome, revision: revision, level: level, isWithdrawn: isWithdrawn))
      }
    }
    return submissions.filter { answers[$0.index] == nil }
  }

  private func revise(
    _ submissions: [NumberedSubmission], _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) async throws {
    guard !submissions.isEmpty else { return }
    let groups = byKind(submissions)
    for (kind, result) in try await run(submissions, before: IntakeArrays.hold, statement: IntakeArrays.revise) {
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
    case "revised": .success(IntakeAnswer(.revised, revision: revision, level: level, isWithdrawn: isWithdrawn))
    case "superseded":
      .success(
        IntakeAnswer(.duplicate, revision: revision, level: level, isSuperseded: true, isWithdrawn: isWithdrawn))
    case "duplicate": .success(IntakeAnswer(.duplicate, revision: revision, level: level, isWithdrawn: isWithdrawn))
    case "taken": .failure(IntakeFault(.keyTaken))
    case "erased": .failure(IntakeFault(.erased))
    default: .failure(IntakeFault(.revisionConflict, currentRevision: revision))
    }
  }

  /// Runs one statement for each kind present, with what must go along in the same transaction: locks before,
  /// parts and levels after. Parents come first, so that their children of the same batch find them.
  private func run(
    _ submissions: [NumberedSubmission],
    before: ([NumberedSubmission], KindTable) -> SQL? = { _, _ in nil },
    statement: ([NumberedSubmission], KindTable) -> SQL
  ) async throws -> [(kind: RecordKind, result: QueryResult)] {
    guard !submissions.isEmpty else { return [] }
    var statements = [ParentLocks.statement(submissions, tables)].compactMap { $0 }
    var steps: [(kind: RecordKind, index: Int)] = []
    for (table, items) in byKind(submissions) {
      if let before = before(items, table) { statements.append(before) }
      steps.append((table.kind, statements.count))
      statements.append(statement(items, table))
      statements += IntakeArrays.parts(items, table)
      statements += IntakeArrays.settle(items, table)
    }
    let results = try await connection.pipeline(statements)
    return steps.map { ($0.kind, results[$0.index]) }
  }

  private func byKind(
    _ submissions: [NumberedSubmission]
  ) -> [(table: KindTable, items: [NumberedSubmission])] {
    tables.parentsFirst.compactMap { table in
      let items = submissions.filter { $0.record.kind == table.kind }
      return items.isEmpty ? nil : (table, items)
    }
  }
}

/// A row's primary key and table.
private struct RowKey: Hashable {
  let kind: RecordKind
  let programme: Int32
  let key: String

  init(kind: RecordKind, programme: Int32, key: String) {
    self.kind = kind
    self.programme = programme
    self.key = key
  }

  init(_ item: NumberedSubmission) {
    self.init(kind: item.record.kind, programme: item.programmeNumber, key: item.key)
  }
}
