public import Records

/// A record as it stands in the store.
public struct StoredRecord: Sendable {
  /// What makes it this record.
  public let identity: RecordIdentity
  /// The current revision.
  public let revision: Int
  /// Its review status.
  public let reviewStatus: String
  /// The level that it and what it hangs on add up to.
  public let effectiveLevel: ConfidentialityLevel
  /// Who submitted this revision.
  public let principal: String
  /// When, ISO 8601 in UTC, to the second.
  public let submittedAt: String
  /// Who reviewed this revision last.
  public let reviewedBy: String?
  /// When, ISO 8601 in UTC, to the second.
  public let reviewedAt: String?
  /// Why a reviewer gave it back.
  public let returnReason: String?
  /// That no report shows it; nil where reports may.
  public let withdrawal: RecordWithdrawal?
  /// That its restricted texts were erased; nil where it has all that was sent.
  public let textErasure: TextErasure?
  /// The top-level fields in which a revision that nobody has validated differs from the last one that somebody has;
  /// nil where there is none to compare with.
  public let changedFields: [String]?
  /// The canonical JSON text.
  public let body: [UInt8]
}

/// Some records of a listing, and where the next page begins.
public struct RecordPage: Sendable {
  /// The records, in order.
  public internal(set) var records: [StoredRecord] = []
  /// The place behind the last one; nil where there are no more.
  public internal(set) var next: RecordPosition?
}
