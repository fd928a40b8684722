import ReportDocument

extension HTMLSpelling {
  mutating func form(_ form: Form) {
    flushHeading()
    buffer.append("<table class=\"form\">\n<tbody>\n")
    for row in form.rows {
      buffer.append("<tr><th scope=\"row\">\(HTMLText.label(row.label, in: language))</th>")
      buffer.append("<td\(inline.trace(of: row.value))>\(inline.cell(row.value))</td></tr>\n")
    }
    buffer.append("</tbody>\n</table>\n")
  }
}
