// The one catalogue of reasons. A new reason is one constant here and one entry in `catalogue`, and the table
// in PROTOCOL.md, which a test compares with this file.

// MARK: - The line and the call

extension Reason {
  /// The line is not JSON.
  public static let parseError = Reason(
    "PARSE_ERROR", .invalidArgument, "The line is not strict JSON.",
    "Correct the JSON at the byte offset given; one object a line, UTF-8, no duplicate keys.")
  /// The line has no id.
  public static let missingID = Reason(
    "MISSING_ID", .invalidArgument, "The line has no id, so it was not run.",
    "Give every call an id, a number or a string, that no open call of the connection has.")
  /// The line is JSON but no request.
  public static let invalidRequest = Reason(
    "INVALID_REQUEST", .invalidArgument, "The line is JSON, but not a request of this protocol.",
    "Correct the members named in the details.")
  /// The line is over the limit.
  public static let lineTooLong = Reason(
    "LINE_TOO_LONG", .resourceExhausted, "The line is longer than the limit and was not read.",
    "Send less in one line, for example one record a call.")
  /// No such method.
  public static let unknownMethod = Reason(
    "UNKNOWN_METHOD", .unimplemented, "The server has no such method.",
    "Call kurukan.v1.Reflection/List for the methods there are.")
  /// The id is in use.
  public static let duplicateCallID = Reason(
    "DUPLICATE_CALL_ID", .invalidArgument, "An open call of this connection already has this id.",
    "Use an id once, or wait until its call has ended.")
  /// More calls than the server takes at once.
  public static let tooManyCalls = Reason(
    "TOO_MANY_CALLS", .resourceExhausted, isRetryable: true,
    "The server has as many calls open as it takes at once.", "Send the call again after the time given.")
  /// The caller's time ran out.
  public static let deadlineExceeded = Reason(
    "DEADLINE_EXCEEDED", .deadlineExceeded,
    "The call's timeout passed before it ended; it may have taken effect.",
    "Allow more time in meta.timeout; repeating a submit is harmless.")
  /// The caller ended the call.
  public static let cancelled = Reason(
    "CANCELLED", .cancelled, "The call was cancelled by its caller.",
    "Nothing is to be done; send the call again if it is wanted after all.")
}

// MARK: - The connection

extension Reason {
  /// The server is shutting down.
  public static let draining = Reason(
    "DRAINING", .unavailable, isRetryable: true, "The server is shutting down and takes no new calls.",
    "Connect again after the time given and repeat the call.")
  /// The client does not read its answers.
  public static let slowReader = Reason(
    "SLOW_READER", .resourceExhausted, "The client did not read its answers, and the connection was closed.",
    "Read answers while sending calls; keep fewer calls open at once.")
  /// Nothing was sent for too long.
  public static let idle = Reason(
    "IDLE", .unavailable, isRetryable: true,
    "Nothing was sent for longer than the limit, and the connection was closed.",
    "Connect again when there is something to send.")
  /// Too many connections.
  public static let tooManyConnections = Reason(
    "TOO_MANY_CONNECTIONS", .resourceExhausted, isRetryable: true,
    "The server has as many connections as it takes.",
    "Send many calls over one connection, or connect again later.")
  /// Limits were broken again and again.
  public static let repeatedBreach = Reason(
    "REPEATED_BREACH", .resourceExhausted,
    "Lines over the limit came again and again; the connection was closed.",
    "Keep every line within the limit that Server/Info names.")
  /// Credentials were refused again and again.
  public static let authenticationFailures = Reason(
    "AUTHENTICATION_FAILURES", .unauthenticated,
    "Too many calls came without a valid credential; the connection was closed.",
    "Authenticate with kurukan.v1.Session/Authenticate before other calls.")
  /// The connection could not be made.
  public static let connectFailed = Reason(
    "CONNECT_FAILED", .unavailable, isRetryable: true, "The server could not be reached.",
    "Check the host and the port, and that the server runs.")
  /// The connection broke.
  public static let connectionLost = Reason(
    "CONNECTION_LOST", .unavailable, isRetryable: true,
    "The connection ended before the answer came; the call may have taken effect.",
    "Connect again and repeat the call; repeating a submit is harmless.")
}

// MARK: - Rights

extension Reason {
  /// No valid credential.
  public static let unauthenticated = Reason(
    "UNAUTHENTICATED", .unauthenticated, "The call needs a valid credential.",
    "Send a token with kurukan.v1.Session/Authenticate or in meta.authorization.")
  /// The credential lacks the right.
  public static let permissionDenied = Reason(
    "PERMISSION_DENIED", .permissionDenied, "The credential does not give the right to do this.",
    "Ask an administrator for a role that does.")
}

// MARK: - Records

