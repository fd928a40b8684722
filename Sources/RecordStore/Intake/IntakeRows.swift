import Disclosure
import Postgres
import Records

/// Lays the submissions of one kind out as the rows that COPY takes, the columns straight from the records' text.
enum IntakeRows {
  /// Tells with which levels records arrive, each only once of those whose level depends on the same.
  struct Levels {
    private struct Dependence: Hashable {
      let programme: Int32
      let own: ConfidentialityLevel
      let parents: [String?]
    }

    private let places: [Int]
    /// Gives the levels of what is distinct.
    let statement: SQL

    init(_ submissions: [NumberedSubmission], _ table: KindTable) {
      var known: [Dependence: Int] = [:]
      var distinct: [Dependence] = []
      places = submissions.map { item in
        let dependence = Dependence(
          programme: item.programmeNumber, own: item.submission.ownLevel, parents: item.parents)
        if let place = known[dependence] { return place }
        known[dependence] = distinct.count
        distinct.append(dependence)
        return distinct.count - 1
      }
      let parents = table.levelReferences.indices.map { index in
        Parameter.textArray(distinct.map { $0.parents[index] })
      }
      statement = SQL(
        unsafe: table.statements.arrivingLevels,
        parameters: [
          .int32Array(distinct.map(\.programme)), .int16Array(distinct.map(\.own.rawValue)),
        ] + parents)
    }

    /// The level of every submission, by the statement's result.
    func levels(_ result: QueryResult) throws -> [Int16] {
      let found = try result.rows.map { try $0.value(at: 0, as: Int16.self) }
      return places.map { found[$0] }
    }
  }

  /// The rows of first revisions.
  static func records(_ submissions: [(item: NumberedSubmission, level: Int16)], _ table: KindTable) -> CopyRows {
    let own = table.kind.layout.columns
    var rows = CopyRows(
      columns: IntakeStatements.commonColumns.count + own.count + 2, rows: submissions.count, averageLength: 2_048)
    for (item, level) in submissions {
      rows.startRow()
      rows.append(item.programmeNumber)
      rows.append(item.key)
      rows.append(utf8: item.record.text)
      rows.append(item.submission.bodyHash)
      rows.append(item.submission.ownLevel.rawValue)
      rows.append(item.submission.sender.name)
      rows.append(item.submission.requestID)
      rows.append(item.submission.sender.team)
      table.kind.layout.read(item.record.root) { rows.append($1, as: own[$0].type) }
      rows.append(Int32(1))
      rows.append(level)
    }
    rows.finish()
    return rows
  }

  /// The rows of a part's elements; nil where there are none.
  static func elements(of part: RecordPart, _ submissions: [NumberedSubmission]) -> CopyRows? {
    let own = part.columns
    var rows = CopyRows(columns: 4 + own.count, rows: submissions.count)
    for item in submissions {
      for (position, element) in part.elements(of: item.record).enumerated() {
        rows.startRow()
        rows.append(item.programmeNumber)
        rows.append(item.key)
        rows.append(Int32(1))
        rows.append(Int32(clamping: position))
        part.layout.read(element) { rows.append($1, as: own[$0].type) }
      }
    }
    guard rows.count > 0 else { return nil }
    rows.finish()
    return rows
  }
}
