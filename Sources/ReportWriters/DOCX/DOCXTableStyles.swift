import ReportDocument

/// The styles of tables and of callouts.
extension DOCXStyles {
  /// How small a table's letters are, by how many columns must stand beside each other.
  enum Density: Int, CaseIterable {
    case usual
    case dense
    case small
    case smallest

    init(columns: Int) {
      switch columns {
      case ..<TableShape.denseColumns: self = .usual
      case ..<14: self = .dense
      case ..<22: self = .small
      default: self = .smallest
      }
    }

    /// A size smaller, unless letters are small already.
    var smaller: Density {
      switch self {
      case .usual: .dense
      case .dense, .small: .small
      case .smallest: .smallest
      }
    }

    /// Twentieths of a point of an em.
    var em: Double { Double(halfPoints * 10) }

    /// What the names of its styles end with.
    var suffix: String { self == .usual ? "" : "\(rawValue + 1)" }

    fileprivate var halfPoints: Int {
      switch self {
      case .usual: 18
      case .dense: 16
      case .small: 14
      case .smallest: 10
      }
    }

    /// The margins beside a cell's text, in twentieths of a point.
    var margin: Int {
      switch self {
      case .usual: 100
      case .dense: 70
      case .small: 45
      case .smallest: 20
      }
    }
  }

  static let tables: [DOCXStyle] =
    Density.allCases.flatMap { density -> [DOCXStyle] in
      let size = DOCXStyle.size(density.halfPoints)
      let space = DOCXStyle.hyphenless + DOCXStyle.space(density == .usual ? 50 : 35, density == .usual ? 50 : 35)
      let name = density == .usual ? "" : " \(density.rawValue + 1)"
      return [
        .paragraph("TableText\(density.suffix)", "Table text\(name)", space, DOCXStyle.sans + size, isCustom: true),
        .paragraph(
          "TableHeader\(density.suffix)", "Table header\(name)", "<w:keepNext/>" + space,
          DOCXStyle.sans + DOCXStyle.bold + DOCXStyle.color(DOCXColor.accent) + size, isCustom: true),
        .paragraph(
          "TableGroup\(density.suffix)", "Table group\(name)", "<w:keepNext/>" + space,
          DOCXStyle.sans + DOCXStyle.bold + size, isCustom: true),
        .paragraph(
          "TableTotal\(density.suffix)", "Table total\(name)", space, DOCXStyle.sans + DOCXStyle.bold + size,
          isCustom: true),
      ]
    } + [
      .paragraph(
        "TableEmpty", "Table empty", on: "TableText", DOCXStyle.space(140, 140) + "<w:jc w:val=\"center\"/>",
        DOCXStyle.italic + DOCXStyle.color(DOCXColor.muted), isCustom: true),
      .paragraph(
        "Caption", "caption", next: "BodyText", DOCXStyle.hyphenless + DOCXStyle.space(220, 100),
        DOCXStyle.sans + DOCXStyle.bold + DOCXStyle.size(19)),
      .paragraph(
        "TableNote", "Table note", DOCXStyle.space(70, 200),
        DOCXStyle.sans + DOCXStyle.color(DOCXColor.muted) + DOCXStyle.size(16), isCustom: true),
      .paragraph("Figure", "Figure", "<w:keepNext/>" + DOCXStyle.space(220, 60), isCustom: true),
      .paragraph("FigureCaption", "Figure caption", on: "Caption", DOCXStyle.space(60, 240), isCustom: true),
    ]

  /// Lines between rows, stronger ones around the head and at the foot.
  static let tableStyle =
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
    + "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
    + "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/><w:bottom w:w=\"0\" "
    + "w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    + "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTable\"><w:name w:val=\"Report table\"/>"
    + "<w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr><w:tblBorders>\(line("top", 12, DOCXColor.accent))"
    + "\(line("bottom", 12, DOCXColor.accent))\(line("insideH", 4, DOCXColor.rule))</w:tblBorders></w:tblPr>"
    + "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>"

  private static func line(_ side: String, _ size: Int, _ color: String, _ kind: String = "single", space: Int = 0)
    -> String
  {
    "<w:\(side) w:val=\"\(kind)\" w:sz=\"\(size)\" w:space=\"\(space)\" w:color=\"\(color)\"/>"
  }

  static let callouts: [DOCXStyle] = Callout.Tone.allCases.flatMap { tone -> [DOCXStyle] in
    let name = identifier(tone)
    let space = DOCXStyle.space(0, 0) + "<w:ind w:left=\"227\" w:right=\"227\"/>"
    let look = borders(tone) + DOCXColor.shade(tint(tone))
    return [
      .paragraph(name, "Callout \(tone.rawValue)", on: "BodyText", "<w:keepLines/>" + look + space, isCustom: true),
      .paragraph(
        "\(name)Label", "Callout \(tone.rawValue) label", on: name, "<w:keepNext/>",
        DOCXStyle.sans + DOCXStyle.bold + DOCXStyle.color(color(tone)) + DOCXStyle.size(19), isCustom: true),
    ]
  }

  /// The name of a callout's style.
  static func identifier(_ tone: Callout.Tone) -> String {
    switch tone {
    case .info: "CalloutInfo"
    case .key: "CalloutKey"
    case .warning: "CalloutWarning"
    case .placeholder: "CalloutPlaceholder"
    }
  }

  private static func borders(_ tone: Callout.Tone) -> String {
    let color = color(tone)
    let (frame, kind, size) =
      switch tone {
      case .info, .warning: (tint(tone), "single", 4)
      case .key: (color, "single", 6)
      case .placeholder: (color, "dashed", 6)
      }
    return "<w:pBdr>\(line("top", size, frame, kind, space: 6))\(line("left", 36, color, space: 8))"
      + "\(line("bottom", size, frame, kind, space: 6))\(line("right", size, frame, kind, space: 8))</w:pBdr>"
  }

  private static func color(_ tone: Callout.Tone) -> String {
    switch tone {
    case .info, .key: DOCXColor.accent
    case .warning: DOCXColor.warning
    case .placeholder: DOCXColor.gap
    }
  }

  private static func tint(_ tone: Callout.Tone) -> String {
    switch tone {
    case .info, .key: DOCXColor.tint
    case .warning: DOCXColor.warningTint
    case .placeholder: DOCXColor.gapTint
    }
  }
}
