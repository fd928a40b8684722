/// What holds for every transaction that writes. What is particular to one part of the store stands in its own limits.
public enum StoreLimits {
  /// Times a transaction is tried again after a serialization failure or a deadlock: a record and what hangs on it, changed
  /// at once by two, may wait for each other.
  public static let serializationRetries = 8
}
