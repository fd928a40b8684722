import ReportDocument

/// Text on its way into XML 1.0. Nothing untrusted reaches a part of an office file by another way.
enum XMLText {
  /// Text with the five characters escaped that mean something. What XML cannot carry is gone with ``SafeText`` already.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: needsEscape) else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + 32)
    append(text, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Adds a text, escaped.
  static func append(_ text: String, to output: inout [UInt8]) {
    guard text.utf8.contains(where: needsEscape) else { return output.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      case UInt8(ascii: "'"): output += "&#39;".utf8
      case UInt8(ascii: "\n"): output += "&#10;".utf8
      default: output.append(byte)
      }
    }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "\n"):
      true
    default: false
    }
  }
}
