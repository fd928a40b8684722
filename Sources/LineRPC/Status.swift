public import Violations

/// The error that ends a call: the one public error of every service.
public struct Status: Error, Sendable, Equatable {
  /// The stable reason.
  public var reason: Reason
  /// What happened, naming the value at fault.
  public var message: Wording
  /// What to do about it, where there is more to say than the reason's own remedy.
  public var hint: Wording?
  /// Every fault of the request's fields.
  public var details: [FieldViolation]
  /// How long to wait before the same call may succeed.
  public var retryAfter: Duration?
  /// The server's name for the call, as its log has it.
  public var requestID: String?
  /// For a line that is not JSON, the place of the fault in bytes from the line's start.
  public var offset: Int?
  /// For a client stream that ends before its time, the index from which it goes on: every item below is settled for
  /// good and its reject told, every other must be sent again in a new call whose first index this is.
  public var resumeFrom: Int?

  /// What the log says in place of the message, where that quotes what is not the server's own, such as the last words
  /// of a plugin, which may be a finding; nil where the message can stand in the log.
  public var logged: String?

  /// The canonical code.
  public var code: StatusCode { reason.code }

  /// Whether the same call, sent again unchanged after ``retryAfter``, may succeed. Whether it may be sent again where the
  /// failure leaves open what was done is a matter of its method.
  public var isRetryable: Bool { reason.isRetryable }

  /// A status with the given parts.
  public init(
    _ reason: Reason, _ message: Wording, hint: Wording? = nil, details: [FieldViolation] = [],
    retryAfter: Duration? = nil, requestID: String? = nil, offset: Int? = nil, resumeFrom: Int? = nil
  ) {
    self.reason = reason
    self.message = message
    self.hint = hint
    self.details = details
    self.retryAfter = retryAfter
    self.requestID = requestID
    self.offset = offset
    self.resumeFrom = resumeFrom
  }
}

extension Status: CustomStringConvertible {
  /// The status for a log, in English, on one line.
  public var description: String {
    var text = "\(code.name)/\(reason.name): \(message)"
    for detail in details { text += " [\(detail.path): \(detail.message)]" }
    if let hint { text += " \(hint)" }
    if let resumeFrom { text += " Resume from item \(resumeFrom)." }
    if let requestID { text += " (request \(requestID))" }
    return text
  }
}
