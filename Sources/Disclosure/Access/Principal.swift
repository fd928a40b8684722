public import Records

/// What somebody may do.
public enum Role: String, Sendable, CaseIterable {
  /// Submits records.
  case submitter
  /// Reviews records and requests reports.
  case reviewer
}

/// Somebody who has shown a valid token.
public struct Principal: Sendable, Hashable {
  /// The name under which records and reviews are signed.
  public let name: String
  /// What they may do.
  public let role: Role
  /// The highest level that they may read.
  public let level: ConfidentialityLevel
  /// The programmes that they may work on; nil for all.
  public let programmes: Set<String>?

  /// Somebody with a name and rights.
  public init(name: String, role: Role, level: ConfidentialityLevel, programmes: Set<String>? = nil) {
    self.name = name
    self.role = role
    self.level = level
    self.programmes = programmes
  }

  /// Whether they may work on a programme. What all programmes share, everybody may.
  public func mayUse(programme: String) -> Bool {
    programmes?.contains(programme) ?? true || programme == AccessScope.sharedProgramme
  }

  /// What they may read.
  public var scope: AccessScope { AccessScope(level: level, programmes: programmes) }
}

/// The bounds within which something is read. No read of the store goes without one.
public struct AccessScope: Sendable, Hashable {
  /// The programme to which kinds belong that all programmes share.
  public static let sharedProgramme = "shared"

  /// Rows above this level do not exist for the reader.
  public let level: ConfidentialityLevel
  /// Rows of other programmes do not exist for the reader; nil for all.
  public let programmes: Set<String>?

  /// A scope of a level and programmes.
  public init(level: ConfidentialityLevel, programmes: Set<String>? = nil) {
    self.level = level
    self.programmes = programmes
  }

  /// The same programmes, at a level that is not above this one's.
  public func lowered(to level: ConfidentialityLevel) -> AccessScope {
    AccessScope(level: min(level, self.level), programmes: programmes)
  }

  /// Whether a programme lies within.
  public func contains(programme: String) -> Bool {
    programmes?.contains(programme) ?? true || programme == Self.sharedProgramme
  }
}
