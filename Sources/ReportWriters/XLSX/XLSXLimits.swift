/// What a workbook can hold (Microsoft, "Excel specifications and limits"), and what of a report waits in memory until its
/// end. Beyond the former, Excel mends or refuses the file.
enum XLSXLimits {
  /// Rows of a sheet. A longer table goes on in another.
  static let rows = 1_048_576
  /// UTF-16 code units in a cell. What is longer is cut, and the sheet says so.
  static let cellLength = 32_767
  /// UTF-16 code units in a sheet's name.
  static let nameLength = 31
  /// Points of a row's height.
  static let rowHeight = 409.0
  /// Digits that a number keeps (IEEE 754). What has more is a text.
  static let digits = 15
  /// Characters of a running title (header and footer), its codes included.
  static let runningTitleLength = 255
  /// Links of a sheet. Excel takes 65,530; each waits for the sheet's end.
  static let links = 10_000
  /// Merged cells of a sheet that are merged; they wait for the sheet's end. Beyond, a cell stands in its first place.
  static let merges = 10_000
  /// Different looks of cells. Excel takes 64,000; all wait for the end.
  static let styles = 4_000
  /// Sheets; each has a part, and its name waits for the end.
  static let sheets = 2_000
  /// Bytes of the report's prose, whose sheet waits for the end.
  static let proseBytes = 32 << 20
  /// Rows that may stand still while the others are scrolled.
  static let frozenRows = 15
  /// Bytes up to which the list of sheets names another table of a sheet.
  static let contentLength = 300
  /// Characters of prose in one row, so that it is no higher than a row can be.
  static let proseLength = 2_000
}
