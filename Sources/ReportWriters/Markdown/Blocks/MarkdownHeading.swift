import ReportDocument

extension MarkdownSpelling {
  mutating func heading(_ heading: NumberedHeading) {
    lastMarker = nil
    let marks = String(repeating: "#", count: heading.level + 1)
    buffer.append("\n\(marks) \(titled(heading.text, number: heading.number))\n")
  }

  /// A heading's text after its number; a closing run of `#` would vanish, so it is escaped.
  func titled(_ title: TitleText, number: String?) -> String {
    var line = inline.title(title)
    if line.hasSuffix("#") { line = String(line.dropLast()) + "\\#" }
    guard let number else { return line }
    return "\(number) \(line)"
  }
}
