import ReportDocument

/// The document's styles. They look like the HTML report.
enum DOCXStyles {
  private typealias Style = DOCXStyle

  static func part(_ language: DocumentLanguage) -> String {
    var xml = "<w:styles xmlns:w=\"\(DOCXNames.main)\">\(defaults(language))"
    for style in text + headings + cover + contents + lists + tables + callouts + notes + letters { xml += style.xml }
    return xml + tableStyle + "</w:styles>"
  }

  private static func defaults(_ language: DocumentLanguage) -> String {
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"\(DOCXFonts.text)\" w:hAnsi=\"\(DOCXFonts.text)\" "
      + "w:eastAsia=\"\(DOCXFonts.text)\" w:cs=\"\(DOCXFonts.complex)\"/>\(Style.color(DOCXColor.ink))\(Style.size(21))"
      + "<w:lang w:val=\"\(DOCXLanguage.tag(language))\" w:eastAsia=\"\(DOCXLanguage.tag(language))\" w:bidi=\"ar-SA\"/>"
      + "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
  }

  private static let text: [Style] = [
    .paragraph("Normal", "Normal", "<w:widowControl/>"),
    .paragraph(
      "BodyText", "Body Text", "<w:spacing w:before=\"0\" w:after=\"170\" w:line=\"293\" w:lineRule=\"auto\"/>"),
    .paragraph(
      "Legend", "Legend", on: "BodyText", Style.space(120, 170), Style.color(DOCXColor.muted) + Style.size(19),
      isCustom: true),
    .paragraph(
      "Quote", "Quote", on: "BodyText",
      "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"16\" w:space=\"10\" w:color=\"\(DOCXColor.rule)\"/></w:pBdr>"
        + Style.space(170, 170) + "<w:ind w:left=\"567\" w:right=\"284\"/>", Style.italic),
    .paragraph(
      "QuoteSource", "Quote source", on: "Quote", Style.space(0, 170),
      Style.sans + Style.upright
        + Style.color(DOCXColor.muted) + Style.size(18), isCustom: true),
    .paragraph(
      "Definition", "Definition", on: "BodyText",
      "<w:tabs><w:tab w:val=\"left\" w:pos=\"2268\"/></w:tabs>" + Style.space(0, 100)
        + "<w:ind w:left=\"2268\" w:hanging=\"2268\"/>", isCustom: true),
    .paragraph("Header", "header", "", Style.sans + Style.color(DOCXColor.muted) + Style.size(16)),
    .paragraph("Footer", "footer", "", Style.sans + Style.color(DOCXColor.muted) + Style.size(16)),
    .paragraph(
      "Spacer", "Spacer", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"exact\"/>",
      Style.size(8),
      isCustom: true),
    .paragraph(
      "SectionEnd", "Section end", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>",
      Style.size(2), isCustom: true),
  ]

  private static func heading(_ level: Int, _ paragraph: String, _ run: String) -> Style {
    .paragraph(
      "Heading\(level)", "heading \(level)", next: "BodyText",
      "<w:keepNext/><w:keepLines/>" + paragraph + "<w:outlineLvl w:val=\"\(level - 1)\"/>", Style.sans + run)
  }

  private static let headings: [Style] = [
    heading(
      1,
      "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"3\" w:color=\"\(DOCXColor.rule)\"/></w:pBdr>"
        + Style.hyphenless + Style.space(400, 160), Style.bold + Style.color(DOCXColor.accent) + Style.size(32)),
    heading(2, Style.hyphenless + Style.space(320, 110), Style.bold + Style.color(DOCXColor.accent) + Style.size(26)),
    heading(3, Style.hyphenless + Style.space(260, 90), Style.bold + Style.size(23)),
    heading(4, Style.hyphenless + Style.space(220, 70), Style.bold + Style.italic + Style.size(21)),
  ]

