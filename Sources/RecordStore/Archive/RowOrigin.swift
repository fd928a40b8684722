/// The records and revisions that one row of a report's input is made from.
public struct RowOrigin: Sendable {
  /// One of them.
  struct Record: Sendable, Hashable {
    let programme: Int32
    let key: String
    let revision: Int

    /// As the archive keeps it.
    var text: String { "\(programme) \(revision) \(key)" }

    init(programme: Int32, key: String, revision: Int) {
      (self.programme, self.key, self.revision) = (programme, key, revision)
    }

    /// Reads ``text``; nil for anything else.
    init?(_ text: String) {
      let parts = text.split(separator: " ", maxSplits: 2)
      guard parts.count == 3, let programme = Int32(parts[0]), let revision = Int(parts[1]) else { return nil }
      self.init(programme: programme, key: String(parts[2]), revision: revision)
    }
  }

  let kind: String
  let records: [Record]
  /// Whether these are all: of more than ``ArchiveLimits/tracedRecords``, the first are kept.
  let isWhole: Bool

  init(kind: String, records: [Record]) {
    self.kind = kind
    self.records = Array(records.prefix(ArchiveLimits.tracedRecords))
    isWhole = records.count <= ArchiveLimits.tracedRecords
  }
}

/// Where a row stands among those that a report was handed: what its figures' trace says.
public struct RowPlace: Sendable, Hashable {
  /// The place of its query, from 0.
  public let query: Int
  /// Its place among the query's rows that have a trace, from 0.
  public let row: Int

  /// A row of a query.
  public init(query: Int, row: Int) {
    self.query = query
    self.row = row
  }

  /// The rows that a figure's trace names, which are several where it is computed from several figures: their traces, a
  /// space between each. Nil for what is no trace, and for more than ``ArchiveLimits/tracedRows``.
  public static func places(in trace: String) -> [RowPlace]? {
    let parts = trace.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count <= ArchiveLimits.tracedRows else { return nil }
    let places = parts.compactMap { RowPlace(trace: String($0)) }
    return places.count == parts.count ? places : nil
  }

  /// Reads a row's trace; nil for what is none.
  public init?(trace: String) {
    let parts = trace.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let query = Int16(parts[0]), let row = Int32(parts[1]), query >= 0, row >= 0,
      "\(query).\(row)" == trace
    else { return nil }
    self.init(query: Int(query), row: Int(row))
  }

  /// The row's trace.
  public var trace: String { "\(query).\(row)" }
}
