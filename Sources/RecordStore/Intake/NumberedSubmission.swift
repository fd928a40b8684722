import Records

/// A submission with its programme's number and its place in the batch.
struct NumberedSubmission: Sendable {
  let submission: Submission
  let programmeNumber: Int32
  let index: Int
  /// The keys of what the record hangs on, one for each of its kind's level references; nil where it names none.
  let parents: [String?]

  init(_ submission: Submission, programmeNumber: Int32, index: Int, _ table: KindTable) {
    self.submission = submission
    self.programmeNumber = programmeNumber
    self.index = index
    parents = table.levelReferences.map { submission.record.root.member($0.field)?.string }
  }

  var record: Record { submission.record }
  var key: String { submission.identity.key }
}
