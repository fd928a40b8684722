import ReportDocument
import ReportFigures

extension DOCXSpelling {
  /// A drawing stands in the line as a group of shapes. What shows no shapes prints what they say.
  mutating func figure(_ figure: NumberedFigure) {
    prepare(.text)
    let spoken = figure.alternative.language ?? language
    let alternative = PrintedText.shortened(
      PrintedText.line(figure.alternative.text, in: spoken), to: DOCXLimits.descriptionLength)
    let label = phrases.figure
    let caption = FigureCaption(figure, phrases)
    // LibreOffice stretches shapes until they fill the group's frame, unless one does already.
    var drawing = figure.drawing
    let ground = Drawing.Rectangle(x: 0, y: 0, width: drawing.width, height: drawing.height)
    drawing.shapes.insert(.rectangle(ground, fill: .paper), at: 0)
    let shapes = DrawingMLShapes(
      drawing, host: .word, language: language, name: "\(label) \(figure.number)", alternative: alternative,
      firstIdentifier: nextShape + 1)
    let properties =
      "id=\"\(nextShape)\" name=\"\(label) \(figure.number)\" descr=\"\(XMLText.escaped(alternative))\""
    nextShape = shapes.nextIdentifier
    writeParagraph(
      "Figure",
      "<w:r><mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" "
        + "distR=\"0\"><wp:extent cx=\"\(shapes.width)\" cy=\"\(shapes.height)\"/><wp:docPr \(properties)/>"
        + "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"\(DOCXNames.group)\">\(shapes.xml)</a:graphicData>"
        + "</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t xml:space=\"preserve\">"
        + "\(XMLText.escaped(alternative))</w:t></mc:Fallback></mc:AlternateContent></w:r>")
    writeParagraph(
      "FigureCaption",
      Self.number(label, figure.number, language) + DOCXText.verbatim(" ", in: language)
        + DOCXText.title(caption.text, in: language) + DOCXText.verbatim(" ", in: language)
        + DOCXText.line(caption.table, in: language))
  }
}
