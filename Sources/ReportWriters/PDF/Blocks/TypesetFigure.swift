import JSONBytes
import ReportDocument

extension TypesetSpelling {
  mutating func figure(_ figure: NumberedFigure) {
    let caption = FigureCaption(figure, phrases)
    block("figure") { [self] writer in
      writer.member(
        "svg", SVGText(figure.drawing, in: language, alternative: figure.alternative, place: .file).text)
      writer.member("alternative", inline.plain(figure.alternative))
      writer.member("number", caption.number)
      writer.key("caption")
      inline.title(caption.text, to: &writer)
      writer.member("table", caption.table)
    }
  }
}
