import ReportDocument

extension MarkdownSpelling {
  mutating func begin(_ cover: CoverPage) {
    buffer.append("# \(inline.title(cover.header.title))\n")
    if let subtitle = cover.header.subtitle { paragraph(RichText(subtitle.text), as: .text) }
    writeLabelled(cover.lines)
  }
}
