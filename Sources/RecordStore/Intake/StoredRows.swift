import Postgres

/// What is said of submissions whose key is stored already.
enum StoredRows {
  /// The answers by the result of ``IntakeStatements/compare``, with their places in the batch: nil where the key is
  /// stored with another body, so that a revision may be made; nothing where the key is not stored.
  static func answers(
    _ result: QueryResult, to submissions: [NumberedSubmission]
  ) throws -> [(index: Int, answer: Result<IntakeAnswer, IntakeFault>?)] {
    try result.rows.map { row in
      let (place, revision, isSame, isOwn, level, isTaken, isErased, isWithdrawn) = try row.decode(
        (Int, Int, Bool, Bool, Int16, Bool, Bool, Bool).self)
      let index = submissions[place - 1].index
      if isTaken { return (index, .failure(IntakeFault(.keyTaken))) }
      if isErased { return (index, .failure(IntakeFault(.erased))) }
      guard isSame else { return (index, nil) }
      // Written by this very request: the connection was lost after its commit and before its answer.
      let outcome: IntakeAnswer.Outcome = !isOwn ? .duplicate : revision == 1 ? .created : .revised
      return (index, .success(IntakeAnswer(outcome, revision: revision, level: level, isWithdrawn: isWithdrawn)))
    }
  }
}
