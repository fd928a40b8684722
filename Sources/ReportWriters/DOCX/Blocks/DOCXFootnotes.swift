import ReportDocument

extension DOCXSpelling {
  /// Word puts notes at the foot of the page by itself; they wait for a part of their own.
  mutating func footnotes(_ notes: [NumberedFootnote]) {
    var inline = inline
    inline.isNote = true
    for note in notes {
      let mark =
        "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/>\(DOCXLanguage.latin(language))</w:rPr><w:footnoteRef/></w:r>"
      self.notes += "<w:footnote w:id=\"\(note.number)\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>"
      self.notes += "\(mark)\(DOCXText.verbatim(" ", in: language))\(inline.text(note.text))</w:p></w:footnote>"
    }
  }
}

/// The part of the notes at the foot.
enum DOCXNotes {
  static func part(_ notes: String, _ language: DocumentLanguage) -> String {
    "<w:footnotes \(DOCXNames.declarations)>\(line(-1, "separator"))\(line(0, "continuationSeparator"))\(notes)</w:footnotes>"
  }

  private static func line(_ identifier: Int, _ kind: String) -> String {
    "<w:footnote w:type=\"\(kind)\" w:id=\"\(identifier)\"><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr>"
      + "<w:r><w:\(kind)/></w:r></w:p></w:footnote>"
  }
}
