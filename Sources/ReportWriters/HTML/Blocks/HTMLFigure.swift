import ReportDocument

extension HTMLSpelling {
  mutating func figure(_ figure: NumberedFigure) {
    let caption = FigureCaption(figure, phrases)
    let title = HTMLIdentifier.figureTitle(figure.number)
    let label = HTMLIdentifier.figureCaption(figure.number)
    let drawing = SVGText(
      figure.drawing, in: language, alternative: figure.alternative, place: .page(titleIdentifier: title))
    buffer.append("<figure class=\"drawn\">\n<div class=\"drawing\" role=\"region\" tabindex=\"0\" ")
    buffer.append("aria-labelledby=\"\(label)\">\n\(drawing.text)\n</div>\n<figcaption id=\"\(label)\">")
    buffer.append(
      "<span class=\"caption-number\">\(caption.number)</span> \(HTMLText.title(caption.text, in: language)) ")
    buffer.append("<span class=\"drawn-from\">\(caption.table)</span></figcaption>\n</figure>\n")
  }
}
