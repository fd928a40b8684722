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
  /// The canonical JSON text.
  public let body: [UInt8]
}

/// Which records a list holds.
public struct RecordFilter: Sendable {
  /// Only this kind; nil for all.
  public var kind: RecordKind?
  /// Only this programme; nil for all that the scope allows.
  public var programme: String?
  /// Only these review statuses; empty for all.
  public var reviewStatuses: [String]

  /// A filter.
  public init(kind: RecordKind? = nil, programme: String? = nil, reviewStatuses: [String] = []) {
    self.kind = kind
    self.programme = programme
    self.reviewStatuses = reviewStatuses
  }
}
