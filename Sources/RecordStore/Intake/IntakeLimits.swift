/// What the intake holds and carries at once. All of its limits stand here.
public enum IntakeLimits {
  /// Writer connections. The second one works while whole batches wait; more bring nothing on two cores.
  public static let writers = 2
  /// Records of one transaction. Above about 100, more bring nothing but latency.
  public static let batchRecords = 256
  /// New records of one kind in a transaction from which on COPY spares more than its round trips cost.
  public static let copiedRecords = 64
  /// Bytes of record bodies in one transaction, unless a single body is larger.
  public static let batchBytes = 1 << 20
  /// Records that wait above which streams wait to send more.
  public static let streamedRecords = 16_384
  /// Bytes of record bodies that wait above which streams wait to send more.
  public static let streamedBytes = 64 << 20
  /// Records that may wait. More than the calls that a server runs at once and what its streams add, so
  /// that nothing is refused before the server stops reading who has more than their share.
  public static let waitingRecords = 65_536
  /// Bytes of record bodies that may wait, of which the same is true.
  public static let waitingBytes = 320 << 20
  /// How long a writer tries to reach PostgreSQL again before it gives a batch up, and refuses what comes after it until
  /// a try succeeds.
  public static let reconnectTime: Duration = .seconds(10)
  /// The longest pause between two tries to connect.
  public static let reconnectPause: Duration = .seconds(1)
}
