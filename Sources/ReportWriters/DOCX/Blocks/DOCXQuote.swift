import ReportDocument

extension DOCXSpelling {
  mutating func quote(_ quote: Quote) {
    prepare(.text)
    let isFrench = language == .french
    let opening = DOCXText.verbatim(isFrench ? "«\u{202F}" : "“", in: language)
    let closing = DOCXText.verbatim(isFrench ? "\u{202F}»" : "”", in: language)
    writeParagraph(
      "Quote", opening + inline.text(quote.text) + closing,
      properties: quote.attribution == nil ? "" : "<w:keepNext/>")
    guard let attribution = quote.attribution else { return }
    writeParagraph(
      "QuoteSource", DOCXText.verbatim("— ", in: language) + DOCXText.title(attribution, in: language))
  }
}
