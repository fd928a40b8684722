public import ReportDocument

/// A medium that a report can be written in.
public enum ReportMedium: String, CaseIterable, Hashable, Sendable {
  /// One self-contained page that also prints on A4.
  case html
  /// CommonMark with GitHub's tables.
  case markdown

  /// What a file of this medium ends with, without the point.
  public var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    }
  }

  /// The medium's type (IANA media types; RFC 7763 for Markdown).
  public var mediaType: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8; variant=GFM"
    }
  }

  /// A writer of this medium.
  public func writer(_ stamp: ReportStamp, output: @escaping WriterOutput) -> any ReportWriter {
    switch self {
    case .html: HTMLWriter(stamp, output: output)
    case .markdown: MarkdownWriter(stamp, output: output)
    }
  }
}
