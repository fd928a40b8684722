import ReportDocument

extension MarkdownSpelling {
  mutating func list(_ list: ItemList) {
    buffer.append("\n")
    write(list, marker: marker(list.isOrdered ? "." : "-", or: list.isOrdered ? ")" : "*"), indent: "")
  }

  private mutating func write(_ list: ItemList, marker: Character, indent: String) {
    for (index, item) in list.items.enumerated() {
      let marked = list.isOrdered ? "\(index + 1)\(marker) " : "\(marker) "
      let inner = indent + String(repeating: " ", count: marked.utf8.count)
      buffer.append("\(indent)\(marked)\(MarkdownText.withBreaks(inline.text(item.text), indent: inner))\n")
      if let list = item.list { write(list, marker: list.isOrdered ? "." : "-", indent: inner) }
    }
  }
}
