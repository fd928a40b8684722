import Postgres

extension WriterSession {
  /// What became of what is new, by places in the batch, and the results of what was asked after it.
  struct CopiedBatch: Sendable {
    var answers: [(index: Int, answer: Result<IntakeAnswer, IntakeFault>)]
    let targets: [QueryResult]
    /// Whether some were stored before, by whichever commit.
    let foundStored: Bool
  }

  /// Takes in what is new where much of it is of one kind: these rows by COPY, those of other kinds by their arrays.
  ///
  /// Nil where it is too little to be worth the round trips, and where another server stored one of the keys after they
  /// were looked for. Left without an answer is what is stored with another body, and what is awaited.
  func copy(_ submissions: [NumberedSubmission], asking questions: [SQL]) async throws -> CopiedBatch? {
    let groups = byKind(submissions)
    guard let largest = groups.indices.max(by: { groups[$0].items.count < groups[$1].items.count }),
      groups[largest].items.count >= copiedRecords
    else { return nil }
    do {
      return try await connection.transaction { connection in
        var before = IntakePipeline()
        if let locks = ParentLocks.statement(submissions, tables) { before.add(locks) }
        for group in groups[..<largest] { before.add(.insert, group) }
        let batch = CopiedRecords(groups[largest], &before)
        var after = IntakePipeline()
        for group in groups[(largest + 1)...] { after.add(.insert, group) }
        let asked = after.statements.count
        for question in questions { after.add(question) }

        let first = try await connection.pipeline(before.statements)
        let (stored, known) = try await batch.store(first, on: connection)
        var answers = stored + known
        let last = try await connection.pipeline(after.statements)
        answers += try InsertedRows(submissions).answers(before.steps(in: first) + after.steps(in: last))
        return CopiedBatch(answers: answers, targets: Array(last[asked...]), foundStored: !known.isEmpty)
      }
    } catch let error as DatabaseError where error.sqlstate == "23505" {
      return nil
    }
  }
}

/// The records of one kind on their way into the store by COPY.
private struct CopiedRecords: Sendable {
  private let group: IntakePipeline.Group
  private let levels: IntakeRows.Levels
  // Where the results stand of what is asked before.
  private let stored: Int
  private let awaited: Int?
  private let arriving: Int

  /// Adds what must be known of the records: which are stored, which are awaited, and their levels.
  init(_ group: IntakePipeline.Group, _ pipeline: inout IntakePipeline) {
    self.group = group
    levels = IntakeRows.Levels(group.items, group.table)
    stored = pipeline.add(IntakeArrays.compare(group.items, group.table))
    awaited = IntakeArrays.awaited(group.items, group.table).map { pipeline.add($0) }
    arriving = pipeline.add(levels.statement)
  }

  /// An answer, and the place of the submission in the batch.
  typealias Answer = (index: Int, answer: Result<IntakeAnswer, IntakeFault>)

  /// Stores what is neither stored nor awaited, and answers it and its duplicates.
  func store(
    _ results: [QueryResult], on connection: isolated Connection
  ) async throws -> (stored: [Answer], known: [Answer]) {
    let found = try StoredRows.answers(results[stored], to: group.items)
    var others = Set(found.map(\.index))
    if let awaited {
      for row in results[awaited].rows { others.insert(group.items[try row.value(at: 0, as: Int.self) - 1].index) }
    }
    let new = zip(group.items, try levels.levels(results[arriving])).filter { !others.contains($0.0.index) }
      .map { (item: $0, level: $1) }
    let known = found.compactMap { entry in entry.answer.map { (index: entry.index, answer: $0) } }
    guard !new.isEmpty else { return ([], known) }
    let statements = group.table.statements
    try await connection.copyIn(
      SQL(unsafe: statements.copy, parameters: []), rows: IntakeRows.records(new, group.table))
    for (part, statement) in statements.copyParts {
      guard let rows = IntakeRows.elements(of: part, new.map(\.item)) else { continue }
      try await connection.copyIn(SQL(unsafe: statement, parameters: []), rows: rows)
    }
    let stored = new.map { item, level -> Answer in
      (item.index, .success(IntakeAnswer(.created, revision: 1, level: level)))
    }
    return (stored, known)
  }
}
