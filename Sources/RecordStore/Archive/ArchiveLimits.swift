/// What the archive of reports holds. All of its limits stand here.
public enum ArchiveLimits {
  /// Bytes of a piece, but for the last of a part.
  public static let pieceBytes = 256 << 10
  /// Records that are noted at once as sources of a run.
  public static let sourceBatch = 1_000
  /// Records that are kept of what stands behind one row.
  public static let tracedRecords = 1_000
  /// Rows that one figure may be made from.
  public static let tracedRows = 256
  /// Runs on one page of a list.
  public static let pageRuns = 100
  /// Deliveries of one run that are told.
  public static let deliveries = 1_000
  /// Days for which a run is kept.
  public static let keptDays = 400
  /// Days for which a run that failed is kept: long enough to ask why.
  public static let failedDays = 30
  /// How often runs are removed whose time is over.
  static let sweepInterval: Duration = .seconds(3_600)
  /// Hours after which a run that is still being composed is one whose server has gone: no rendering takes minutes.
  public static let composingHours = 1
}
