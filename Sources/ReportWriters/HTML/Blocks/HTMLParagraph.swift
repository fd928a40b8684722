import ReportDocument

extension HTMLSpelling {
  mutating func paragraph(_ text: RichText, as role: ParagraphRole) {
    flushHeading()
    switch role {
    case .text: buffer.append("<p>")
    case .legend: buffer.append("<p class=\"legend\">")
    case .tableNote: buffer.append("<p class=\"table-note\">")
    }
    buffer.append("\(inline.text(text))</p>\n")
  }
}
