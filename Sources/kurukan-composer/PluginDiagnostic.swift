import CLinux
import JSONBytes

/// A plugin's diagnostic, reduced to what the contract knows and cut to size.
struct PluginDiagnostic {
  private static let severities = ["error", "warning", "info"]

  let severity: String
  let summary: String
  let detail: String?
  let path: String?

  var isError: Bool { severity == "error" }

  /// Reads what the plugin said; nil if that is not a diagnostic.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= KURUKAN_WORKER_LINE_BYTES, let json = try? JSONValue(parsing: Array(bytes)),
      let severity = json["severity"]?.string, Self.severities.contains(severity),
      let summary = json["summary"]?.string, !summary.isEmpty
    else { return nil }
    self.severity = severity
    self.summary = Self.cut(summary)
    detail = json["detail"]?.string.map(Self.cut)
    path = json["path"]?.string.map(Self.cut)
  }

  /// The frame's item.
  var frame: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("diagnostic")
    writer.beginObject()
    writer.member("severity", severity)
    writer.member("summary", summary)
    writer.member("detail", ifPresent: detail)
    writer.member("path", ifPresent: path)
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > KURUKAN_WORKER_DIAGNOSTIC_TEXT_BYTES else { return text }
    let bytes = text.utf8.prefix(Int(KURUKAN_WORKER_DIAGNOSTIC_TEXT_BYTES))
    // Not in the middle of a character.
    return String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" } + "…"
  }
}
