import ReportDocument
import ReportFigures

/// A drawing as one group of shapes that a word processor or a spreadsheet shows and lets its user change (ECMA-376-1,
/// 20.1 and 20.5; MS-ODRAWXML for shapes in Word). Colours are those of white paper.
///
/// The element stands alone: what anchors it in a text or on a sheet is the medium's. It uses these prefixes, which the
/// part's root must declare: `a`, with `wpg`, `wps` and `w` in Word, with `xdr` in a spreadsheet.
struct DrawingMLShapes {
  /// Which program shows the shapes.
  enum Host: Hashable, Sendable {
    /// `wpg:wgp`, for `a:graphicData` of the uri `http://schemas.microsoft.com/office/word/2010/wordprocessingGroup`.
    case word
    /// `xdr:grpSp`, for an anchor of `xdr:wsDr`.
    case spreadsheet
  }

  let drawing: Drawing
  let host: Host
  let language: DocumentLanguage
  /// What the group is called.
  let name: String
  /// What it shows, in words.
  let alternative: String
  /// The group's number among all that is drawn in its part; its shapes' numbers follow.
  let firstIdentifier: Int

  /// A drawing for a host. Name and alternative are printed text, not yet escaped.
  init(
    _ drawing: Drawing, host: Host, language: DocumentLanguage, name: String = "", alternative: String = "",
    firstIdentifier: Int = 1
  ) {
    self.drawing = drawing
    self.host = host
    self.language = language
    self.name = name
    self.alternative = alternative
    self.firstIdentifier = firstIdentifier
  }

  /// The first number that no shape has.
  var nextIdentifier: Int { firstIdentifier + 1 + drawing.shapes.count }

  /// How wide the drawing is, in English Metric Units.
  var width: Int { Self.units(drawing.width) }

  /// How high.
  var height: Int { Self.units(drawing.height) }

  /// The group.
  var xml: String {
    var xml = begin
    for (index, shape) in drawing.shapes.enumerated() {
      let identifier = firstIdentifier + 1 + index
      switch shape {
      case .rectangle(let rectangle, let fill):
        xml += element(
          identifier, frame(rectangle) + Self.rectangleGeometry + solidFill(fill) + Self.noLine, isText: false,
          content: emptyText)
      case .path(let path, let fill, let stroke):
        let outline = DrawingMLPath(path)
        xml += element(
          identifier, outline.xml + (fill.map(solidFill) ?? "<a:noFill/>") + (stroke.map(line) ?? Self.noLine),
          isText: false, content: emptyText)
      case .text(let label):
        let text = DrawingMLLabel(label, in: drawing, language: language)
        xml += element(
          identifier, frame(text.box) + Self.rectangleGeometry + "<a:noFill/>" + Self.noLine, isText: true,
          content: host == .word ? text.word : text.spreadsheet)
      }
    }
    return xml + (host == .word ? "</wpg:wgp>" : "</xdr:grpSp>")
  }

  /// Points in English Metric Units, of which an inch has 914,400.
  static func units(_ points: Double) -> Int { Int((points * 12_700).rounded()) }

  private static let rectangleGeometry = "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
  private static let noLine = "<a:ln><a:noFill/></a:ln>"

  private var begin: String {
    let frame =
      "<a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"\(width)\" cy=\"\(height)\"/><a:chOff x=\"0\" y=\"0\"/>"
      + "<a:chExt cx=\"\(width)\" cy=\"\(height)\"/></a:xfrm>"
    let properties =
      "id=\"\(firstIdentifier)\" name=\"\(XMLText.escaped(name))\" descr=\"\(XMLText.escaped(alternative))\""
    switch host {
    case .word:
      return "<wpg:wgp><wpg:cNvPr \(properties)/><wpg:cNvGrpSpPr/><wpg:grpSpPr>\(frame)</wpg:grpSpPr>"
    case .spreadsheet:
      return "<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr \(properties)/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>"
        + "<xdr:grpSpPr>\(frame)</xdr:grpSpPr>"
    }
  }

  private var emptyText: String { host == .word ? "<wps:bodyPr/>" : "" }

  private func element(_ identifier: Int, _ properties: String, isText: Bool, content: String) -> String {
    let box = isText ? " txBox=\"1\"" : ""
    switch host {
    case .word:
      return "<wps:wsp><wps:cNvPr id=\"\(identifier)\" name=\"\(identifier)\"/><wps:cNvSpPr\(box)/>"
        + "<wps:spPr>\(properties)</wps:spPr>\(content)</wps:wsp>"
    case .spreadsheet:
      return "<xdr:sp macro=\"\" textlink=\"\"><xdr:nvSpPr><xdr:cNvPr id=\"\(identifier)\" name=\"\(identifier)\"/>"
        + "<xdr:cNvSpPr\(box)/></xdr:nvSpPr><xdr:spPr>\(properties)</xdr:spPr>\(content)</xdr:sp>"
    }
  }

  private func frame(_ rectangle: Drawing.Rectangle) -> String {
    DrawingMLPath.frame(
      x: rectangle.x, y: rectangle.y, width: rectangle.width, height: rectangle.height)
  }

  private func solidFill(_ ink: Drawing.Ink) -> String {
    "<a:solidFill><a:srgbClr val=\"\(DrawingMLLabel.colour(ink))\"/></a:solidFill>"
  }

  private func line(_ stroke: Drawing.Stroke) -> String {
    "<a:ln w=\"\(Self.units(stroke.width))\">" + solidFill(stroke.ink)
      + (stroke.isDashed ? "<a:prstDash val=\"dash\"/>" : "") + "<a:round/></a:ln>"
  }
}
