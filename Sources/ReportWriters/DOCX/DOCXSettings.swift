import ReportDocument

/// The document's settings. They do not ask Word to compute fields on opening: it would ask the reader first whether it may,
/// and contents that are marked as stale lose their page numbers.
enum DOCXSettings {
  static func part(_ language: DocumentLanguage) -> String {
    "<w:settings xmlns:w=\"\(DOCXNames.main)\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/><w:autoHyphenation/>"
      + "<w:consecutiveHyphenLimit w:val=\"2\"/>"
      + "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
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
