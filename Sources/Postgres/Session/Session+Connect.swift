import CLibPQ
import Glibc

extension Session {
  /// Connects on the calling thread. Looking up a host name cannot be interrupted; all else can.
  static func connect(
    _ configuration: ConnectionConfiguration, signals: ConnectionSignals
  ) throws(DatabaseError) -> Session {
    let text = configuration.connectionString()
    do throws(DatabaseError) {
      return try connect(text, configuration, signals)
    } catch {
      guard error.isRefusedLogin, let renewed = configuration.renewedConnectionString(text) else { throw error }
      return try connect(renewed, configuration, signals)
    }
  }

  private static func connect(
    _ connectionString: String, _ configuration: ConnectionConfiguration, _ signals: ConnectionSignals
  ) throws(DatabaseError) -> Session {
    let keywords = configuration.keywords(connectionString)
    if keywords.contains(where: { $0.1.utf8.contains(0) }) {
      throw DatabaseError(.usage, "A connection string contains a zero byte.")
    }
    let targets = ConnectionTargets(connectionString)
    let deadline = ContinuousClock.now + configuration.connectTimeout
    var failures: [DatabaseError] = []
    for server in targets.servers where failures.isEmpty || deadline > .now {
      let end = targets.timeout.map { min(deadline, .now + $0) } ?? deadline
      do throws(DatabaseError) {
        return try connect(keywords + server, until: end, configuration, signals)
      } catch {
        guard error.kind == .connectFailed else { throw error }
        failures.append(error)
        // As libpq does: who is refused by one server is not to be tried at all of them.
        if error.sqlstate?.hasPrefix("28") == true { break }
      }
    }
    var failure = DatabaseError(.connectFailed, failures.map(\.message).joined(separator: " "))
    // A refused login is what can be mended, whatever the others said before.
    failure.sqlstate = (failures.first(where: \.isRefusedLogin) ?? failures.first { $0.sqlstate != nil })?.sqlstate
    throw failure
  }

  private static func connect(
    _ keywords: [(String, String)], until deadline: ContinuousClock.Instant, _ configuration: ConnectionConfiguration,
    _ signals: ConnectionSignals
  ) throws(DatabaseError) -> Session {
    guard let handle = start(keywords) else {
      throw DatabaseError(.connectFailed, "libpq has no memory left.")
    }
    let session = Session(handle: handle, signals: signals, configuration: configuration)
    session.operation.deadline = deadline
    session.operation.number = connectOperation
    // With the code in front, the only way by which this libpq tells it for a refused connection.
    PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
    try session.pollConnection()
    PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
    guard PQsetnonblocking(handle, 1) == 0 else { throw session.lost() }
    return session
  }

  /// The number by which connecting is cancelled.
  static let connectOperation: UInt64 = 1

  private static func start(_ keywords: [(String, String)]) -> OpaquePointer? {
    let names = keywords.map { strdup($0.0) }
    let values = keywords.map { strdup($0.1) }
    defer { for text in names + values { free(text) } }
    var namePointers = names.map { UnsafePointer<CChar>($0) }
    var valuePointers = values.map { UnsafePointer<CChar>($0) }
    namePointers.append(nil)
    valuePointers.append(nil)
    return PQconnectStartParams(namePointers, valuePointers, 1)
  }

  private func pollConnection() throws(DatabaseError) {
    var status = PGRES_POLLING_WRITING
    while true {
      if PQstatus(handle) == CONNECTION_BAD { throw connectFailure() }
      switch status {
      case PGRES_POLLING_OK: return
      case PGRES_POLLING_READING: try waitWhileConnecting(POLLIN)
      case PGRES_POLLING_WRITING: try waitWhileConnecting(POLLOUT)
      default: throw connectFailure()
      }
      status = PQconnectPoll(handle)
    }
  }

  private func waitWhileConnecting(_ events: Int32) throws(DatabaseError) {
    var descriptors = [
      pollfd(fd: PQsocket(handle), events: Int16(truncatingIfNeeded: events), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      if signals.isCancelled(operation.number) { throw interruptionError(.cancelled) }
      guard let deadline = operation.deadline, deadline > .now else {
        throw DatabaseError(.connectFailed, "The database did not answer in time.")
      }
      let left = (deadline - .now) / Duration.milliseconds(1)
      let ready = pollDescriptors(&descriptors, milliseconds: Int32(min(left + 1, 1_000_000)))
      guard ready || errno == EINTR else { throw connectFailure() }
      if descriptors[1].revents != 0 { signals.clear() }
      if descriptors[0].revents != 0 { return }
    }
  }

  private func connectFailure() -> DatabaseError {
    let text = libraryMessage ?? "The connection could not be made."
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }
    var error = DatabaseError(.connectFailed, lines.joined(separator: " "))
    error.sqlstate = Session.sqlstate(inVerboseMessage: text)
    // libpq itself says this, without a code, where target_session_attrs asks for a server that takes changes.
    if error.sqlstate == nil, text.contains("session is read-only") { error.sqlstate = "25006" }
    // libpq itself says this, without a code.
    if error.sqlstate == nil, PQconnectionNeedsPassword(handle) == 1 { error.sqlstate = "28P01" }
    return error
  }

  /// The code in `… FATAL:  28P01: password authentication failed …`; the first word may be translated.
  static func sqlstate(inVerboseMessage text: String) -> String? {
    let bytes = Array(text.utf8)
    let colon = UInt8(ascii: ":")
    let space = UInt8(ascii: " ")
    guard bytes.count >= 9 else { return nil }
    for start in 0...(bytes.count - 9)
    where bytes[start] == colon && bytes[start + 1] == space && bytes[start + 2] == space
      && bytes[start + 8] == colon
    {
      let code = bytes[(start + 3)..<(start + 8)]
      let isCode = code.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
      if isCode { return String(decoding: code, as: UTF8.self) }
    }
    return nil
  }
}
