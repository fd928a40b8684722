/// What one read gives back at most. All limits of reading stand here.
public enum ReadLimits {
  /// Records of a page where the caller names no number.
  public static let pageRecords = 100
  /// Records of a page that a caller may ask for.
  public static let largestPage = 500
  /// Bytes of the records of a page, so that an answer stays below the longest line; a record that is larger alone is
  /// a page of its own.
  public static let pageBytes = 768 << 10
  /// Words of a search: each is looked for in every record.
  public static let searchWords = 8
  /// Characters of what is searched for.
  public static let searchCharacters = 200
}
