import ReportDocument

/// The document's fonts.
///
/// Cambria and Calibri come with every Word on every system; LibreOffice has Caladea and Carlito for them, with the same
/// widths, so that lines and pages break alike. Ebrima, which Windows has, stands in for the fonts of African scripts.
enum DOCXFonts {
  static let text = "Cambria"
  static let headings = "Calibri"
  static let code = "Consolas"
  /// Arabic and Hebrew letters.
  static let complex = "Arial"
  static let tifinagh = "Noto Sans Tifinagh"
  static let nko = "Noto Sans NKo"
  static let adlam = "Noto Sans Adlam"

  private static let all: [(name: String, alternative: String, family: String, pitch: String)] = [
    (complex, "Liberation Sans", "swiss", "variable"), (headings, "Carlito", "swiss", "variable"),
    (text, "Caladea", "roman", "variable"), (code, "DejaVu Sans Mono", "modern", "fixed"),
    (adlam, "Ebrima", "swiss", "variable"), (nko, "Ebrima", "swiss", "variable"),
    (tifinagh, "Ebrima", "swiss", "variable"),
  ]

  /// The font of a script that the usual ones do not have.
  static func name(of script: RightToLeftScript) -> String? {
    switch script {
    case .nko: nko
    case .adlam: adlam
    case .arabic, .other: nil
    }
  }

  static func run(_ name: String) -> String {
    "<w:rFonts w:ascii=\"\(name)\" w:hAnsi=\"\(name)\" w:eastAsia=\"\(name)\" w:cs=\"\(name)\"/>"
  }

  /// The part that says what stands in for a font that is not there.
  static var table: String {
    var xml = "<w:fonts xmlns:w=\"\(DOCXNames.main)\">"
    for font in all {
      xml += "<w:font w:name=\"\(font.name)\"><w:altName w:val=\"\(font.alternative)\"/>"
      xml += "<w:family w:val=\"\(font.family)\"/><w:pitch w:val=\"\(font.pitch)\"/></w:font>"
    }
    return xml + "</w:fonts>"
  }
}
