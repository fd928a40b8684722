import ReportDocument
import ReportFigures

/// The figures of a sheet, each below its table (ECMA-376-1, 20.5).
struct XLSXDrawing {
  private let figures: [(figure: NumberedFigure, row: Int)]
  private let context: SpellingContext

  init(_ figures: [(figure: NumberedFigure, row: Int)], _ context: SpellingContext) {
    self.figures = figures
    self.context = context
  }

  var part: String {
    var xml = "<xdr:wsDr xmlns:xdr=\"\(XLSXNames.spreadsheetDrawing)\" xmlns:a=\"\(XLSXNames.drawing)\">"
    var next = 2
    for (figure, row) in figures {
      let spoken = figure.alternative.language ?? context.language
      // LibreOffice stretches shapes until they fill the group's frame, unless one does already.
      var drawing = figure.drawing
      let ground = Drawing.Rectangle(x: 0, y: 0, width: drawing.width, height: drawing.height)
      drawing.shapes.insert(.rectangle(ground, fill: .paper), at: 0)
      let shapes = DrawingMLShapes(
        drawing, host: .spreadsheet, language: context.language, name: "\(context.phrases.figure) \(figure.number)",
        alternative: PrintedText.line(figure.alternative.text, in: spoken), firstIdentifier: next)
      next = shapes.nextIdentifier
      xml += "<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>\(row)</xdr:row>"
      xml += "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx=\"\(shapes.width)\" cy=\"\(shapes.height)\"/>"
      xml += "\(shapes.xml)<xdr:clientData/></xdr:oneCellAnchor>"
    }
    return xml + "</xdr:wsDr>"
  }
}
