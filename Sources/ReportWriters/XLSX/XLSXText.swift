import ReportDocument

/// A cell's text: stretches of one look each.
struct XLSXText {
  /// A stretch.
  struct Run {
    var text: String
    var font: XLSXStyle.Font?
  }

  /// The first stretch, mostly the only one, for which an array would be too much.
  private var head = Run(text: "")
  private var tail: [Run] = []
  /// Where the whole text leads, if it is one link.
  var link: LinkTarget?

  init() {}

  init(_ text: String, font: XLSXStyle.Font? = nil) { append(text, font: font) }

  var isEmpty: Bool { head.text.isEmpty }

  /// The stretches, none of which is empty.
  var runs: [Run] { isEmpty ? [] : [head] + tail }

  var plain: String { runs.map(\.text).joined() }

  /// Adds a stretch.
  mutating func append(_ text: String, font: XLSXStyle.Font? = nil) {
    guard !text.isEmpty else { return }
    let run = Run(text: text, font: font)
    if isEmpty { head = run } else { tail.append(run) }
  }

  /// Whether it is longer than a cell can be.
  var isTooLong: Bool {
    // Counting in UTF-16 is only worth it where it may matter.
    guard tail.reduce(head.text.utf8.count, { $0 + $1.text.utf8.count }) > XLSXLimits.cellLength else { return false }
    return runs.reduce(0) { $0 + $1.text.utf16.count } > XLSXLimits.cellLength
  }

  /// The text, cut and marked if it is longer than a cell can be.
  var fitted: XLSXText {
    guard isTooLong else { return self }
    var fitted = XLSXText()
    fitted.link = link
    var room = XLSXLimits.cellLength - Self.mark.utf16.count
    for run in runs {
      let text = Self.cut(run.text, to: room)
      fitted.append(text, font: run.font)
      room -= text.utf16.count
      if text.utf16.count < run.text.utf16.count { break }
    }
    fitted.append(Self.mark)
    return fitted
  }

  private static let mark = " […]"

  private static func cut(_ text: String, to length: Int) -> String {
    var used = 0
    var end = text.startIndex
    for index in text.indices {
      used += text[index].utf16.count
      if used > length { break }
      end = text.index(after: index)
    }
    return String(text[..<end])
  }

  /// Lines that the text takes where one holds so many characters; an estimate, since letters differ in width.
  func lines(of width: Double) -> Int {
    // Most letters are narrower than the figures by which Excel measures.
    let perLine = max(6, width * 1.1)
    if tail.isEmpty, Double(head.text.utf8.count) <= perLine, !head.text.utf8.contains(UInt8(ascii: "\n")) {
      return 1
    }
    var lines = 0
    var length = 0
    func endLine() {
      lines += max(1, Int((Double(length) / perLine).rounded(.up)))
      length = 0
    }
    for run in runs {
      for byte in run.text.utf8 {
        // All bytes of a character but its first begin with the bits 10.
        if byte == UInt8(ascii: "\n") { endLine() } else if byte & 0xC0 != 0x80 { length += 1 }
      }
    }
    endLine()
    return lines
  }

  /// Whether an editor would take it for a formula.
  var looksLikeFormula: Bool {
    guard let first = head.text.utf8.first else { return false }
    return first == UInt8(ascii: "=") || first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
      || first == UInt8(ascii: "@")
  }

  /// Whether it begins with letters that are written from right to left.
  var startsFromRight: Bool { head.text.unicodeScalars.first == "\u{2068}" }

  /// The text as an inline string's content.
  func append(to bytes: inout [UInt8]) {
    if tail.isEmpty, head.font == nil { return Self.append(head.text, to: &bytes) }
    for run in runs {
      bytes += "<r>".utf8
      let font = run.font ?? .text
      bytes += "<rPr>\(font.properties)<rFont val=\"\(XLSXStyle.Font.name)\"/><family val=\"2\"/></rPr>".utf8
      Self.append(run.text, to: &bytes)
      bytes += "</r>".utf8
    }
  }

  private static let open = Array("<t>".utf8)
  private static let openWithSpaces = Array("<t xml:space=\"preserve\">".utf8)
  private static let close = Array("</t>".utf8)

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes += isSpace(text.utf8.first) || isSpace(text.utf8.last) ? openWithSpaces : open
    if text.utf8.contains(UInt8(ascii: "_")) {
      XMLText.append(escaped(text), to: &bytes)
    } else {
      XMLText.append(text, to: &bytes)
    }
    bytes += close
  }

  private static func isSpace(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

  /// Text without what would be read as an escape of Excel's own, such as `_x0041_` (ECMA-376-1, 22.9.2.19).
  private static func escaped(_ text: String) -> String {
    let source = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(source.count + 16)
    for index in source.indices {
      if isEscape(source, at: index) { output += "_x005F".utf8 }
      output.append(source[index])
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isEscape(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index + 6 < bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
      bytes[index + 6] == UInt8(ascii: "_")
    else { return false }
    return bytes[(index + 2)...(index + 5)].allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        true
      default: false
      }
    }
  }
}
