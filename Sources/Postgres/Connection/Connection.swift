/// One connection to PostgreSQL, on a thread of its own or on one that it is given.
///
/// One task uses it at a time, as the pool sees to; a second one gets its turn between the statements of the
/// first. Statements, deadlines and cancellation reach the server: a cancelled statement frees the connection
/// within a second, or the connection is given up. There is no `LISTEN` and no single-row mode here.
public actor Connection {
  private let thread: ConnectionThread
  private let ownsThread: Bool
  let signals: ConnectionSignals
  private var openSession: Session?
  var isTransactionOpen = false
  var transactionDeadline: ContinuousClock.Instant?
  var cursorCount = 0

  /// The connection's thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  private init(on thread: ConnectionThread?) throws(DatabaseError) {
    signals = try ConnectionSignals()
    self.thread = if let thread { thread } else { try .start() }
    ownsThread = thread == nil
  }

  deinit { if ownsThread { thread.stop() } }

  /// Connects, on a thread that outlives the connection or else on one of its own; throws `connectFailed` or
  /// `cancelled`.
  public static func connect(
    _ configuration: ConnectionConfiguration, on thread: ConnectionThread? = nil
  ) async throws(DatabaseError) -> Connection {
    let connection = try Connection(on: thread)
    do throws(DatabaseError) {
      try await connection.open(configuration)
    } catch {
      if error.kind != .cancelled { configuration.onAttempt(error) }
      throw error
    }
    configuration.onAttempt(nil)
    return connection
  }

  private func open(_ configuration: ConnectionConfiguration) async throws(DatabaseError) {
    let signals = self.signals
    let result: Result<Void, DatabaseError> = await withTaskCancellationHandler {
      do throws(DatabaseError) {
        openSession = try Session.connect(configuration, signals: signals)
        return .success(())
      } catch {
        signals.state = .broken
        return .failure(error)
      }
    } onCancel: {
      signals.cancel(operation: Session.connectOperation)
    }
    try result.get()
  }

  /// Whether statements can be sent. False once the connection was lost, given up or closed.
  public nonisolated var isUsable: Bool { signals.state != .broken }

  /// Whether it is usable, and in no transaction.
  nonisolated var isReusable: Bool { signals.state == .idle }

  /// Runs one statement, prepared once per connection and text.
  ///
  /// When `deadline` passes, or the task is cancelled, the statement is cancelled on the server and `timeout`
  /// or `cancelled` thrown; if it ended before that, its result is returned. The deadline is kept here, not
  /// by the server: set `statement_timeout` too where the connection itself may be lost.
  @discardableResult
  public func query(
    _ sql: SQL, deadline: ContinuousClock.Instant? = nil
  ) async throws(DatabaseError) -> QueryResult {
    try await perform(deadline) { (session) throws(DatabaseError) in try session.query(sql) }
  }

  /// Runs several statements by the simple protocol, in one implicit transaction unless the text says
  /// otherwise: for migrations only, since nothing in the text can be a parameter.
  public func execute(script: String) async throws(DatabaseError) {
    try await perform(nil) { (session) throws(DatabaseError) in try session.script(script) }
  }

  /// Runs statements in one round trip, outside of `transaction` as one transaction of their own.
  ///
  /// The first failure ends it: nothing is kept, and the error's `step` names the statement.
  @discardableResult
  public func pipeline(
    _ statements: [SQL], deadline: ContinuousClock.Instant? = nil
  ) async throws(DatabaseError) -> [QueryResult] {
    try await perform(deadline) { (session) throws(DatabaseError) in try session.pipeline(statements) }
  }

  /// The server's warnings that came over this connection since they were taken last, the oldest first; of many, the last
  /// ones.
  public func takeWarnings() -> [Notice] { openSession?.notices.takeWarnings() ?? [] }

  /// Ends the connection. Doing so twice is harmless.
  public func close() {
    openSession?.giveUp()
    openSession = nil
    signals.state = .broken
  }

  /// Whether the server has not ended the connection while it was idle.
  func isAlive() -> Bool { openSession?.isAlive() ?? false }

  var session: Session {
    get throws(DatabaseError) {
      guard let openSession else { throw .closed }
      return openSession
    }
  }

  /// Runs an operation that heeds the deadline and the task's cancellation.
  func perform<Value>(
    _ deadline: ContinuousClock.Instant?, _ work: (Session) throws(DatabaseError) -> Value
  ) async throws(DatabaseError) -> Value {
    let session = try self.session
    let number = try session.begin(deadline: earlier(deadline, transactionDeadline))
    let signals = self.signals
    let result: Result<Value, DatabaseError> = await withTaskCancellationHandler {
      // Only a closure that captures the actor runs on the actor's thread; any other would block, while it
      // waits for the server, one of the few threads that all tasks share.
      assertIsolated()
      do throws(DatabaseError) {
        return .success(try work(session))
      } catch {
        return .failure(error)
      }
    } onCancel: {
      signals.cancel(operation: number)
    }
    session.end()
    return try result.get()
  }

  /// Runs an operation that must not be left half done: COMMIT and ROLLBACK.
  func performUninterrupted<Value>(
    within limit: Duration?, _ work: (Session) throws(DatabaseError) -> Value
  ) throws(DatabaseError) -> Value {
    let session = try self.session
    _ = try session.begin(deadline: limit.map { .now + $0 }, heedsCancellation: false)
    defer { session.end() }
    return try work(session)
  }

  private func earlier(
    _ first: ContinuousClock.Instant?, _ second: ContinuousClock.Instant?
  ) -> ContinuousClock.Instant? {
    guard let first, let second else { return first ?? second }
    return min(first, second)
  }
}
