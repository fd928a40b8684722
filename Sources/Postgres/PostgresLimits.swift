/// The limits of this module, all in one place.
enum PostgresLimits {
  /// The protocol counts parameters in 16 bits.
  static let parameters = 65_535

  /// The server refuses messages from 1 GiB on (`PQ_LARGE_MESSAGE_LIMIT`); some room is left for the frame.
  static let parameterBytes = (1 << 30) - (1 << 20)

  /// How many prepared statements a connection keeps unless configured otherwise.
  static let preparedStatements = 64

  /// How long a cancelled statement may take to end before its connection is given up.
  static let cancellation: Duration = .seconds(1)

  /// How long a rollback may take before its connection is given up, which rolls back, too.
  static let rollback: Duration = .seconds(5)

  /// Bytes of a COPY that are gathered before they are handed over.
  static let copyChunk = 64 * 1024

  /// The most rows one FETCH asks for, whatever the caller wants.
  static let cursorBatch = 100_000

  /// A connection that has been idle for longer is looked at before it is lent.
  static let idleBeforeCheck: Duration = .milliseconds(500)

  /// How often what came unasked is read when a connection is looked at.
  static let unaskedReads = 8

  /// Warnings that a connection keeps until they are taken.
  static let warningsKept = 16

  /// How long one of several hosts may take to answer before the next one is tried, unless the connection string's
  /// `connect_timeout` says so.
  static let hostConnect: Duration = .seconds(3)

  /// After how many seconds without a word the server asks whether the client is still there.
  static let serverKeepaliveIdle = 30

  /// Seconds between two such questions.
  static let serverKeepaliveInterval = 10

  /// Questions without an answer after which the server ends the session.
  static let serverKeepaliveCount = 3

  /// Failed attempts in a row after which callers are refused at once instead of waiting.
  static let failuresBeforeRefusal = 3
}
