/// What the archive of reports holds. All of its limits stand here.
public enum ArchiveLimits {
  /// Bytes of a piece, but for the last of a part.
  public static let pieceBytes = 256 << 10
  /// Runs on one page of a list.
  public static let pageRuns = 100
  /// Days for which a run is kept.
  public static let keptDays = 400
  /// Days for which a run that failed is kept: long enough to ask why.
  public static let failedDays = 30
  /// Hours after which a run that is still being composed is one whose server has gone: no rendering takes minutes.
  public static let composingHours = 1
}
