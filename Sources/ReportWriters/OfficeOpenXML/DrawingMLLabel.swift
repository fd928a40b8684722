import ReportDocument
import ReportFigures

/// A label as a text box without margins, so placed that its letters stand where the drawing wants them.
struct DrawingMLLabel {
  /// The typeface, which every office program has or has one of the same widths for.
  static let font = "Arial"

  let label: Drawing.Label
  /// The text box.
  let box: Drawing.Rectangle
  private let language: DocumentLanguage

  init(_ label: Drawing.Label, in drawing: Drawing, language: DocumentLanguage) {
    self.label = label
    self.language = label.language ?? language
    // A box beyond the drawing would widen the group, and programs would scale all of it.
    let wanted = LabelWidth.of(label.text, size: label.size, isBold: label.isBold) * 1.1 + 4
    let x = label.position.x
    let top = max(0, label.position.y - label.size * Self.ascent)
    let height = label.size * (Self.ascent + Self.descent)
    switch label.anchor {
    case .start:
      box = Drawing.Rectangle(x: x, y: top, width: max(1, min(wanted, drawing.width - x)), height: height)
    case .end:
      let width = max(1, min(wanted, x))
      box = Drawing.Rectangle(x: x - width, y: top, width: width, height: height)
    case .middle:
      let half = max(0.5, min(wanted / 2, x, drawing.width - x))
      box = Drawing.Rectangle(x: x - half, y: top, width: 2 * half, height: height)
    }
  }

  /// `RRGGBB` on white paper.
  static func colour(_ ink: Drawing.Ink) -> String { String(InkColour(ink).light.dropFirst()).uppercased() }

  /// Above and below the line on which the letters stand, as a part of their size.
  private static let ascent = 0.905
  private static let descent = 0.22

  private static let body =
    "rot=\"0\" vertOverflow=\"overflow\" horzOverflow=\"overflow\" vert=\"horz\" wrap=\"none\" lIns=\"0\" tIns=\"0\" "
    + "rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:noAutofit/>"

  private var languageTag: String { language == .french ? "fr-FR" : "en-GB" }

  /// `wps:txbx` and `wps:bodyPr`.
  var word: String {
    let side =
      switch label.anchor {
      case .start: "left"
      case .middle: "center"
      case .end: "right"
      }
    let size = Int((label.size * 2).rounded())
    let runs = DirectionRun.runs(of: label.text).map { run in
      "<w:r><w:rPr><w:rFonts w:ascii=\"\(Self.font)\" w:hAnsi=\"\(Self.font)\" w:cs=\"\(Self.font)\"/>"
        + (label.isBold ? "<w:b/><w:bCs/>" : "") + "<w:color w:val=\"\(Self.colour(label.ink))\"/>"
        + "<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/>" + (run.script == nil ? "" : "<w:rtl/>")
        + (run.script.map(DOCXLanguage.complex) ?? DOCXLanguage.latin(language))
        + "</w:rPr><w:t xml:space=\"preserve\">\(XMLText.escaped(run.text))</w:t></w:r>"
    }
    return "<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" "
      + "w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"\(side)\"/></w:pPr>"
      + "\(runs.joined())</w:p></w:txbxContent></wps:txbx><wps:bodyPr \(Self.body)</wps:bodyPr>"
  }

  /// `xdr:txBody`.
  var spreadsheet: String {
    let side =
      switch label.anchor {
      case .start: "l"
      case .middle: "ctr"
      case .end: "r"
      }
    let size = Int((label.size * 100).rounded())
    return "<xdr:txBody><a:bodyPr \(Self.body)</a:bodyPr><a:lstStyle/><a:p><a:pPr algn=\"\(side)\"/>"
      + "<a:r><a:rPr lang=\"\(languageTag)\" sz=\"\(size)\" b=\"\(label.isBold ? 1 : 0)\">"
      + "<a:solidFill><a:srgbClr val=\"\(Self.colour(label.ink))\"/></a:solidFill>"
      + "<a:latin typeface=\"\(Self.font)\"/><a:cs typeface=\"\(Self.font)\"/></a:rPr>"
      + "<a:t>\(XMLText.escaped(PrintedText.isolated(label.text)))</a:t></a:r></a:p></xdr:txBody>"
  }
}
