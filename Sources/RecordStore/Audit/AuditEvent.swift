/// What somebody did, or was refused: names and numbers, never a text out of a record.
public struct AuditEvent: Sendable, Equatable {
  /// What was done without fault.
  public static let done = "OK"

  /// The caller's name; nil where nobody is known.
  public var principal: String?
  /// The caller's role.
  public var role: String?
  /// Where the caller was.
  public var address: String
  /// The method.
  public var method: String
  /// ``done``, or the reason of the refusal.
  public var outcome: String
  /// The call's name in log and error.
  public var requestID: String
  /// How long it took.
  public var milliseconds: Int
  /// Which record, report or token it was about.
  public var details: [String: String]

  /// An event of these parts.
  public init(
    principal: String?, role: String?, address: String, method: String, outcome: String, requestID: String,
    milliseconds: Int, details: [String: String]
  ) {
    self.principal = principal
    self.role = role
    self.address = address
    self.method = method
    self.outcome = outcome
    self.requestID = requestID
    self.milliseconds = milliseconds
    self.details = details
  }
}

/// An event as it stands in the trail.
public struct AuditEntry: Sendable {
  /// Its place in the trail; later events have higher ones.
  public let number: Int
  /// When, ISO 8601 in UTC, to the millisecond.
  public let happenedAt: String
  /// What happened.
  public let event: AuditEvent
}

/// Which events are asked for.
public struct AuditFilter: Sendable {
  /// Only those of this caller.
  public var principal: String?
  /// Only those of this method.
  public var method: String?
  /// Only what was refused.
  public var refusedOnly: Bool
  /// Only events before this one, which ended the page before.
  public var before: Int?
  /// Only events of these programmes, and those of none; nil for all.
  public var programmes: Set<String>?

  /// A filter.
  public init(
    principal: String? = nil, method: String? = nil, refusedOnly: Bool = false, before: Int? = nil,
    programmes: Set<String>? = nil
  ) {
    self.programmes = programmes
    self.principal = principal
    self.method = method
    self.refusedOnly = refusedOnly
    self.before = before
  }
}
