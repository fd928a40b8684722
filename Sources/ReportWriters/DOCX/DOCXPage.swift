import ReportDocument

/// A4 with margins of 20 mm beside the text, in twentieths of a point.
struct DOCXPage {
  let width: Int
  let height: Int
  let orientation: Part.Orientation

  static let portrait = DOCXPage(width: 11_906, height: 16_838, orientation: .portrait)
  static let landscape = DOCXPage(width: 16_838, height: 11_906, orientation: .landscape)

  private static let sideMargin = 1_134

  init(width: Int, height: Int, orientation: Part.Orientation) {
    self.width = width
    self.height = height
    self.orientation = orientation
  }

  init(_ orientation: Part.Orientation) { self = orientation == .portrait ? .portrait : .landscape }

  var textWidth: Int { width - 2 * Self.sideMargin }

  /// What a section's pages are like. Only the first has a page without running titles, its cover.
  func section(isFirst: Bool) -> String {
    let name = orientation.rawValue
    var xml = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header-\(name)\"/>"
    xml += "<w:footerReference w:type=\"default\" r:id=\"footer-\(name)\"/><w:type w:val=\"nextPage\"/>"
    xml += "<w:pgSz w:w=\"\(width)\" w:h=\"\(height)\""
    if orientation == .landscape { xml += " w:orient=\"landscape\"" }
    xml += "/><w:pgMar w:top=\"1361\" w:right=\"\(Self.sideMargin)\" w:bottom=\"1247\" w:left=\"\(Self.sideMargin)\" "
    xml += "w:header=\"680\" w:footer=\"624\" w:gutter=\"0\"/>"
    return xml + (isFirst ? "<w:titlePg/>" : "") + "</w:sectPr>"
  }
}

/// How far lines stand in, in twentieths of a point.
enum DOCXIndent {
  /// Where a line of the contents has its number and its text, by level.
  static let contents: [(number: Int, text: Int)] = [(0, 454), (454, 1_077), (1_077, 1_871), (1_871, 2_835)]
  /// Where a heading's text begins behind its number, by level.
  static let headings = [510, 680, 794, 964]
  /// Where a list's text begins, by its depth.
  static func list(_ depth: Int) -> Int { 397 * (depth + 1) }
}
