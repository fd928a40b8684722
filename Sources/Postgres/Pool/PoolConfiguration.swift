/// How a pool behaves.
public struct PoolConfiguration: Sendable {
  /// How to reach the database.
  public var connection: ConnectionConfiguration
  /// The most connections it may have.
  public var maximum: Int
  /// How long a caller waits for a connection.
  public var acquireTimeout: Duration = .seconds(5)
  /// How many callers may wait; the next is refused at once.
  public var maximumWaiters = 1024
  /// The age at which a connection is replaced, less up to a tenth by chance so that not all go together.
  public var maximumLifetime: Duration = .seconds(3600)
  /// How long an unused connection is kept.
  public var idleTimeout: Duration = .seconds(60)
  /// The pause after the first failed attempt to connect; it doubles with each further one.
  public var backoffBase: Duration = .milliseconds(100)
  /// The longest pause: how long a database that is back may go unnoticed.
  public var backoffLimit: Duration = .seconds(2)

  /// A pool of at most `maximum` connections, none of them made before it is needed.
  public init(_ connection: ConnectionConfiguration, maximum: Int) {
    self.connection = connection
    self.maximum = max(maximum, 1)
  }
}

/// What a pool does at the moment, and has done so far.
public struct PoolStatistics: Sendable, Equatable {
  /// Connections nobody uses.
  public var idle = 0
  /// Connections in use.
  public var leased = 0
  /// Connections being made.
  public var opening = 0
  /// Callers that wait.
  public var waiting = 0
  /// Attempts to connect that failed since the last that did not.
  public var consecutiveFailures = 0
  /// Leases given so far.
  public var leases = 0
  /// Callers refused so far, for whatever reason.
  public var refusals = 0
  /// Connections made so far.
  public var opened = 0
  /// Connections that came back broken so far.
  public var broken = 0
}
