/// How a cell looks.
struct XLSXStyle: Hashable {
  enum Font: Int, CaseIterable {
    case text, strong, emphasis, muted, link, title, subtitle, heading1, heading2, heading3, head, caption
  }

  enum Fill: Int, CaseIterable {
    case none, tint, group, warning, gap
  }

  enum Line: Int, CaseIterable {
    case none, row, head, total
  }

  enum Side: Int {
    case start, center, end
  }

  var font = Font.text
  var fill = Fill.none
  var line = Line.none
  var side = Side.start
  var indent = 0
  /// A number format; nil for text.
  var format: String?
  /// Whether a person who edits the cell gets a text again, whatever it begins with.
  var isQuoted = false
  var readsFromRight = false
}

/// The looks that a workbook uses, in the order of their first use.
final class XLSXStyles {
  private var indices: [XLSXStyle: Int] = [:]
  private var styles: [XLSXStyle] = []
  private var above = [(XLSXStyle, Int)?](repeating: nil, count: XLSXSheet.mostColumns)
  private var formats: [String: Int] = [:]
  private var formatList: [String] = []
  private static let firstOwnFormat = 164

  init() { _ = index(of: XLSXStyle()) }

  /// The look's number for a cell of a column, whose cells mostly look like the one above.
  func index(of style: XLSXStyle, column: Int) -> Int {
    if let (before, index) = above[column], before == style { return index }
    let index = index(of: style)
    above[column] = (style, index)
    return index
  }

  /// The look's number. Where there are too many already, its plain form.
  func index(of style: XLSXStyle) -> Int {
    if let index = indices[style] { return index }
    guard styles.count < XLSXLimits.styles else { return 0 }
    if let format = style.format, formats[format] == nil {
      formats[format] = Self.firstOwnFormat + formatList.count
      formatList.append(format)
    }
    indices[style] = styles.count
    styles.append(style)
    return styles.count - 1
  }

  /// Whether another look can be kept.
  var hasRoom: Bool { styles.count < XLSXLimits.styles }

  /// `xl/styles.xml`.
  var part: String {
    var xml = "<styleSheet xmlns=\"\(XLSXNames.main)\">"
    if !formatList.isEmpty {
      xml += "<numFmts count=\"\(formatList.count)\">"
      for (index, format) in formatList.enumerated() {
        xml += "<numFmt numFmtId=\"\(Self.firstOwnFormat + index)\" formatCode=\"\(XMLText.escaped(format))\"/>"
      }
      xml += "</numFmts>"
    }
    xml += "<fonts count=\"\(XLSXStyle.Font.allCases.count)\">\(XLSXStyle.Font.allCases.map(\.xml).joined())</fonts>"
    let fills = XLSXStyle.Fill.allCases.dropFirst()
    xml += "<fills count=\"\(fills.count + 2)\"><fill><patternFill patternType=\"none\"/></fill>"
    xml += "<fill><patternFill patternType=\"gray125\"/></fill>\(fills.map(\.xml).joined())</fills>"
    xml +=
      "<borders count=\"\(XLSXStyle.Line.allCases.count)\">\(XLSXStyle.Line.allCases.map(\.xml).joined())</borders>"
    xml += "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    xml += "<cellXfs count=\"\(styles.count)\">\(styles.map(element).joined())</cellXfs>"
    xml += "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    return xml + "</styleSheet>"
  }

