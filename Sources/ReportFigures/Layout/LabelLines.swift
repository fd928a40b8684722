/// Texts cut and broken so that they fit where they stand.
enum LabelLines {
  private static let ellipsis = "…"

  /// The text, or as much of it as fits and an ellipsis. For words only: a number that is cut would be another one.
  static func fitted(_ text: String, width: Double, size: Double, isBold: Bool = false) -> String {
    guard LabelWidth.of(text, size: size, isBold: isBold) > width else { return text }
    let room = width - LabelWidth.of(ellipsis, size: size, isBold: isBold)
    let start = beginning(of: text[...], width: room, size: size, isBold: isBold)
    return String(start).trimmingEnd + ellipsis
  }

  /// The text on at most so many lines, broken at spaces, and within words that are wider than a line.
  static func wrapped(_ text: String, width: Double, size: Double, limit: Int) -> [String] {
    var lines: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      if lines.count + 1 == limit {
        lines.append(fitted(String(rest), width: width, size: size))
        break
      }
      let line = self.line(of: rest, width: width, size: size)
      lines.append(String(line).trimmingEnd)
      rest = rest[line.endIndex...].drop { $0 == " " }
    }
    return lines
  }

  /// As many words as fit; if not even one does, as many of its characters, at least one.
  private static func line(of text: Substring, width: Double, size: Double) -> Substring {
    let start = beginning(of: text, width: width, size: size)
    guard start.endIndex < text.endIndex, text[start.endIndex] != " " else { return start }
    guard let space = start.lastIndex(of: " "), space > start.startIndex else {
      return start.isEmpty ? text.prefix(1) : start
    }
    return text[..<space]
  }

  private static func beginning(
    of text: Substring, width: Double, size: Double, isBold: Bool = false
  ) -> Substring {
    var used = 0.0
    var end = text.startIndex
    while end < text.endIndex {
      used += LabelWidth.of(String(text[end]), size: size, isBold: isBold)
      if used > width { break }
      end = text.index(after: end)
    }
    return text[..<end]
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
