import ReportDocument

extension DOCXSpelling {
  mutating func callout(_ callout: Callout, label: TitleText) {
    prepare(.text)
    let style = DOCXStyles.identifier(callout.tone)
    // Space belongs outside the ground, where a paragraph's own would be filled.
    writeParagraph("\(style)Label", DOCXText.title(label, in: language))
    writeParagraph(style, inline.text(callout.text))
    pages.owesSpace = true
  }
}
