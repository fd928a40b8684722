import Disclosure
import JSONBytes
import Postgres
import Records

/// Adds to a listing's row what is read along its references.
struct FollowedRows: Sendable {
  private let follows: [(name: String, kind: RecordKind, row: ListingRow)]

  init(_ query: RecordQuery, scope: AccessScope) {
    follows = query.follows.map { follow in
      let row = ListingRow(follow.source, select: follow.select, scope: scope, until: query.until)
      return (follow.reference.name, follow.source.kind, row)
    }
  }

  /// The row with a member `followed` more, if something was found, and from which records that is.
  func added(to json: [UInt8], _ row: Row) throws -> (row: [UInt8], sources: [SourceRecord]) {
    guard !follows.isEmpty else { return (json, []) }
    var rows: [(name: String, json: [UInt8])] = []
    var sources: [SourceRecord] = []
    for (index, follow) in follows.enumerated() {
      guard let listed = try ListedBody(row, from: (index + 1) * CompiledQuery.bodyColumns),
        let shown = try follow.row.row(of: listed)
      else { continue }
      rows.append((follow.name, shown.json))
      sources += SourceRecord.all(of: listed, follow.kind)
    }
    guard !rows.isEmpty else { return (json, []) }
    var writer = JSONWriter(capacity: json.count + rows.reduce(0) { $0 + $1.json.count + 64 })
    writer.beginObject()
    for row in rows {
      writer.key(dynamic: row.name)
      row.json.withUnsafeBufferPointer { writer.raw($0) }
    }
    writer.endObject()
    // A row has a key, and so a member before this one.
    let member = Array(",\"\(RecordQuery.followed)\":".utf8)
    return (json.dropLast() + member + writer.bytes + [UInt8(ascii: "}")], sources)
  }
}
