public import Records

/// The bounds within which something is read. No read of the store goes without one.
public struct AccessScope: Sendable, Hashable {
  /// Whose records may be read as they were sent; reports are another matter.
  public enum Records: Sendable, Hashable {
    /// Nobody's.
    case none
    /// Those of one team.
    case team(String)
    /// Everybody's.
    case all
  }

  /// The programme to which kinds belong that all programmes share.
  public static let sharedProgramme = "shared"

  /// Rows above this level do not exist for the reader.
  public let level: ConfidentialityLevel
  /// Rows of other programmes do not exist for the reader; nil for all.
  public let programmes: Set<String>?
  /// Rows of other grants do not exist for the reader, but those of no grant do; nil for all.
  public let grants: Set<String>?
  /// Whose records may be read.
  public let records: Records

  /// A scope, which reads no records as they were sent unless it says whose.
  public init(
    level: ConfidentialityLevel, programmes: Set<String>? = nil, grants: Set<String>? = nil, records: Records = .none
  ) {
    self.level = level
    self.programmes = programmes
    self.grants = grants
    self.records = records
  }

  /// The same bounds, at a level that is not above this one's.
  public func lowered(to level: ConfidentialityLevel) -> AccessScope {
    AccessScope(level: min(level, self.level), programmes: programmes, grants: grants, records: records)
  }

  /// Whether a programme lies within.
  public func contains(programme: String) -> Bool {
    programmes?.contains(programme) ?? true || programme == Self.sharedProgramme
  }
}
