/// Writes elements into text that leaves in pieces, so that no file stands in memory whole.
struct XMLText {
  /// The bytes after which a piece leaves.
  private static let pieceSize = 16 * 1_024

  private var pending = ""
  private var depth = 0
  /// Whether the tag of the element begun last still lacks its end.
  private var isOpen = false
  private let emit: (String) throws -> Void

  typealias Attributes = KeyValuePairs<String, String?>

  init(to emit: @escaping (String) throws -> Void) throws {
    self.emit = emit
    pending = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  }

  /// An element with what `body` puts into it; nil attributes are left out.
  mutating func element(
    _ name: String, _ attributes: Attributes = [:], _ body: (inout XMLText) throws -> Void = { _ in }
  ) throws {
    begin(name, attributes)
    isOpen = true
    depth += 1
    try body(&self)
    depth -= 1
    if isOpen {
      pending += "/>\n"
      isOpen = false
    } else {
      pending += "\(indentation)</\(name)>\n"
    }
    try leaveWhereFull()
  }

  /// An element that holds text.
  mutating func element(_ name: String, _ attributes: Attributes = [:], text: String) throws {
    begin(name, attributes)
    pending += ">"
    append(text, quoted: false)
    pending += "</\(name)>\n"
    try leaveWhereFull()
  }

  /// The last piece.
  func finish() throws { if !pending.isEmpty { try emit(pending) } }

  private mutating func begin(_ name: String, _ attributes: Attributes) {
    if isOpen { pending += ">\n" }
    isOpen = false
    pending += "\(indentation)<\(name)"
    for (name, value) in attributes {
      guard let value else { continue }
      pending += " \(name)=\""
      append(value, quoted: true)
      pending += "\""
    }
  }

  private var indentation: String { String(repeating: "  ", count: depth) }

  private mutating func leaveWhereFull() throws {
    guard !isOpen, pending.utf8.count >= Self.pieceSize else { return }
    try emit(pending)
    pending = ""
  }

  private mutating func append(_ text: String, quoted: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": pending += "&amp;"
      case "<": pending += "&lt;"
      case ">": pending += "&gt;"
      case "\"" where quoted: pending += "&quot;"
      // A reader makes spaces of these in an attribute, and a line feed of a carriage return everywhere.
      case "\n" where quoted, "\t" where quoted, "\r": pending += "&#\(scalar.value);"
      case "\n", "\t": pending.unicodeScalars.append(scalar)
      // XML 1.0 has no place for other control characters and for these two, not even as references.
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": pending += "\u{FFFD}"
      default: pending.unicodeScalars.append(scalar)
      }
    }
  }
}