  private func element(_ style: XLSXStyle) -> String {
    let format = style.format.flatMap { formats[$0] } ?? 0
    // The second fill is one that Excel keeps for itself.
    let fill = style.fill == .none ? 0 : style.fill.rawValue + 1
    var xml = "<xf numFmtId=\"\(format)\" fontId=\"\(style.font.rawValue)\" fillId=\"\(fill)\" "
    xml += "borderId=\"\(style.line.rawValue)\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" "
    xml += "applyBorder=\"1\" applyAlignment=\"1\"\(style.isQuoted ? " quotePrefix=\"1\"" : "")>"
    xml += "<alignment vertical=\"\(style.font == .head ? "bottom" : "top")\" wrapText=\"1\""
    switch style.side {
    case .start: if !style.readsFromRight { xml += " horizontal=\"left\" indent=\"\(style.indent)\"" }
    case .center: xml += " horizontal=\"center\""
    case .end: xml += " horizontal=\"right\""
    }
    if style.readsFromRight { xml += " readingOrder=\"2\"" }
    return xml + "/></xf>"
  }
}

extension XLSXStyle.Font {
  /// What stands in a font's element, for the workbook's list and for runs of a text, whose name has another element.
  var properties: String {
    switch self {
    case .text: Self.properties(size: 10, colour: "1B1F24")
    case .strong: Self.properties(size: 10, colour: "1B1F24", isBold: true)
    case .emphasis: Self.properties(size: 10, colour: "1B1F24", isItalic: true)
    case .muted: Self.properties(size: 10, colour: "545C66", isItalic: true)
    case .link: Self.properties(size: 10, colour: "17406D", isUnderlined: true)
    case .title: Self.properties(size: 18, colour: "17406D", isBold: true)
    case .subtitle: Self.properties(size: 12, colour: "545C66")
    case .heading1: Self.properties(size: 14, colour: "17406D", isBold: true)
    case .heading2: Self.properties(size: 12, colour: "17406D", isBold: true)
    case .heading3: Self.properties(size: 10, colour: "17406D", isBold: true)
    case .head: Self.properties(size: 10, colour: "17406D", isBold: true)
    case .caption: Self.properties(size: 11, colour: "1B1F24", isBold: true)
    }
  }

  /// Points from line to line.
  var lineHeight: Double {
    switch self {
    case .title: 26
    case .heading1: 21
    case .subtitle, .heading2: 18
    case .caption: 16
    default: 14
    }
  }

  fileprivate var xml: String { "<font>\(properties)<name val=\"\(Self.name)\"/><family val=\"2\"/></font>" }

  /// The font that every Excel has; LibreOffice has Carlito, of the same widths, in its place.
  static let name = "Calibri"

  private static func properties(
    size: Int, colour: String, isBold: Bool = false, isItalic: Bool = false, isUnderlined: Bool = false
  ) -> String {
    "\(isBold ? "<b/>" : "")\(isItalic ? "<i/>" : "")\(isUnderlined ? "<u/>" : "")<sz val=\"\(size)\"/>"
      + "<color rgb=\"FF\(colour)\"/>"
  }
}

extension XLSXStyle.Fill {
  fileprivate var xml: String {
    let colour =
      switch self {
      case .none: "FFFFFF"
      case .tint: "F2F5F8"
      case .group: "E6ECF2"
      case .warning: "FDF4E3"
      case .gap: "FBEEEE"
      }
    return
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF\(colour)\"/><bgColor indexed=\"64\"/></patternFill></fill>"
  }
}

extension XLSXStyle.Line {
  fileprivate var xml: String {
    switch self {
    case .none: "<border><left/><right/><top/><bottom/><diagonal/></border>"
    case .row: Self.xml(top: nil, bottom: ("hair", "C9D0D8"))
    case .head: Self.xml(top: ("medium", "17406D"), bottom: ("thin", "17406D"))
    case .total: Self.xml(top: ("thin", "17406D"), bottom: ("thin", "17406D"))
    }
  }

  private static func xml(top: (String, String)?, bottom: (String, String)) -> String {
    let above = top.map { "<top style=\"\($0.0)\"><color rgb=\"FF\($0.1)\"/></top>" } ?? "<top/>"
    return "<border><left/><right/>\(above)<bottom style=\"\(bottom.0)\"><color rgb=\"FF\(bottom.1)\"/></bottom>"
      + "<diagonal/></border>"
  }
}