extension Reason {
  /// A parameter of the call is wrong.
  public static let fieldInvalid = Reason(
    "FIELD_INVALID", .invalidArgument, "Some fields of the request are wrong.",
    "Correct the fields named in the details.")
  /// A record breaks the rules of its kind.
  public static let recordInvalid = Reason(
    "RECORD_INVALID", .invalidArgument, "The record breaks the rules of its kind.",
    "Correct the fields named in the details and submit the record again.")
  /// The record's programme does not exist.
  public static let programmeUnknown = Reason(
    "PROGRAMME_UNKNOWN", .failedPrecondition, "There is no programme of that key.",
    "Submit the programme first, or correct the key.")
  /// No such thing.
  public static let notFound = Reason(
    "NOT_FOUND", .notFound, "What was asked for does not exist, or not for this credential.",
    "Check the key and the programme.")
  /// The record has moved on.
  public static let revisionConflict = Reason(
    "REVISION_CONFLICT", .aborted, "The record is no longer at the revision that the request names.",
    "Get the record, apply the change to its current revision, and submit again.")
  /// The review step is not open to this caller or this revision.
  public static let reviewNotAllowed = Reason(
    "REVIEW_NOT_ALLOWED", .failedPrecondition, "This review step is not allowed for this revision.",
    "Have another person than the submitter review the current revision.")
  /// The intake queue is full.
  public static let intakeFull = Reason(
    "INTAKE_FULL", .resourceExhausted, isRetryable: true,
    "More records wait to be stored than the server holds.",
    "Submit again after the time given, with fewer calls open at once.")
}

// MARK: - The database

extension Reason {
  /// No connection to the database.
  public static let databaseUnreachable = Reason(
    "DATABASE_UNREACHABLE", .unavailable, isRetryable: true, "The database cannot be reached now.",
    "Send the call again after the time given; an administrator can see more in the log.")
  /// All database connections are busy.
  public static let poolExhausted = Reason(
    "POOL_EXHAUSTED", .unavailable, isRetryable: true, "All connections to the database are busy.",
    "Send the call again after the time given.")
  /// The database refused something of ours.
  public static let databaseFault = Reason(
    "DATABASE_FAULT", .internal, "The database refused a statement of the server.",
    "Give the request id to an administrator.")
  /// Concurrent changes collided.
  public static let serializationConflict = Reason(
    "SERIALIZATION_CONFLICT", .aborted, isRetryable: true, "Changes made at the same time collided.",
    "Send the call again.")
}

// MARK: - Reports and plugins

extension Reason {
  /// No such report.
  public static let unknownFormat = Reason(
    "UNKNOWN_FORMAT", .notFound, "The server has no report of that name.",
    "Call kurukan.v1.Reports/Formats for the reports there are.")
  /// A report parameter is wrong.
  public static let parameterInvalid = Reason(
    "PARAMETER_INVALID", .invalidArgument, "Some parameters of the report are wrong.",
    "Call kurukan.v1.Reports/Describe for the report's parameters.")
  /// The plugin refused to make the report.
  public static let reportRejected = Reason(
    "REPORT_REJECTED", .failedPrecondition, "The report cannot be made from the data there is.",
    "Read the diagnostics; kurukan.v1.Reports/Check lists what is missing.")
  /// The plugin's process died.
  public static let pluginCrashed = Reason(
    "PLUGIN_CRASHED", .internal, "The plugin that makes this report crashed.",
    "Give the request id to an administrator or to the plugin's author.")
  /// The plugin broke its contract.
  public static let pluginProtocol = Reason(
    "PLUGIN_PROTOCOL", .internal, "The plugin said something that its contract does not allow.",
    "Give the request id to the plugin's author.")
  /// The file is no usable plugin.
  public static let pluginInvalid = Reason(
    "PLUGIN_INVALID", .failedPrecondition, "The file is not a plugin that this server can use.",
    "Rebuild the plugin against this server's version; the message names both.")
  /// The medium is not installed.
  public static let mediumUnavailable = Reason(
    "MEDIUM_UNAVAILABLE", .failedPrecondition, "This server cannot write that medium.",
    "Choose another medium, or install what the message names.")
  /// A rendering limit is reached.
  public static let renderingLimit = Reason(
    "RENDERING_LIMIT", .resourceExhausted, "The report passed a limit of time, memory or size.",
    "Ask for a shorter period or fewer records.")
}

// MARK: - Everything else

extension Reason {
  /// A fault that nobody foresaw.
  public static let unexpected = Reason(
    "UNEXPECTED", .internal, "Something went wrong inside the server.",
    "Give the request id to an administrator, who finds the cause in the log.")

  /// Every reason, in the order of the documentation.
  public static let catalogue: [Reason] = [
    parseError, missingID, invalidRequest, lineTooLong, unknownMethod, duplicateCallID, tooManyCalls,
    deadlineExceeded, cancelled,
    draining, slowReader, idle, tooManyConnections, repeatedBreach, authenticationFailures, connectFailed,
    connectionLost,
    unauthenticated, permissionDenied,
    fieldInvalid, recordInvalid, programmeUnknown, notFound, revisionConflict, reviewNotAllowed, intakeFull,
    databaseUnreachable, poolExhausted, databaseFault, serializationConflict,
    unknownFormat, parameterInvalid, reportRejected, pluginCrashed, pluginProtocol, pluginInvalid,
    mediumUnavailable, renderingLimit,
    unexpected,
  ]
}
