public import Records

/// Which records a page holds.
public struct RecordFilter: Sendable {
  /// Only this kind; nil for all.
  public var kind: RecordKind?
  /// Only this programme; nil for all that the scope allows.
  public var programme: String?
  /// Only these review statuses; empty for all.
  public var reviewStatuses: [String] = []
  /// Only these effective levels; empty for all that the scope allows.
  public var levels: [ConfidentialityLevel] = []
  /// Only what this principal submitted; nil for everybody's.
  public var submitter: String?
  /// Only what is withdrawn, or only what is not; nil for both.
  public var isWithdrawn: Bool?
  /// Only what was submitted, reviewed, withdrawn, put back or rid of its texts at this moment or later, in seconds since
  /// 1970 UTC; nil for all.
  public var changedSince: Double?
  /// Only rows whose typed column of that name has one of the values.
  public var columns: [String: [String]] = [:]
  /// Only records in whose texts each of the words occurs.
  public var words: [SearchWord] = []

  /// A filter that lets everything through.
  public init(kind: RecordKind? = nil, programme: String? = nil, reviewStatuses: [String] = []) {
    self.kind = kind
    self.programme = programme
    self.reviewStatuses = reviewStatuses
  }
}

/// In which order pages come. Every order is total, so that pages neither repeat nor leave out what stays as it is.
public enum RecordOrder: String, Sendable, CaseIterable {
  /// By kind, programme (in the order in which the store came to know them) and key. What is added while somebody turns
  /// pages changes nothing of the rest.
  case key
  /// The longest waiting first. What is revised meanwhile moves to the end.
  case submittedAt
  /// The gravest first, what has no severity last; only kinds that have one.
  case severity
}

/// A place between two records of a listing: behind the last one of a page.
public struct RecordPosition: Sendable, Hashable {
  /// What the order goes by before kind, programme and key; 0 in the order of these alone.
  public let rank: Int64
  /// The kind's name.
  public let kind: String
  /// The programme's number in the store.
  public let programme: Int32
  /// The record's key.
  public let key: String

  /// A place.
  public init(rank: Int64 = 0, kind: String, programme: Int32, key: String) {
    self.rank = rank
    self.kind = kind
    self.programme = programme
    self.key = key
  }
}
