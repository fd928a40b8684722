/// What a JSON text may contain before it is refused. All of the reader's limits stand here.
public enum JSONLimits {
  /// Arrays and objects within one another; RFC 8259 lets a parser choose.
  public static let depth = 64
  /// Members of one object. Bounds the search for duplicate keys.
  public static let membersPerObject = 1_024
  /// Characters of one number. Longer ones cannot be told apart from their rounded value.
  public static let numberLength = 64
}
