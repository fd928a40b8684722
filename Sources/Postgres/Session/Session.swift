import CLibPQ
import Glibc

/// One libpq connection, used by one thread at a time: that of its `Connection`.
///
/// All calls are libpq's non-blocking ones; `wait` is the only place where the thread sleeps, and it wakes
/// for the socket, a cancellation, and a deadline.
final class Session {
  /// The operation under way.
  struct Operation {
    var number: UInt64 = 0
    var deadline: ContinuousClock.Instant?
    /// Why the operation was interrupted; the statement is being cancelled from then on.
    var interruption: DatabaseError.Kind?
    /// When the connection is given up, once an operation has been interrupted.
    var giveUp: ContinuousClock.Instant?
    /// Whether the task's cancellation counts; not so for COMMIT and ROLLBACK.
    var heedsCancellation = true
  }

  let handle: OpaquePointer
  let signals: ConnectionSignals
  var operation = Operation()
  var statements: StatementCache
  private(set) var isBroken = false
  /// Whether the transaction under way was begun as one that may not write.
  var isReadOnlyByChoice = false
  /// A COPY whose data go in or out between calls.
  var isCopying = false
  let notices: NoticeBox

  init(handle: OpaquePointer, signals: ConnectionSignals, configuration: ConnectionConfiguration) {
    self.handle = handle
    self.signals = signals
    statements = StatementCache(capacity: configuration.preparedStatements)
    notices = NoticeBox(configuration.onNotice)
    PQsetNoticeReceiver(handle, NoticeBox.receive, Unmanaged.passUnretained(notices).toOpaque())
  }

  deinit {
    // Unless it is known to be ended, or in the middle of something, the server is told goodbye.
    PQfinish(handle)
  }

  var transactionStatus: PGTransactionStatusType { PQtransactionStatus(handle) }
  var isIdle: Bool { transactionStatus == PQTRANS_IDLE }

  /// Starts an operation; throws when the connection cannot take one.
  func begin(
    deadline: ContinuousClock.Instant?, heedsCancellation: Bool = true
  ) throws(DatabaseError) -> UInt64 {
    guard !isBroken else { throw .closed }
    guard !isCopying else { throw DatabaseError(.usage, "A COPY is under way on the connection.") }
    let number = operation.number &+ 1
    operation = Operation(number: number, deadline: deadline, heedsCancellation: heedsCancellation)
    return number
  }

  /// Refuses an operation that was cancelled, or out of time, before anything was sent.
  func checkStart() throws(DatabaseError) {
    if let deadline = operation.deadline, deadline <= .now { throw interruptionError(.timeout) }
    if operation.heedsCancellation, signals.isCancelled(operation.number) {
      throw interruptionError(.cancelled)
    }
  }

  /// Ends an operation: no cancel request may be left that could hit the next one.
  func end() {
    while !isBroken, signals.hasCancelRequestUnderWay {
      do { try wait(for: 0) } catch { break }
    }
    if PQstatus(handle) == CONNECTION_BAD { isBroken = true }
    publishState()
  }

  func publishState() {
    signals.state = isBroken ? .broken : isIdle && !isCopying ? .idle : .inTransaction
  }

  func giveUp() {
    isBroken = true
    signals.state = .broken
  }

  // MARK: Waiting

  /// Sleeps until the socket is ready; throws only when the connection is given up.
  ///
  /// An interruption does not throw: it sends the cancel request, and the caller goes on reading until the
  /// server has ended the statement, one way or the other.
  func wait(for events: Int32) throws(DatabaseError) {
    let socket = PQsocket(handle)
    guard socket >= 0 else { throw lost() }
    var descriptors = [
      pollfd(fd: socket, events: Int16(truncatingIfNeeded: events), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    if events == 0 { descriptors[0].fd = -1 }
    while true {
      try checkInterruption()
      descriptors[0].revents = 0
      descriptors[1].revents = 0
      guard pollDescriptors(&descriptors, milliseconds: remainingMilliseconds()) else {
        if errno == EINTR { continue }
        throw lost()
      }
      if descriptors[1].revents != 0 {
        signals.clear()
        if events == 0 { return }
      }
      if descriptors[0].revents != 0 { return }
    }
  }

  func checkInterruption() throws(DatabaseError) {
    if let giveUp = operation.giveUp {
      if giveUp <= .now {
        let kind = operation.interruption ?? .timeout
        self.giveUp()
        throw interruptionError(kind)
      }
    } else if operation.heedsCancellation, signals.isCancelled(operation.number) {
      interrupt(.cancelled)
    } else if let deadline = operation.deadline, deadline <= .now {
      interrupt(.timeout)
    }
  }

  /// Has the statement under way cancelled on the server.
  func interrupt(_ kind: DatabaseError.Kind) {
    guard operation.interruption == nil else { return }
    operation.interruption = kind
    operation.giveUp = .now + PostgresLimits.cancellation
    CancelRequest.send(for: handle, signals)
  }

  private func remainingMilliseconds() -> Int32 {
    guard let limit = operation.giveUp ?? operation.deadline else { return -1 }
    let (seconds, attoseconds) = (limit - .now).components
    if seconds < 0 || attoseconds < 0 { return 0 }
    if seconds > 1_000_000 { return 1_000_000_000 }
    // Rounded up, so that the limit has passed on waking.
    return Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }

  // MARK: Sending and receiving

  /// Sends what is buffered, reading meanwhile: otherwise both sides could wait for each other.
  func flush() throws(DatabaseError) {
    while true {
      switch PQflush(handle) {
      case 0: return
      case 1:
        try wait(for: POLLIN | POLLOUT)
        guard PQconsumeInput(handle) == 1 else { throw lost() }
      default: throw lost()
      }
    }
  }

  /// The next result, or nil at the end of a command.
  func nextResult() throws(DatabaseError) -> ResultStorage? {
    while PQisBusy(handle) != 0 {
      try flush()
      try wait(for: POLLIN)
      guard PQconsumeInput(handle) == 1 else { throw lost() }
    }
    return PQgetResult(handle).map(ResultStorage.init)
  }

  /// The connection is given up, with libpq's own words.
  func lost() -> DatabaseError {
    giveUp()
    return DatabaseError(.connectionLost, libraryMessage ?? "The connection was lost.")
  }

  /// What libpq refused to send: lost if the connection is, otherwise a wrong use.
  func refused() -> DatabaseError {
    if PQstatus(handle) == CONNECTION_BAD { return lost() }
    return DatabaseError(.usage, libraryMessage ?? "The statement could not be sent.")
  }

  var libraryMessage: String? {
    guard let text = PQerrorMessage(handle) else { return nil }
    let message = String(cString: text).trimmingNewlines
    return message.isEmpty ? nil : message
  }
}

extension String {
  var trimmingNewlines: String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
