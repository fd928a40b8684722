import Postgres
import Records

/// A submission with its programme's number and its place in the batch.
struct NumberedSubmission: Sendable {
  let submission: Submission
  let programmeNumber: Int32
  let index: Int

  var head: RecordHead { submission.record.head }
  var record: AnyRecord { submission.record.record }
}

/// Lays the submissions of one kind out as the arrays that ``IntakeStatements`` takes.
enum IntakeArrays {
  static func insert(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL {
    SQL(unsafe: IntakeStatements.of(table.kind).insert, parameters: columns(submissions, table))
  }

  static func revise(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL {
    var expected = ArrayBuilder<Int32>(capacity: submissions.count)
    for item in submissions {
      expected.append(item.submission.record.ifRevision.map { Int32(clamping: $0) })
    }
    return SQL(
      unsafe: IntakeStatements.of(table.kind).revise,
      parameters: columns(submissions, table) + [expected.finish()])
  }

  static func compare(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL {
    var programmes = ArrayBuilder<Int32>(capacity: submissions.count)
    var keys = ArrayBuilder<String>(capacity: submissions.count)
    var hashes = ArrayBuilder<[UInt8]>(capacity: submissions.count)
    var requests = ArrayBuilder<String>(capacity: submissions.count)
    for item in submissions {
      programmes.append(item.programmeNumber)
      keys.append(item.head.key)
      hashes.append(item.submission.bodyHash)
      requests.append(item.submission.requestID)
    }
    return SQL(
      unsafe: IntakeStatements.of(table.kind).compare,
      parameters: [programmes.finish(), keys.finish(), hashes.finish(), requests.finish()])
  }

  /// Nil if none of the submissions has parts that are counted on their own.
  static func children(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL? {
    guard let child = table.child, let statement = IntakeStatements.of(table.kind).children else { return nil }
    var programmes = ArrayBuilder<Int32>(capacity: submissions.count)
    var parents = ArrayBuilder<String>(capacity: submissions.count)
    var requests = ArrayBuilder<String>(capacity: submissions.count)
    var own = child.columns.map { ColumnArray($0.type, capacity: submissions.count) }
    for item in submissions {
      for row in child.rows(item.record) {
        programmes.append(item.programmeNumber)
        parents.append(item.head.key)
        requests.append(item.submission.requestID)
        for (index, value) in row.enumerated() { own[index].append(value) }
      }
    }
    guard programmes.count > 0 else { return nil }
    let common = [programmes.finish(), parents.finish(), requests.finish()]
    return SQL(unsafe: statement, parameters: common + finish(&own))
  }

  private static func columns(_ submissions: [NumberedSubmission], _ table: KindTable) -> [Parameter] {
    let count = submissions.count
    var programmes = ArrayBuilder<Int32>(capacity: count)
    var keys = ArrayBuilder<String>(capacity: count)
    var bodies = ArrayBuilder<String>(capacity: count, averageLength: 1_024)
    var hashes = ArrayBuilder<[UInt8]>(capacity: count)
    var levels = ArrayBuilder<Int16>(capacity: count)
    var principals = ArrayBuilder<String>(capacity: count)
    var requests = ArrayBuilder<String>(capacity: count)
    var own = table.columns.map { ColumnArray($0.type, capacity: count) }
    for item in submissions {
      programmes.append(item.programmeNumber)
      keys.append(item.head.key)
      bodies.append(utf8: item.submission.record.body)
      hashes.append(item.submission.bodyHash)
      levels.append(item.submission.ownLevel.rawValue)
      principals.append(item.submission.principal)
      requests.append(item.submission.requestID)
      for (index, column) in table.columns.enumerated() { own[index].append(column.value(item.record)) }
    }
    let common = [
      programmes.finish(), keys.finish(), bodies.finish(), hashes.finish(), levels.finish(),
      principals.finish(), requests.finish(),
    ]
    return common + finish(&own)
  }

  private static func finish(_ arrays: inout [ColumnArray]) -> [Parameter] {
    arrays.indices.map { arrays[$0].finish() }
  }
}

/// The array of one typed column: one of the builders is set, as the type says.
struct ColumnArray {
  private var text: ArrayBuilder<String>?
  private var date: ArrayBuilder<CalendarDay>?
  private var integer: ArrayBuilder<Int32>?

  init(_ type: ColumnType, capacity: Int) {
    switch type {
    case .text: text = ArrayBuilder(capacity: capacity)
    case .date: date = ArrayBuilder(capacity: capacity)
    case .int4: integer = ArrayBuilder(capacity: capacity)
    }
  }

  /// Appends a value of the column's type.
  mutating func append(_ value: ColumnValue) {
    switch value {
    case .text(let value): text?.append(value)
    case .day(let value): date?.append(value.map { CalendarDay(daysSince2000: $0.daysSince2000) })
    case .integer(let value): integer?.append(value)
    }
  }

  mutating func finish() -> Parameter {
    text?.finish() ?? date?.finish() ?? integer?.finish() ?? .textArray([])
  }
}
