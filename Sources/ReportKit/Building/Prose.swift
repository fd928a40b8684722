/// Plain text as people type it into a form, taken apart into paragraphs and lists.
enum Prose {
  enum Part: Equatable {
    case paragraph(String)
    case list([String])
  }

  /// Scalars of one paragraph; longer ones are parted. Even at four bytes a scalar that is within the bytes
  /// that a block's text may have.
  private static let paragraphScalars = 16_000

  static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var lines: [Substring] = []
    var items: [String] = []
    func endParagraph() {
      if !lines.isEmpty { parts += paragraphs(lines.joined(separator: "\n")) }
      lines = []
    }
    func endList() {
      if !items.isEmpty { parts.append(.list(items)) }
      items = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed) {
      if line.hasPrefix("- ") {
        endParagraph()
        items += pieces(String(trimmed(line.dropFirst(2))))
      } else if line.isEmpty {
        endParagraph()
        endList()
      } else {
        endList()
        lines.append(line)
      }
    }
    endParagraph()
    endList()
    return parts
  }

  private static func paragraphs(_ text: String) -> [Part] { pieces(text).map(Part.paragraph) }

  private static func pieces(_ text: String) -> [String] {
    var rest = text.unicodeScalars[...]
    var pieces: [String] = []
    while !rest.isEmpty {
      pieces.append(String(String.UnicodeScalarView(rest.prefix(paragraphScalars))))
      rest = rest.dropFirst(paragraphScalars)
    }
    return pieces
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line
    while let first = line.first, first.isWhitespace { line.removeFirst() }
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return line
  }
}
