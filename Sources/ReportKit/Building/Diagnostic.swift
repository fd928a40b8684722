import JSONBytes

/// How much a diagnostic weighs.
public enum DiagnosticSeverity: String, CaseIterable, Sendable {
  /// The report is rejected.
  case error
  /// The report can be used, but something in it should be mended first.
  case warning
  /// Worth knowing.
  case info
}

/// Something that the requester of a report should know about it.
struct Diagnostic {
  var severity: DiagnosticSeverity
  var summary: String
  var detail: String?
  var path: String?

  var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("severity", severity.rawValue)
    writer.member("summary", summary)
    writer.member("detail", ifPresent: detail)
    writer.member("path", ifPresent: path)
    writer.endObject()
    return writer.bytes
  }
}
