import ReportDocument

extension HTMLSpelling {
  mutating func quote(_ quote: Quote) {
    flushHeading()
    let isFrench = language == .french
    let opening = isFrench ? "«\u{202F}" : "“"
    let closing = isFrench ? "\u{202F}»" : "”"
    buffer.append("<figure class=\"quote\"><blockquote><p>\(opening)\(inline.text(quote.text))\(closing)</p>")
    buffer.append("</blockquote>")
    if let attribution = quote.attribution {
      buffer.append("<figcaption>— \(HTMLText.title(attribution, in: language))</figcaption>")
    }
    buffer.append("</figure>\n")
  }
}
