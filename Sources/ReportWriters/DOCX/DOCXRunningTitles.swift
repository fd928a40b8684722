import ReportDocument

/// What stands above and below the text of every page but the cover.
struct DOCXRunningTitles {
  private let header: DocumentHeader
  private let context: SpellingContext

  init(_ header: DocumentHeader, _ context: SpellingContext) {
    self.header = header
    self.context = context
  }

  /// Title and reference.
  func header(_ page: DOCXPage) -> String {
    let language = context.language
    let reference = header.reference.map { TitleText($0) } ?? header.donor
    return part(
      "hdr", "Header", page, line: "bottom", shortened(header.title, to: 90), shortened(reference, to: 40), language)
  }

  /// Level of disclosure, page and pages.
  func footer(_ page: DOCXPage) -> String {
    let language = context.language
    let phrases = context.phrases
    let level = TitleText("\(phrases.level.text): \(context.stamp.level)")
    let number = DOCXText.verbatim("1", in: language)
    let pages =
      DOCXText.verbatim("\(phrases.page)\u{A0}", in: language) + DOCXField.simple("PAGE", number)
      + DOCXText.verbatim(" \(phrases.pageOf)\u{A0}", in: language) + DOCXField.simple("NUMPAGES", number)
    return part("ftr", "Footer", page, line: "top", shortened(level, to: 60), pages, language)
  }

  private func shortened(_ title: TitleText, to limit: Int) -> String {
    let language = title.language ?? context.language
    return DOCXText.verbatim(PrintedText.shortened(PrintedText.line(title.text, in: language), to: limit), in: language)
  }

  private func part(
    _ root: String, _ style: String, _ page: DOCXPage, line: String, _ left: String, _ right: String,
    _ language: DocumentLanguage
  ) -> String {
    "<w:\(root) \(DOCXNames.declarations)><w:p><w:pPr><w:pStyle w:val=\"\(style)\"/><w:pBdr><w:\(line) w:val=\"single\" "
      + "w:sz=\"4\" w:space=\"4\" w:color=\"\(DOCXColor.rule)\"/></w:pBdr>"
      + "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(page.textWidth)\"/></w:tabs></w:pPr>"
      + "\(left)<w:r><w:tab/></w:r>\(right)</w:p></w:\(root)>"
  }
}
