import ReportDocument

extension DOCXSpelling {
  mutating func paragraph(_ text: RichText, as role: ParagraphRole) {
    switch role {
    case .text:
      prepare(.text)
      writeParagraph("BodyText", inline.text(text))
    case .legend:
      prepare(.below)
      writeParagraph("Legend", inline.text(text))
    case .tableNote:
      prepare(.below)
      writeParagraph("TableNote", inline.text(text))
    }
  }
}
