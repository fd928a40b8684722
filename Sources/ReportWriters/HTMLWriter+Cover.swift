import ReportDocument

extension HTMLWriter {
  mutating func writeHead(_ header: DocumentHeader) {
    let language = stamp.language
    buffer.append("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n")
    buffer.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
    buffer.append("style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
    buffer.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    buffer.append("<meta name=\"color-scheme\" content=\"light dark\">\n")
    buffer.append("<meta name=\"referrer\" content=\"no-referrer\">\n")
    buffer.append("<title>\(HTMLText.line(header.title, in: language))</title>\n")
    buffer.append("<style>\n\(HTMLStyle.sheet)\(pageMargins(header))</style>\n</head>\n<body>\n")
    buffer.append("<a class=\"skip-link\" href=\"#\(HTMLIdentifier.content)\">")
    buffer.append("\(HTMLText.line(phrases.skipLink, in: language))</a>\n")
  }

  /// The running header and footer, which CSS can only take from the style sheet itself.
  private func pageMargins(_ header: DocumentHeader) -> String {
    let language = stamp.language
    let title = HTMLText.cssString(Self.shortened(PrintedText.line(header.title, in: language)))
    let reference = HTMLText.cssString(
      Self.shortened(PrintedText.line(header.reference ?? header.donor, in: language), to: 40))
    let level = HTMLText.cssString(
      Self.shortened(PrintedText.line("\(phrases.level): \(stamp.level)", in: language), to: 60))
    let page = HTMLText.cssString(phrases.page + "\u{A0}")
    let of = HTMLText.cssString(" \(phrases.pageOf)\u{A0}")
    return """
      @page {
        @top-left { content: \(title); }
        @top-right { content: \(reference); }
        @bottom-left { content: \(level); }
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

  /// Text that fits a running header, cut at a word where that is possible.
  private static func shortened(_ text: String, to limit: Int = 90) -> String {
    guard text.count > limit else { return text }
    let head = text.prefix(limit)
    let cut = head.lastIndex(of: " ") ?? head.endIndex
    return String(head[..<cut]) + "…"
  }

  mutating func writeCover(_ header: DocumentHeader) {
    let language = stamp.language
    buffer.append("<header class=\"cover\">\n<div class=\"cover-head\">\n")
    buffer.append("<p class=\"cover-donor\">\(HTMLText.line(header.donor, in: language))</p>\n")
    buffer.append("<h1>\(HTMLText.line(header.title, in: language))</h1>\n")
    if let subtitle = header.subtitle, !subtitle.isEmpty {
      buffer.append("<p class=\"cover-subtitle\">\(HTMLText.prose(subtitle, in: language))</p>\n")
    }
    buffer.append("</div>\n<dl class=\"cover-facts\">\n")
    for line in CoverLines.lines(of: header, stamp) {
      buffer.append("<div><dt>\(HTMLText.line(line.label, in: language))</dt><dd")
      appendTrace(of: line.value)
      buffer.append(">\(inline.value(line.value, place: .table))</dd></div>\n")
    }
    buffer.append("</dl>\n</header>\n")
  }

  mutating func writeContents(_ entries: [ContentsEntry]) {
    let language = stamp.language
    let title = HTMLIdentifier.contents
    buffer.append("<nav class=\"contents\" aria-labelledby=\"\(title)\">\n<h2 id=\"\(title)\">")
    buffer.append("\(HTMLText.line(phrases.contents, in: language))</h2>\n<ol>\n")
    writeContentsLine(
      level: 1, number: nil, text: phrases.withheldTitle, target: HTMLIdentifier.withheld)
    for entry in entries {
      writeContentsLine(
        level: entry.level, number: entry.number, text: entry.text,
        target: HTMLIdentifier.of(entry.identifier))
    }
    buffer.append("</ol>\n</nav>\n")
  }

  private mutating func writeContentsLine(level: Int, number: String?, text: String, target: String) {
    let text = HTMLText.line(text, in: stamp.language)
    buffer.append("<li class=\"level-\(min(max(level, 1), DocumentLimits.headingLevels))\">")
    buffer.append("<a href=\"#\(target)\">")
    if let number { buffer.append("<span class=\"section-number\">\(HTMLText.attribute(number))</span> ") }
    buffer.append("<span class=\"contents-text\">\(text)</span></a></li>\n")
  }

  mutating func writeFooter(_ header: DocumentHeader) {
    let language = stamp.language
    var parts = [header.title]
    if let reference = header.reference, !reference.isEmpty { parts.append(reference) }
    parts.append(stamp.level)
    let text = parts.map { "<span>\(HTMLText.line($0, in: language))</span>" }.joined(separator: " · ")
    buffer.append("<footer>\n<p>\(text)</p>\n</footer>\n")
  }
}
