import ReportDocument

extension HTMLSpelling {
  mutating func begin(_ cover: CoverPage) {
    header = cover.header
    writeHead(cover.header)
    writeCover(cover)
  }

  private mutating func writeHead(_ header: DocumentHeader) {
    buffer.append("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n")
    buffer.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
    buffer.append("style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
    buffer.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    buffer.append("<meta name=\"color-scheme\" content=\"light dark\">\n")
    buffer.append("<meta name=\"referrer\" content=\"no-referrer\">\n")
    buffer.append("<title>\(HTMLText.plain(header.title.text, in: header.title.language ?? language))</title>\n")
    buffer.append("<style>\n\(HTMLStyle.sheet)\(pageMargins(header))</style>\n</head>\n<body>\n")
    buffer.append("<a class=\"skip-link\" href=\"#\(HTMLIdentifier.content)\">")
    buffer.append("\(HTMLText.line(phrases.skipLink, in: language))</a>\n")
  }

  /// The running header and footer, which CSS can only take from the style sheet itself.
  private func pageMargins(_ header: DocumentHeader) -> String {
    let title = HTMLText.cssString(PrintedText.shortened(printed(header.title), to: 70))
    let reference = header.reference.map { PrintedText.line($0, in: language) } ?? printed(header.donor)
    let level = PrintedText.line("\(phrases.level.text): \(stamp.level)", in: language)
    let page = HTMLText.cssString(phrases.page + "\u{A0}")
    let of = HTMLText.cssString(" \(phrases.pageOf)\u{A0}")
    return """
      @page {
        @top-left { content: \(title); }
        @top-right { content: \(HTMLText.cssString(PrintedText.shortened(reference, to: 24))); }
        @bottom-left { content: \(HTMLText.cssString(PrintedText.shortened(level, to: 40))); }
        @bottom-right { content: \(page) counter(page) \(of) counter(pages); }
      }
      @page :first {
        @top-left { content: none; }
        @top-right { content: none; }
        @bottom-left { content: none; }
        @bottom-right { content: none; }
      }

      """
  }

  private func printed(_ title: TitleText) -> String { PrintedText.line(title.text, in: title.language ?? language) }

  private mutating func writeCover(_ cover: CoverPage) {
    let header = cover.header
    buffer.append("<header class=\"cover\">\n<div class=\"cover-head\">\n")
    buffer.append("<p class=\"cover-donor\">\(HTMLText.title(header.donor, in: language))</p>\n")
    buffer.append("<h1>\(HTMLText.title(header.title, in: language))</h1>\n")
    if let subtitle = header.subtitle {
      buffer.append("<p class=\"cover-subtitle\">\(HTMLText.label(subtitle, in: language))</p>\n")
    }
    buffer.append("</div>\n<dl class=\"cover-facts\">\n")
    for line in cover.lines {
      buffer.append("<div><dt>\(HTMLText.title(line.label, in: language))</dt>")
      buffer.append("<dd\(inline.trace(of: line.value))>\(inline.cell(line.value))</dd></div>\n")
    }
    buffer.append("</dl>\n</header>\n")
  }
}
