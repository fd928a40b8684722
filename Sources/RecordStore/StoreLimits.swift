/// What holds for every transaction that writes. What is particular to one part of the store stands in its own limits.
public enum StoreLimits {
  /// Times a transaction is tried again after a serialization failure or a deadlock: a record and what hangs on it, changed
  /// at once by two, may wait for each other.
  public static let serializationRetries = 8
  /// How long a transaction of the intake, or of a call that is small, may do nothing before PostgreSQL ends it, and its
  /// locks with it. None waits for a client; only a server that hangs, or whose machine is gone, comes to this. Reports
  /// hold their snapshots for as long as they render, and have no such limit.
  static let idleInTransaction: Duration = .seconds(10)
  /// The same as a setting of a session.
  static let idleInTransactionSetting = (
    name: "idle_in_transaction_session_timeout", value: "\(idleInTransaction.components.seconds)s"
  )
}
