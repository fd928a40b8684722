import ReportDocument

extension HTMLSpelling {
  mutating func contents(_ lines: [ContentsLine]) {
    let title = HTMLIdentifier.contents
    buffer.append("<nav class=\"contents\" aria-labelledby=\"\(title)\">\n<h2 id=\"\(title)\">")
    buffer.append("\(HTMLText.line(phrases.contents, in: language))</h2>\n<ol>\n")
    for line in lines {
      buffer.append("<li class=\"level-\(line.level)\"><a href=\"#\(HTMLIdentifier.of(line.anchor))\">")
      if let number = line.number { buffer.append("<span class=\"section-number\">\(number)</span> ") }
      buffer.append("<span class=\"contents-text\">\(HTMLText.title(line.text, in: language))</span></a></li>\n")
    }
    buffer.append("</ol>\n</nav>\n")
  }
}
