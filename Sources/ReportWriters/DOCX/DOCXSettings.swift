import ReportDocument

/// The document's settings.
enum DOCXSettings {
  /// - Parameter updatesFields: whether Word computes fields on opening. It asks the reader first whether it may; that is
  ///   less trouble than contents without page numbers, but too much where there are none.
  static func part(_ language: DocumentLanguage, updatesFields: Bool) -> String {
    "<w:settings xmlns:w=\"\(DOCXNames.main)\"><w:zoom w:percent=\"100\"/>"
      + "<w:defaultTabStop w:val=\"567\"/><w:autoHyphenation/>"
      + "<w:consecutiveHyphenLimit w:val=\"2\"/>"
      + "<w:characterSpacingControl w:val=\"doNotCompress\"/>\(updatesFields ? "<w:updateFields/>" : "")"
      + "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
      + "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
      + "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"\(DOCXLanguage.tag(language))\" w:bidi=\"ar-SA\"/>"
      + "<w:decimalSymbol w:val=\"\(language == .french ? "," : ".")\"/>"
      + "<w:listSeparator w:val=\"\(language == .french ? ";" : ",")\"/></w:settings>"
  }

  /// What the document says of the program that made it.
  static let properties =
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
    + "<Application>Kurukan</Application></Properties>"
}
