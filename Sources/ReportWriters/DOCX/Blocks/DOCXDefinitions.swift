import ReportDocument

extension DOCXSpelling {
  mutating func definitions(_ list: DefinitionList) {
    prepare(.text)
    for entry in list.entries {
      let spoken = entry.term.language ?? language
      let term = DOCXText.line(entry.term.text, in: spoken, DOCXLook(style: "Term"))
      writeParagraph("Definition", "\(term)<w:r><w:tab/></w:r>\(inline.text(entry.text))")
    }
  }
}
