import Disclosure
import Postgres
import Records

/// Lays the submissions of one kind out as the arrays that ``IntakeStatements`` takes.
enum IntakeArrays {
  static func insert(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL {
    SQL(unsafe: table.statements.insert, parameters: columns(submissions, table))
  }

  /// One record's values, and the elements of its parts.
  static func insertOne(_ item: NumberedSubmission, _ table: KindTable) -> SQL {
    let submission = item.submission
    var parameters: [Parameter] = [
      .int32(item.programmeNumber), .text(item.key), .text(String(decoding: item.record.text, as: UTF8.self)),
      .bytes(submission.bodyHash), .int16(submission.ownLevel.rawValue), .text(submission.sender.name),
      .text(submission.requestID), .text(submission.sender.team),
    ]
    let columns = table.kind.layout.columns
    table.kind.layout.read(item.record.root) { parameters.append(ColumnText.parameter($1, as: columns[$0].type)) }
    for part in table.kind.parts {
      var positions = ArrayBuilder<Int32>()
      var own = part.columns.map { ColumnArray($0, capacity: 1) }
      for (position, element) in part.elements(of: item.record).enumerated() {
        positions.append(Int32(clamping: position))
        part.layout.read(element) { own[$0].append($1) }
      }
      parameters += [positions.finish()] + finish(&own)
    }
    return SQL(unsafe: table.statements.insertOne, parameters: parameters)
  }

  static func insertAwaited(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL {
    SQL(unsafe: table.statements.insertAwaited ?? table.statements.insert, parameters: columns(submissions, table))
  }

  static func revise(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL {
    var expected = ArrayBuilder<Int32>(capacity: submissions.count)
    for item in submissions { expected.append(item.record.ifRevision.map { Int32(clamping: $0) }) }
    return SQL(
      unsafe: table.statements.revise,
      parameters: columns(submissions, table) + [expected.finish(), owners(submissions)])
  }

  /// What must be locked before a revision of these records is made.
  static func hold(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL {
    SQL(unsafe: table.statements.hold, parameters: identities(submissions))
  }

  static func compare(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL {
    var hashes = ArrayBuilder<[UInt8]>(capacity: submissions.count)
    var requests = ArrayBuilder<String>(capacity: submissions.count)
    for item in submissions {
      hashes.append(item.submission.bodyHash)
      requests.append(item.submission.requestID)
    }
    return SQL(
      unsafe: table.statements.compare,
      parameters: identities(submissions) + [hashes.finish(), requests.finish(), owners(submissions)])
  }

  /// Asks which of the records are awaited, if any of their kind can be.
  static func awaited(_ submissions: [NumberedSubmission], _ table: KindTable) -> SQL? {
    table.statements.awaited.map { SQL(unsafe: $0, parameters: identities(submissions)) }
  }

  private static func owners(_ submissions: [NumberedSubmission]) -> Parameter {
    var owners = ArrayBuilder<String>(capacity: submissions.count)
    for item in submissions { owners.append(item.submission.sender.replaces) }
    return owners.finish()
  }

  /// The elements of the submissions' parts; no statement for a part of which there are none.
  static func parts(_ submissions: [NumberedSubmission], _ table: KindTable) -> [SQL] {
    table.statements.parts.compactMap { part, statement in elements(of: part, submissions, statement) }
  }

  /// What brings the levels of rows that follow these records to theirs, where this transaction wrote them.
  static func settle(_ submissions: [NumberedSubmission], _ table: KindTable) -> [SQL] {
    guard table.isParent else { return [] }
    let parameters = identities(submissions)
    return table.statements.settleWritten.map { SQL(unsafe: $0, parameters: parameters) }
  }

  private static func identities(_ submissions: [NumberedSubmission]) -> [Parameter] {
    var programmes = ArrayBuilder<Int32>(capacity: submissions.count)
    var keys = ArrayBuilder<String>(capacity: submissions.count)
    for item in submissions {
      programmes.append(item.programmeNumber)
      keys.append(item.key)
    }
    return [programmes.finish(), keys.finish()]
  }

  private static func elements(
    of part: RecordPart, _ submissions: [NumberedSubmission], _ statement: String
  ) -> SQL? {
    var programmes = ArrayBuilder<Int32>(capacity: submissions.count)
    var parents = ArrayBuilder<String>(capacity: submissions.count)
    var requests = ArrayBuilder<String>(capacity: submissions.count)
    var positions = ArrayBuilder<Int32>(capacity: submissions.count)
    var own = part.columns.map { ColumnArray($0, capacity: submissions.count) }
    for item in submissions {
      for (position, element) in part.elements(of: item.record).enumerated() {
        programmes.append(item.programmeNumber)
        parents.append(item.key)
        requests.append(item.submission.requestID)
        positions.append(Int32(clamping: position))
        part.layout.read(element) { own[$0].append($1) }
      }
    }
    guard programmes.count > 0 else { return nil }
    let common = [programmes.finish(), parents.finish(), requests.finish(), positions.finish()]
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
    var teams = ArrayBuilder<String>(capacity: count)
    var own = table.kind.columns.map { ColumnArray($0, capacity: count) }
    for item in submissions {
      programmes.append(item.programmeNumber)
      keys.append(item.key)
      bodies.append(utf8: item.record.text)
      hashes.append(item.submission.bodyHash)
      levels.append(item.submission.ownLevel.rawValue)
      principals.append(item.submission.sender.name)
      requests.append(item.submission.requestID)
      teams.append(item.submission.sender.team)
      table.kind.layout.read(item.record.root) { own[$0].append($1) }
    }
    let common = [
      programmes.finish(), keys.finish(), bodies.finish(), hashes.finish(), levels.finish(),
      principals.finish(), requests.finish(), teams.finish(),
    ]
    return common + finish(&own)
  }

  private static func finish(_ arrays: inout [ColumnArray]) -> [Parameter] {
    arrays.indices.map { arrays[$0].finish() }
  }
}
