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
    try await insert(fresh, .insert, &answers)
    let existing = fresh.filter { answers[$0.index] == nil }
    let missing = try await compare(existing, &answers).filter { tables[$0.record.kind].isParent }
    if !missing.isEmpty {
      let inserted = fresh.filter { answers[$0.index] != nil }
      try await insert(missing, .insertAwaited, &answers)
      // What hangs on it and was inserted before it, at the level of what is missing, has another one by now.
      _ = try await compare(inserted, &answers)
    }
    let changed = existing.filter { answers[$0.index] == nil }
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

  /// Answers what was inserted.
  private func insert(
    _ submissions: [NumberedSubmission], _ step: Step, _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) async throws {
    var places: [RowKey: Int] = [:]
    for item in submissions { places[RowKey(item)] = item.index }
    for (kind, rows) in try await run(submissions, step) {
      for row in rows.rows {
        let (programme, key, level) = try row.decode((Int32, String, Int16).self)
        guard let place = places[RowKey(kind: kind, programme: programme, key: key)] else { continue }
        answers[place] = .success(IntakeAnswer(.created, revision: 1, level: level))
      }
    }
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
      for row in result.rows {
        let (place, revision, isSame, isOwn, level, isTaken, isErased, isWithdrawn) = try row.decode(
          (Int, Int, Bool, Bool, Int16, Bool, Bool, Bool).self)
        found.insert(group.items[place - 1].index)
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
    return submissions.filter { !found.contains($0.index) }
  }

  private func revise(
    _ submissions: [NumberedSubmission], _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) async throws {
    guard !submissions.isEmpty else { return }
    let groups = byKind(submissions)
    for (kind, result) in try await run(submissions, .revise) {
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

  /// What is done with the records of one kind in one transaction.
  private enum Step {
    case insert, insertAwaited, revise

    func before(_ items: [NumberedSubmission], _ table: KindTable) -> SQL? {
      self == .revise ? IntakeArrays.hold(items, table) : nil
    }

    func statement(_ items: [NumberedSubmission], _ table: KindTable) -> SQL {
      switch self {
      case .insert: IntakeArrays.insert(items, table)
      case .insertAwaited: IntakeArrays.insertAwaited(items, table)
      case .revise: IntakeArrays.revise(items, table)
      }
    }

    func after(_ items: [NumberedSubmission], _ table: KindTable) -> [SQL] {
      IntakeArrays.parts(items, table) + (self == .insert ? [] : IntakeArrays.settle(items, table))
    }
  }

  /// Runs one statement for each kind present, with what must go along in the same transaction: locks before,
  /// parts and levels after. Parents come first, so that their children of the same batch find them.
  private func run(_ submissions: [NumberedSubmission], _ step: Step) async throws -> [(
    kind: RecordKind, result: QueryResult
  )] {
    guard !submissions.isEmpty else { return [] }
    var statements = [ParentLocks.statement(submissions, tables)].compactMap { $0 }
    var steps: [(kind: RecordKind, index: Int)] = []
    for (table, items) in byKind(submissions) {
      if let before = step.before(items, table) { statements.append(before) }
      steps.append((table.kind, statements.count))
      statements.append(step.statement(items, table))
      statements += step.after(items, table)
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
