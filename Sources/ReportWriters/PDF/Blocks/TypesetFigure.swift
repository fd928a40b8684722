import JSONBytes
import ReportDocument
import ReportFigures

extension TypesetSpelling {
  mutating func figure(_ figure: NumberedFigure) {
    let caption = FigureCaption(figure, phrases)
    block("figure") { [self] writer in
      let drawing = figure.drawing
      writer.member("svg", SVGText(drawing, in: language, alternative: figure.alternative, place: .shapes).text)
      length("width", drawing.width, to: &writer)
      length("height", drawing.height, to: &writer)
      writer.key("labels")
      writer.beginArray()
      for case .text(let label) in drawing.shapes { write(label, to: &writer) }
      writer.endArray()
      writer.member("alternative", inline.plain(figure.alternative))
      writer.member("number", caption.number)
      writer.key("caption")
      inline.title(caption.text, to: &writer)
      writer.member("table", caption.table)
    }
  }

  /// A text of the drawing. It is set like the report's other texts, which finds each character in the font that has it; what
  /// draws pictures does not, where letters are joined or have marks.
  private func write(_ label: Drawing.Label, to writer: inout JSONWriter) {
    writer.beginObject()
    length("x", label.position.x, to: &writer)
    length("y", label.position.y, to: &writer)
    length("size", label.size, to: &writer)
    switch label.anchor {
    case .start: break
    case .middle: writer.member("anchor", "middle")
    case .end: writer.member("anchor", "end")
    }
    if label.isBold { writer.member("bold", true) }
    writer.member("fill", InkColour(label.ink).light)
    writer.key("text")
    inline.title(TitleText(label.text, language: label.language), to: &writer)
    writer.endObject()
  }

  /// Points, with at most two digits after the point.
  private func length(_ name: StaticString, _ value: Double, to writer: inout JSONWriter) {
    writer.key(name)
    writer.raw(SVGText.number(value).utf8)
  }
}
