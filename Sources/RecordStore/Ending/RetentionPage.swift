import Records

/// A place among a programme's records, in the order in which they are looked through.
public struct RetentionPosition: Sendable, Equatable {
  /// The name of the record's kind.
  public let kind: String
  /// Its key.
  public let key: String

  /// The place of a record.
  public init(kind: String, key: String) {
    self.kind = kind
    self.key = key
  }
}

/// What was found among some of a programme's records, or erased.
public struct RetentionPage: Sendable {
  /// A record with restricted texts whose time is over.
  public struct Record: Sendable {
    /// What makes it this record.
    public let identity: RecordIdentity
    /// How many of its revisions have such texts.
    public let revisions: Int
    /// How many texts those are.
    public let texts: Int
  }

  /// How many months the programme keeps them.
  public let months: Int
  /// What was submitted before this moment is old enough; ISO 8601 in UTC, to the second.
  public let submittedBefore: String
  /// The records, in order.
  public internal(set) var records: [Record] = []
  /// The place behind which to go on; nil at the end.
  public internal(set) var next: RetentionPosition?
}

/// What one look holds at most. All of its limits stand here.
public enum RetentionLimits {
  /// Records looked through at once.
  public static let records = 200
}
