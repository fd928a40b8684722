import ReportDocument

/// What an office file says of itself (ECMA-376, part 2, core properties): no time and no author, so that the same report
/// always has the same bytes and tells of no person.
struct CoreProperties {
  static let part = "/docProps/core.xml"
  static let type = "application/vnd.openxmlformats-package.core-properties+xml"
  static let relationship = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

  let cover: CoverPage
  let language: DocumentLanguage

  var xml: String {
    let header = cover.header
    let title = PrintedText.line(header.title.text, in: header.title.language ?? language)
    var xml = "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
    xml += "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
    xml += "<dc:title>\(XMLText.escaped(title))</dc:title>"
    if let subtitle = header.subtitle {
      let text = PrintedText.line(subtitle.text, in: subtitle.language ?? language)
      xml += "<dc:subject>\(XMLText.escaped(text))</dc:subject>"
    }
    xml += "<dc:language>\(language.rawValue)</dc:language>"
    return xml + "</cp:coreProperties>"
  }
}
