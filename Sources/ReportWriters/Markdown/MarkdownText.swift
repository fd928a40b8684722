import ReportDocument

/// Text on its way into a Markdown file (CommonMark 0.31 and GitHub's tables), escaped so that it is nothing
/// but text.
enum MarkdownText {
  /// What stands between the lines of a text where only one line is possible.
  static let lineSeparator = " / "

  /// Text with every character escaped that could begin markup, an entity, HTML or a link by itself.
  static func escaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.indices.contains(where: { isMarkup(bytes[$0]) || startsLink(bytes, at: $0) }) else {
      return text
    }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16)
    for (index, byte) in bytes.enumerated() {
      if isMarkup(byte) || startsLink(bytes, at: index) { output.append(UInt8(ascii: "\\")) }
      output.append(byte)
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// A text of several lines on one.
  static func onOneLine(_ text: String) -> String {
    lines(text).joined(separator: lineSeparator)
  }

  /// A text of several lines with hard breaks, each line safe to stand at a line's start.
  static func withBreaks(_ text: String, indent: String = "") -> String {
    lines(text).map(guardedStart).joined(separator: "\\\n" + indent)
  }

  /// A line that cannot be taken for a heading, a list item, a rule or the underline of a heading.
  static func guardedStart(_ line: String) -> String {
    let bytes = Array(line.utf8)
    guard let first = bytes.first else { return line }
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: ":"):
      return "\\" + line
    default: break
    }
    let digits = bytes.prefix { (0x30...0x39).contains($0) }.count
    guard digits > 0, digits < bytes.count,
      bytes[digits] == UInt8(ascii: ".") || bytes[digits] == UInt8(ascii: ")"),
      digits + 1 == bytes.count || bytes[digits + 1] == UInt8(ascii: " ")
    else { return line }
    return String(decoding: bytes[..<digits], as: UTF8.self) + "\\"
      + String(decoding: bytes[digits...], as: UTF8.self)
  }

  /// A code span whose fence no content can close; `|` is escaped as tables want it.
  static func code(_ text: String, isInTable: Bool) -> String {
    let content = onOneLine(text)
    guard !content.isEmpty else { return "" }
    if isInTable && content.utf8.contains(UInt8(ascii: "|")) { return escaped(content) }
    var longest = 0
    var run = 0
    for byte in content.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = longest > 0 ? " " : ""
    return fence + pad + content + pad + fence
  }

  /// An address as a link's destination: `&` would begin an entity.
  static func destination(_ address: String) -> String {
    "<" + address.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;") + ">"
  }

  private static func lines(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard bytes.contains(lineFeed) || bytes.first == space || bytes.last == space else {
      return bytes.isEmpty ? [] : [text]
    }
    return bytes.split(separator: lineFeed).compactMap { line in
      guard let start = line.firstIndex(where: { $0 != space }),
        let end = line.lastIndex(where: { $0 != space })
      else { return nil }
      return String(decoding: line[start...end], as: UTF8.self)
    }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"),
      UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// GitHub makes links of `https://…`, `www.…` and mail addresses by itself.
  private static func startsLink(_ bytes: [UInt8], at index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: ":"):
      index + 2 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
        && bytes[index + 2] == UInt8(ascii: "/")
    case UInt8(ascii: "@"): true
    case UInt8(ascii: "."):
      index >= 3 && bytes[(index - 3)..<index].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
    default: false
    }
  }
}