  private static let cover: [Style] = [
    .paragraph(
      "CoverDonor", "Cover donor", "<w:spacing w:before=\"2400\" w:after=\"240\"/>",
      Style.sans + Style.bold + Style.color(DOCXColor.muted) + "<w:spacing w:val=\"12\"/>" + Style.size(22),
      isCustom: true),
    .paragraph(
      "Title", "Title", Style.hyphenless + "<w:spacing w:before=\"0\" w:after=\"160\"/>",
      Style.sans + Style.bold + Style.color(DOCXColor.accent) + Style.size(56)),
    .paragraph(
      "Subtitle", "Subtitle", Style.hyphenless + "<w:spacing w:before=\"0\" w:after=\"0\"/>",
      Style.color(DOCXColor.muted) + Style.size(28)),
    .paragraph(
      "CoverGap", "Cover gap", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"4200\" w:lineRule=\"exact\"/>",
      isCustom: true),
  ]

  private static let contents: [Style] =
    [
      .paragraph(
        "TOCHeading", "TOC Heading", next: "BodyText", "<w:keepNext/>" + Style.space(0, 200),
        Style.sans + Style.bold + Style.color(DOCXColor.accent) + Style.size(32))
    ]
    + zip(1..., DOCXIndent.contents).map { level, indent in
      .paragraph(
        "TOC\(level)", "toc \(level)",
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"\(indent.text)\"/>"
          + "<w:tab w:val=\"right\" w:pos=\"\(DOCXPage.portrait.textWidth)\"/></w:tabs>" + Style.hyphenless
          + Style.space(level == 1 ? 110 : 30, 30)
          + "<w:ind w:left=\"\(indent.text)\" w:right=\"567\" w:hanging=\"\(indent.text - indent.number)\"/>",
        Style.sans + (level == 1 ? Style.bold : ""))
    }

  private static let lists: [Style] = (1...DocumentLimits.listDepth).flatMap { level in
    let suffix = level == 1 ? "" : "\(level)"
    let name = level == 1 ? "" : " \(level)"
    return [
      Style.paragraph("ListBullet\(suffix)", "List Bullet\(name)", on: "BodyText", Style.space(0, 70)),
      Style.paragraph("ListNumber\(suffix)", "List Number\(name)", on: "BodyText", Style.space(0, 70)),
    ]
  }

  private static let notes: [Style] = [
    .paragraph(
      "FootnoteText", "footnote text",
      "<w:spacing w:before=\"0\" w:after=\"40\"/><w:ind w:left=\"227\" w:hanging=\"227\"/>",
      Style.size(17))
  ]

  private static let letters: [Style] = [
    .character("FootnoteReference", "footnote reference", "<w:vertAlign w:val=\"superscript\"/>"),
    .character("Hyperlink", "Hyperlink", Style.color(DOCXColor.accent) + "<w:u w:val=\"single\"/>"),
    .character("Strong", "Strong", Style.bold), .character("Emphasis", "Emphasis", Style.italic),
    .character(
      "Code", "Code",
      "<w:rFonts w:ascii=\"\(DOCXFonts.code)\" w:hAnsi=\"\(DOCXFonts.code)\" w:cs=\"\(DOCXFonts.code)\"/><w:noProof/>"
        + Style.size(19), isCustom: true),
    .character("Sign", "Sign", Style.italic + Style.color(DOCXColor.muted), isCustom: true),
    .character("SectionNumber", "Section number", Style.color(DOCXColor.muted), isCustom: true),
    .character("CaptionNumber", "Caption number", Style.color(DOCXColor.accent), isCustom: true),
    .character("Term", "Term", Style.sans + Style.bold, isCustom: true),
  ]
}

extension DOCXStyle {
  /// Letters upright within a style whose others are not.
  static let upright = "<w:i w:val=\"0\"/><w:iCs w:val=\"0\"/>"
  static let hyphenless = "<w:suppressAutoHyphens/>"
}
