import ReportDocument

/// What a report set as PDF may hold. Pages are laid out in memory, other than in all other media: the limits are what the
/// typesetter's process can hold and finish, and where they are exceeded the report is refused at once.
enum TypesetLimits {
  /// Characters of the JSON document, where each cell of a table counts for ``cellWeight`` more: the typesetter holds about 200
  /// bytes for each. 1,400,000 are some 2,800 rows of six columns, or 260 pages of prose.
  static let weight = 1_400_000
  /// What a cell costs by itself.
  static let cellWeight = 60
  /// Columns of a table, so that its letters can still be read on A3.
  static let columns = 60

  /// What a report that is too large is told.
  static let tooLarge = DocumentError(
    .limitExceeded,
    "A report is set as PDF up to about 2,800 rows of six columns or 260 pages of prose; this one is larger. "
      + "Ask for XLSX, CSV or HTML, or for fewer rows.")
  /// What a report with too broad a table is told.
  static let tooBroad = DocumentError(
    .limitExceeded,
    "A table is set as PDF with up to \(columns) columns; this report has a broader one. Ask for XLSX, CSV or HTML.")
}
