public import ReportDocument

/// A medium that a report can be written in.
///
/// Media of a format's own are written as the format composed them: their rules are its own.
public enum ReportMedium: String, CaseIterable, Hashable, Sendable {
  /// One self-contained page that also prints on A4.
  case html
  /// CommonMark with GitHub's tables.
  case markdown
  /// Comma-separated values of the whole report, its tables as grids.
  case csv
  /// The same behind a byte order mark, which Excel needs to read letters with accents.
  case csvBOM = "csv-bom"
  /// The report's blocks, for programs.
  case json
  /// XML of the format's own, as it composed it.
  case xml

  /// Those that print a report's blocks; the others are documents of the format's own.
  public static let printed = allCases.filter { $0 != .xml }

  /// What a file of this medium ends with, without the point.
  public var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    case .csv, .csvBOM: "csv"
    case .json: "json"
    case .xml: "xml"
    }
  }

  /// The medium's type (IANA media types; RFC 7763 for Markdown, RFC 4180 for CSV).
  public var mediaType: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8; variant=GFM"
    // The first line is the report's title, no header of columns.
    case .csv, .csvBOM: "text/csv; charset=utf-8; header=absent"
    case .json: "application/json"
    case .xml: "application/xml"
    }
  }

  /// A writer of this medium.
  public func writer(_ stamp: ReportStamp, output: @escaping WriterOutput) -> any ReportWriter {
    switch self {
    case .html: ReportFront<HTMLSpelling>(stamp, output: output)
    case .markdown: ReportFront<MarkdownSpelling>(stamp, output: output)
    case .csv: ReportFront<CSVSpelling>(stamp, output: output)
    case .csvBOM: ReportFront<CSVSpelling>(stamp, output: ByteOrderMark.before(output))
    case .json: JSONDocumentWriter(stamp, output: output)
    case .xml: RawWriter(output: output)
    }
  }
}
