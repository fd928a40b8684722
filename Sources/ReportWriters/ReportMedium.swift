public import ReportDocument

/// A medium that a report can be written in.
///
/// Media of a format's own are written as the format composed them: their rules are its own.
public enum ReportMedium: String, CaseIterable, Hashable, Sendable {
  /// One self-contained page that also prints on A4.
  case html
  /// PDF (PDF/A-2a, PDF/UA-1). Its writer spells the JSON that the typesetter makes it of.
  case pdf
  /// A Word document, which LibreOffice opens too.
  case docx
  /// An Excel workbook, which LibreOffice opens too.
  case xlsx
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
    case .markdown: "md"
    case .csvBOM: "csv"
    case .html, .pdf, .docx, .xlsx, .csv, .json, .xml: rawValue
    }
  }

  /// The medium's type (IANA media types; RFC 7763 for Markdown, RFC 4180 for CSV).
  public var mediaType: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .pdf: "application/pdf"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .markdown: "text/markdown; charset=utf-8; variant=GFM"
    // The first line is the report's title, no header of columns.
    case .csv, .csvBOM: "text/csv; charset=utf-8; header=absent"
    case .json: "application/json"
    case .xml: "application/xml"
    }
  }

  /// A writer of this medium. That of ``pdf`` does not write the file but what it is made of: one JSON document for the
  /// typesetter, a process of its own.
  public func writer(_ stamp: ReportStamp, output: @escaping WriterOutput) -> any ReportWriter {
    switch self {
    case .html: ReportFront<HTMLSpelling>(stamp, output: output)
    case .pdf: ReportFront<TypesetSpelling>(stamp, output: output)
    case .docx: ReportFront<DOCXSpelling>(stamp, output: output)
    case .xlsx: ReportFront<XLSXSpelling>(stamp, output: output)
    case .markdown: ReportFront<MarkdownSpelling>(stamp, output: output)
    case .csv: ReportFront<CSVSpelling>(stamp, output: output)
    case .csvBOM: ReportFront<CSVSpelling>(stamp, output: ByteOrderMark.before(output))
    case .json: JSONDocumentWriter(stamp, output: output)
    case .xml: RawWriter(output: output)
    }
  }
}
