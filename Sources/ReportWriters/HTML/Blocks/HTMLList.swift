import ReportDocument

extension HTMLSpelling {
  mutating func list(_ list: ItemList) {
    flushHeading()
    write(list)
  }

  private mutating func write(_ list: ItemList) {
    let element = list.isOrdered ? "ol" : "ul"
    buffer.append("<\(element)>\n")
    for item in list.items {
      buffer.append("<li>\(inline.text(item.text))")
      if let list = item.list {
        buffer.append("\n")
        write(list)
      }
      buffer.append("</li>\n")
    }
    buffer.append("</\(element)>\n")
  }
}
