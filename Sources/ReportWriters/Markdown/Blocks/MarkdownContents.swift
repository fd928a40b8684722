import ReportDocument

extension MarkdownSpelling {
  mutating func contents(_ lines: [ContentsLine]) {
    buffer.append("\n## \(inline.line(phrases.contents))\n\n")
    for line in lines {
      let indent = String(repeating: "  ", count: line.level - 1)
      buffer.append("\(indent)- \(MarkdownText.guardedStart(titled(line.text, number: line.number)))\n")
    }
  }
}
