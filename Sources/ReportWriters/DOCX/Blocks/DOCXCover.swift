import ReportDocument

extension DOCXSpelling {
  mutating func write(_ cover: CoverPage) {
    let header = cover.header
    prepare(.text)
    writeParagraph("CoverDonor", DOCXText.title(header.donor, in: language))
    writeParagraph("Title", DOCXText.title(header.title, in: language))
    if let subtitle = header.subtitle { writeParagraph("Subtitle", DOCXText.label(subtitle, in: language)) }
    writeParagraph("CoverGap", "")
    writePairs(cover.lines, labels: .cover)
    pages.owesBreak = true
  }
}
