import ReportDocument

extension XLSXSpelling {
  mutating func contents(_ lines: [ContentsLine]) {
    prose(XLSXProse(XLSXText(inline.line(phrases.contents)), XLSXStyle(font: .heading1)), on: report)
    for line in lines {
      let text = XLSXText((line.number.map { $0 + "  " } ?? "") + inline.title(line.text))
      prose(XLSXProse(text, XLSXStyle(font: .link, indent: line.level - 1), link: .anchor(line.anchor)), on: report)
    }
    report.skipRows(1)
  }

  mutating func beginBody() {}

  mutating func heading(_ heading: NumberedHeading) {
    settle()
    isWithheld = heading.anchor == .withheld
    let sheet = proseSheet
    if !isWithheld || sheet.row > 0 { sheet.skipRowIfBegun() }
    place(heading.anchor, on: sheet)
    let font: XLSXStyle.Font =
      switch heading.level {
      case 1: .heading1
      case 2: .heading2
      default: .heading3
      }
    let text = XLSXText((heading.number.map { $0 + "  " } ?? "") + inline.title(heading.text))
    prose(XLSXProse(text, XLSXStyle(font: font)))
  }

  mutating func paragraph(_ text: RichText, as role: ParagraphRole) {
    if role == .tableNote, let tableSheet {
      return prose(XLSXProse(inline.text(text), XLSXStyle(font: .muted)), on: tableSheet)
    }
    settle()
    let prose = XLSXProse(inline.text(text), XLSXStyle(font: role == .text ? .text : .muted), link: link(of: text))
    if !prose.text.isEmpty { self.prose(prose) }
    // Of what was withheld, there is a table or nothing more to say.
    if context.stamp.withheld.isEmpty { isWithheld = false }
  }

  private func link(of text: RichText) -> XLSXLink? {
    guard text.values.count == 1, case .text(let span) = text.values[0].content, let link = span.link else {
      return nil
    }
    switch link {
    case .web(let address): return .web(address)
    case .section(let identifier): return .anchor(.named(identifier))
    }
  }

  mutating func list(_ list: ItemList) {
    settle()
    write(list, depth: 0)
  }

  private mutating func write(_ list: ItemList, depth: Int) {
    for (index, item) in list.items.enumerated() {
      var text = XLSXText(list.isOrdered ? "\(index + 1).  " : "•  ")
      for run in inline.text(item.text).runs { text.append(run.text, font: run.font) }
      prose(XLSXProse(text, XLSXStyle(indent: depth + 1)))
      if let list = item.list { write(list, depth: depth + 1) }
    }
  }

  mutating func definitions(_ list: DefinitionList) {
    settle()
    let sheet = proseSheet
    sheet.begin(widths: XLSXSheet.proseWidths, frozenRows: 0, frozenColumns: 0, styles)
    for entry in list.entries { writePair(inline.title(entry.term), entry.text, on: sheet) }
  }

  mutating func form(_ form: Form) {
    settle()
    let sheet = proseSheet
    sheet.begin(widths: XLSXSheet.proseWidths, frozenRows: 0, frozenColumns: 0, styles)
    for row in form.rows { writePair(inline.title(row.label), row.value, on: sheet) }
  }

  mutating func callout(_ callout: Callout, label: TitleText) {
    settle()
    let fill: XLSXStyle.Fill =
      switch callout.tone {
      case .info, .key: .tint
      case .warning: .warning
      case .placeholder: .gap
      }
    prose(XLSXProse(XLSXText(inline.title(label)), XLSXStyle(font: .heading3, fill: fill, indent: 1)))
    prose(XLSXProse(inline.text(callout.text), XLSXStyle(fill: fill, indent: 1)))
  }

  mutating func quote(_ quote: Quote) {
    settle()
    let isFrench = language == .french
    var text = XLSXText(isFrench ? "«\u{202F}" : "“", font: .emphasis)
    for run in inline.text(quote.text).runs { text.append(run.text, font: run.font ?? .emphasis) }
    text.append(isFrench ? "\u{202F}»" : "”", font: .emphasis)
    prose(XLSXProse(text, XLSXStyle(font: .emphasis, indent: 2)))
    guard let attribution = quote.attribution else { return }
    prose(XLSXProse(XLSXText("— " + inline.title(attribution)), XLSXStyle(font: .muted, indent: 2)))
  }

  mutating func footnotes(_ notes: [NumberedFootnote]) {
    settle()
    for note in notes {
      var text = XLSXText("[\(note.number)]  ")
      for run in inline.text(note.text).runs { text.append(run.text, font: run.font) }
      prose(XLSXProse(text, XLSXStyle(font: .muted)))
    }
  }

  /// A named part is a sheet; without a name, what follows goes on where it is.
  mutating func part(_ part: Part) {
    settle()
    guard let name = part.sheet else { return }
    endPartSheet()
    isWithheld = false
    partSheet = newSheet(inline.name(name), part.orientation, shows: "")
  }

  /// Sheets have pages of their own.
  mutating func pageBreak() { settle() }

  mutating func figure(_ figure: NumberedFigure) {
    guard let sheet = tableSheet else { return }
    let caption = FigureCaption(figure, phrases)
    let text = "\(caption.number) \(inline.title(caption.text)) \(caption.table)"
    sheet.skipRows(1)
    prose(XLSXProse(XLSXText(text), XLSXStyle(font: .caption)), on: sheet)
    sheet.place(figure)
  }
}
