/// How a transaction sees the others, and whether it may write.
public struct TransactionMode: Hashable, Sendable {
  let begin: String
  /// Whether its statements may change anything.
  var mayWrite: Bool { self != .repeatableReadReadOnly }

  /// Every statement sees what was committed before it.
  public static let readCommitted = TransactionMode(begin: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
  /// All statements see one snapshot; a write to a row that has changed since fails with 40001.
  public static let repeatableRead = TransactionMode(
    begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE")
  /// All statements see one snapshot and none may write.
  public static let repeatableReadReadOnly = TransactionMode(
    begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
  /// As if transactions ran one after the other; may fail with 40001 at any point.
  public static let serializable = TransactionMode(begin: "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE")
}
