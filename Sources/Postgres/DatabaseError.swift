/// What went wrong with a statement, a connection or the pool.
///
/// Branch on `kind` and `sqlstate`, never on `message`: the server words messages in its own language. Its detail line is
/// not kept, since it quotes whole rows.
public struct DatabaseError: Error, Sendable {
  /// The broad class of a fault.
  public struct Kind: Hashable, Sendable, CustomStringConvertible {
    /// The name of the kind, for logs.
    public let description: String

    /// The connection could not be made.
    public static let connectFailed = Kind(description: "connectFailed")
    /// The connection ended, or was given up, while or before the statement ran: whether a change was
    /// committed is unknown.
    public static let connectionLost = Kind(description: "connectionLost")
    /// The server refused or failed the statement; `sqlstate` is set.
    public static let server = Kind(description: "server")
    /// The caller's deadline passed.
    public static let timeout = Kind(description: "timeout")
    /// The caller's task was cancelled.
    public static let cancelled = Kind(description: "cancelled")
    /// The server answered something that the protocol does not allow here.
    public static let protocolViolation = Kind(description: "protocolViolation")
    /// A value has another type than was asked for.
    public static let decoding = Kind(description: "decoding")
    /// The caller used this module wrongly; nothing was sent.
    public static let usage = Kind(description: "usage")
    /// No connection of the pool became free in time, or too many wait already.
    public static let poolExhausted = Kind(description: "poolExhausted")
    /// The database has refused several connections in a row, or the pool is shut down.
    public static let unavailable = Kind(description: "unavailable")
  }

  /// The broad class of the fault.
  public var kind: Kind
  /// The five-character code of PostgreSQL's Appendix A, when the server gave one.
  public var sqlstate: String?
  /// What happened, for people.
  public var message: String
  /// The server's hint.
  public var hint: String?
  /// The constraint that was broken.
  public var constraint: String?
  /// The table the fault is about.
  public var table: String?
  /// The column the fault is about.
  public var column: String?
  /// The index of the failing statement of a pipeline, from 0; nil when the commit itself failed.
  public var step: Int?
  /// How long the pool waits before it tries to connect again.
  public var retryAfter: Duration?

  /// An error of a kind.
  public init(_ kind: Kind, _ message: String, sqlstate: String? = nil) {
    self.kind = kind
    self.message = message
    self.sqlstate = sqlstate
  }
}

extension DatabaseError {
  /// A serialization failure or a deadlock: the whole transaction may be tried again.
  public var isSerialization: Bool { sqlstate == "40001" || sqlstate == "40P01" }

  /// The data itself is refused (class 22, data exception, or 23, integrity constraint violation).
  public var isDataOrConstraint: Bool {
    guard let sqlstate else { return false }
    return sqlstate.hasPrefix("22") || sqlstate.hasPrefix("23")
  }

  /// The database cannot be reached, or ended the connection (class 08, 57P01 to 57P03).
  public var isConnection: Bool {
    if kind == .connectFailed || kind == .connectionLost || kind == .unavailable { return true }
    guard let sqlstate else { return false }
    return sqlstate.hasPrefix("08") || ["57P01", "57P02", "57P03"].contains(sqlstate)
  }

  /// The server refuses who logs in, or how (class 28, invalid authorization specification).
  public var isRefusedLogin: Bool { sqlstate?.hasPrefix("28") == true }

  /// A prepared statement is gone or fits its tables no longer: preparing it anew helps.
  var isStaleStatement: Bool { sqlstate == "26000" || sqlstate == "0A000" }

  static let closed = DatabaseError(.connectionLost, "The connection is closed.")
}

extension DatabaseError: CustomStringConvertible {
  /// What happened, on one line, for logs: without what the server quotes where it cannot use a value (class 22).
  public var description: String {
    var text = "\(kind)"
    if let sqlstate { text += " \(sqlstate)" }
    let quotes = sqlstate?.hasPrefix("22") == true
    text += ": \(quotes ? String(message.prefix { !"\"«“„'".contains($0) }) : message)"
    if let step { text += " (step \(step))" }
    if let table { text += " (table \(table))" }
    if let column { text += " (column \(column))" }
    if let constraint { text += " (constraint \(constraint))" }
    return text
  }
}
