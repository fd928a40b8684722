/// What keeps a database from its work, whatever it is asked: nothing that another statement or another record would mend,
/// and something that an administrator can.
public enum DatabaseImpediment: String, Sendable, CaseIterable {
  /// No connection can be made, or it ended (class 08, 57P01 to 57P03).
  case unreachable
  /// The role or its password is refused (class 28).
  case loginRefused
  /// There is no such database (3D000).
  case databaseMissing
  /// A disk is full (53100).
  case diskFull
  /// Memory or connections do not suffice (the rest of class 53).
  case resourcesExhausted
  /// It takes no changes (25006): a standby, or set to be read only.
  case readOnly
  /// A synchronous standby is required, and none is named (`synchronous_standby_names`). No error tells it.
  case standbyMissing
  /// A table, column or function is missing (42P01, 42703, 42883, 3F000).
  case schemaIncomplete
  /// The role may not do what the server does (42501).
  case rightsMissing
  /// Files cannot be read or written, or hold nonsense (class 58, XX001, XX002).
  case filesDamaged
  /// Somebody or a time limit of the database's ended the statement (57014, 25P03, 55P03); the next one may work.
  case interrupted

  /// Whether it stays until somebody mends it.
  public var isLasting: Bool { self != .interrupted }
}

extension DatabaseError {
  /// What keeps the database from its work, if the fault says so; nil where the statement or its data may be to blame.
  ///
  /// See PostgreSQL's Appendix A, "PostgreSQL Error Codes".
  public var impediment: DatabaseImpediment? {
    switch sqlstate {
    case "53100": .diskFull
    case "25006": .readOnly
    case "3D000": .databaseMissing
    case "42P01", "42703", "42883", "3F000": .schemaIncomplete
    case "42501": .rightsMissing
    case "57014" where kind == .server, "25P03", "55P03": .interrupted
    case "XX001", "XX002": .filesDamaged
    case let sqlstate?:
      switch sqlstate.prefix(2) {
      case "28": .loginRefused
      case "53": .resourcesExhausted
      case "58": .filesDamaged
      default: isConnection ? .unreachable : nil
      }
    case nil: isConnection ? .unreachable : nil
    }
  }
}
