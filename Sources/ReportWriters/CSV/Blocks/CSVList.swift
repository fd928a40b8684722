import ReportDocument

extension CSVSpelling {
  mutating func list(_ list: ItemList) {
    separate()
    write(list, indent: "")
  }

  private mutating func write(_ list: ItemList, indent: String) {
    for (index, item) in list.items.enumerated() {
      let mark = list.isOrdered ? "\(index + 1)." : "•"
      writeLine([CSVField.text("\(indent)\(mark) \(inline.text(item.text))")])
      if let list = item.list { write(list, indent: indent + "\u{2003}") }
    }
  }
}
