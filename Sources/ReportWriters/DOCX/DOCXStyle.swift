/// One style of the document (ECMA-376, part 1, 17.7). Word and LibreOffice know their own by these names.
struct DOCXStyle {
  enum Kind: String {
    case paragraph
    case character
  }

  let kind: Kind
  let identifier: String
  let name: String
  var parent: String?
  /// The style of the paragraph behind.
  var next: String?
  /// A paragraph's properties.
  var paragraph = ""
  /// Its letters' properties.
  var run = ""
  /// Whether it is one of the writer's own.
  var isCustom = false

  static func paragraph(
    _ identifier: String, _ name: String, on parent: String? = "Normal", next: String? = nil, _ paragraph: String = "",
    _ run: String = "", isCustom: Bool = false
  ) -> DOCXStyle {
    DOCXStyle(
      kind: .paragraph, identifier: identifier, name: name, parent: parent, next: next, paragraph: paragraph, run: run,
      isCustom: isCustom)
  }

  static func character(_ identifier: String, _ name: String, _ run: String, isCustom: Bool = false) -> DOCXStyle {
    DOCXStyle(kind: .character, identifier: identifier, name: name, run: run, isCustom: isCustom)
  }

  var xml: String {
    var xml = "<w:style w:type=\"\(kind.rawValue)\""
    if isCustom { xml += " w:customStyle=\"1\"" }
    if identifier == "Normal" { xml += " w:default=\"1\"" }
    xml += " w:styleId=\"\(identifier)\"><w:name w:val=\"\(name)\"/>"
    if let parent, identifier != "Normal" { xml += "<w:basedOn w:val=\"\(parent)\"/>" }
    if let next { xml += "<w:next w:val=\"\(next)\"/>" }
    xml += "<w:qFormat/>"
    if !paragraph.isEmpty { xml += "<w:pPr>\(paragraph)</w:pPr>" }
    if !run.isEmpty { xml += "<w:rPr>\(run)</w:rPr>" }
    return xml + "</w:style>"
  }

  // MARK: Properties in the words of the schema

  /// Bold letters of every script.
  static let bold = "<w:b/><w:bCs/>"
  static let italic = "<w:i/><w:iCs/>"
  static let sans =
    "<w:rFonts w:ascii=\"\(DOCXFonts.headings)\" w:hAnsi=\"\(DOCXFonts.headings)\" w:cs=\"\(DOCXFonts.complex)\"/>"

  /// A size in half points, for letters of every script.
  static func size(_ halfPoints: Int) -> String { "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>" }

  static func color(_ color: String) -> String { "<w:color w:val=\"\(color)\"/>" }

  /// Space above and below in twentieths of a point.
  static func space(_ before: Int, _ after: Int) -> String {
    "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\"/>"
  }
}

/// The colours, those of the HTML report in light.
enum DOCXColor {
  static let ink = "1B1F24"
  static let muted = "545C66"
  static let accent = "17406D"
  static let rule = "C9D0D8"
  static let tint = "F2F5F8"
  static let group = "E6ECF2"
  static let warning = "8A4B00"
  static let warningTint = "FDF4E3"
  static let gap = "7A1F2B"
  static let gapTint = "FBEEEE"

  static func shade(_ color: String) -> String { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(color)\"/>" }
}
