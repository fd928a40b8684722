import ReportDocument

extension CSVSpelling {
  mutating func heading(_ heading: NumberedHeading) {
    let title = inline.title(heading.text)
    writeProse(heading.number.map { "\($0) \(title)" } ?? title)
  }

  mutating func paragraph(_ text: RichText, as role: ParagraphRole) { writeProse(inline.text(text)) }

  mutating func callout(_ callout: Callout, label: TitleText) {
    writeProse(inline.title(label), inline.text(callout.text))
  }

  mutating func quote(_ quote: Quote) {
    let text = inline.text(quote.text)
    let words = language == .french ? "«\u{202F}\(text)\u{202F}»" : "“\(text)”"
    if let attribution = quote.attribution {
      writeProse(words, inline.title(attribution))
    } else {
      writeProse(words)
    }
  }

  /// A figure is drawn from the table before; only its words are new.
  mutating func figure(_ figure: NumberedFigure) {
    writeProse("Figure \(figure.number)", inline.title(figure.alternative))
  }

  private mutating func writeProse(_ texts: String...) {
    separate()
    writeLine(texts.map(CSVField.text))
  }
}
