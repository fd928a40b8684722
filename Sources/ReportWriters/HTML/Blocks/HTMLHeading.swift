import ReportDocument

extension HTMLSpelling {
  mutating func heading(_ heading: NumberedHeading) {
    flushHeading()
    pendingHeading = heading
  }

  /// A heading waits for what follows it: before a table on a landscape page it must turn with the table.
  mutating func flushHeading(turned: Bool = false) {
    guard let heading = pendingHeading else { return }
    pendingHeading = nil
    let element = "h\(heading.level + 1)"
    buffer.append("<\(element) id=\"\(HTMLIdentifier.of(heading.anchor))\"")
    buffer.append(turned ? " class=\"landscape\">" : ">")
    if let number = heading.number { buffer.append("<span class=\"section-number\">\(number)</span> ") }
    buffer.append("\(HTMLText.title(heading.text, in: language))</\(element)>\n")
  }
}
