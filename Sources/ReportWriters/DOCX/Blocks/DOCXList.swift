import ReportDocument

extension DOCXSpelling {
  mutating func list(_ list: ItemList) {
    prepare(.text)
    write(list, depth: 0)
  }

  private mutating func write(_ list: ItemList, depth: Int) {
    let instance = list.isOrdered ? numbering.instance(depth: depth) : DOCXNumbering.bullets
    let style = (list.isOrdered ? "ListNumber" : "ListBullet") + (depth == 0 ? "" : "\(depth + 1)")
    for (index, item) in list.items.enumerated() {
      // The last line stands as far from what follows as a paragraph does.
      let isLast = depth == 0 && index == list.items.count - 1 && item.list == nil
      let space = isLast ? "<w:spacing w:after=\"170\"/>" : ""
      if let instance {
        writeParagraph(
          style, inline.text(item.text),
          properties: "<w:numPr><w:ilvl w:val=\"\(depth)\"/><w:numId w:val=\"\(instance)\"/></w:numPr>\(space)")
      } else {
        let number = DOCXText.verbatim("\(index + 1).", in: language)
        writeParagraph(
          style, "\(number)<w:r><w:tab/></w:r>\(inline.text(item.text))",
          properties: "\(space)<w:ind w:left=\"\(DOCXIndent.list(depth))\" w:hanging=\"340\"/>")
      }
      if let list = item.list { write(list, depth: depth + 1) }
    }
  }
}
