public import Records

/// Somebody who has shown a valid token, with what this token allows.
public struct Principal: Sendable, Hashable {
  /// The name under which records and reviews are signed.
  public let name: String
  /// The team to which the records belong that they submit.
  public let team: String
  /// What they may do.
  public let role: Role
  /// The highest level that they may read.
  public let level: ConfidentialityLevel
  /// The programmes that they may work on; nil for all.
  public let programmes: Set<String>?
  /// The grants whose records they may read, besides records of no grant; nil for all.
  public let grants: Set<String>?
  /// Whether they may take records out in numbers, which their role alone does not allow.
  public let mayExport: Bool

  /// Somebody with a name and rights. Without a team they are one of their own.
  public init(
    name: String, team: String? = nil, role: Role, level: ConfidentialityLevel, programmes: Set<String>? = nil,
    grants: Set<String>? = nil, mayExport: Bool = false
  ) {
    self.name = name
    self.team = team ?? name
    self.role = role
    self.level = level
    self.programmes = programmes
    self.grants = grants
    self.mayExport = mayExport
  }

  /// Whether they may work on a programme. What all programmes share, everybody may.
  public func mayUse(programme: String) -> Bool { scope.contains(programme: programme) }

  /// What they may read.
  public var scope: AccessScope {
    let records: AccessScope.Records =
      switch role {
      case .submitter: .team(team)
      case .reviewer, .auditor: .all
      case .donor, .administrator: .none
      }
    return AccessScope(level: level, programmes: programmes, grants: grants, records: records)
  }
}
