import ReportDocument

/// What a report set as PDF may hold. Pages are laid out in memory, other than in all other media: the limits are what the
/// typesetter's process can hold and finish, and where they are exceeded the report is refused at once.
enum TypesetLimits {
  /// Bytes of the JSON document.
  static let bytes = 8 << 20
  /// Cells of all tables.
  static let cells = 60_000
  /// Columns of a table, so that its letters can still be read on A3.
  static let columns = 60

  static func fault(_ limit: String) -> DocumentError {
    DocumentError(
      .limitExceeded, "A report is not set as PDF beyond \(limit). Ask for XLSX, CSV or HTML, or for fewer rows.")
  }
}
