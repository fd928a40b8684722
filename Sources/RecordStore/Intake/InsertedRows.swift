import Postgres
import Records

/// Finds the submissions again whose rows were inserted.
struct InsertedRows {
  /// A row's primary key and table.
  private struct RowKey: Hashable {
    let kind: RecordKind
    let programme: Int32
    let key: String
  }

  private let places: [RowKey: Int]

  init(_ submissions: [NumberedSubmission]) {
    var places: [RowKey: Int] = [:]
    places.reserveCapacity(submissions.count)
    for item in submissions {
      places[RowKey(kind: item.record.kind, programme: item.programmeNumber, key: item.key)] = item.index
    }
    self.places = places
  }

  /// The answers to what the steps' statements inserted, with their places in the batch.
  func answers(
    _ steps: [(kind: RecordKind, result: QueryResult)]
  ) throws -> [(index: Int, answer: Result<IntakeAnswer, IntakeFault>)] {
    try steps.flatMap { kind, result in
      try result.rows.compactMap { row in
        let (programme, key, level) = try row.decode((Int32, String, Int16).self)
        guard let place = places[RowKey(kind: kind, programme: programme, key: key)] else { return nil }
        return (place, .success(IntakeAnswer(.created, revision: 1, level: level)))
      }
    }
  }
}
