import JSONBytes
import ReportDocument

extension TypesetSpelling {
  mutating func heading(_ heading: NumberedHeading) { pendingHeadings.append(heading) }

  mutating func paragraph(_ text: RichText, as role: ParagraphRole) {
    block("paragraph") { [self] writer in
      switch role {
      case .text: writer.member("role", "text")
      case .legend: writer.member("role", "legend")
      case .tableNote: writer.member("role", "tableNote")
      }
      writer.key("text")
      inline.text(text, to: &writer)
    }
  }

  mutating func list(_ list: ItemList) {
    block("list") { [self] writer in write(list, to: &writer) }
  }

  private func write(_ list: ItemList, to writer: inout JSONWriter) {
    writer.member("ordered", list.isOrdered)
    writer.key("items")
    writer.beginArray()
    for item in list.items {
      writer.beginObject()
      writer.key("text")
      inline.text(item.text, to: &writer)
      if let list = item.list {
        writer.key("list")
        writer.beginObject()
        write(list, to: &writer)
        writer.endObject()
      }
      writer.endObject()
    }
    writer.endArray()
  }

  mutating func definitions(_ list: DefinitionList) {
    block("definitions") { [self] writer in
      writer.key("entries")
      writer.beginArray()
      for entry in list.entries {
        writer.beginArray()
        inline.title(entry.term, to: &writer)
        inline.text(entry.text, to: &writer)
        writer.endArray()
      }
      writer.endArray()
    }
  }

  mutating func callout(_ callout: Callout, label: TitleText) {
    block("callout") { [self] writer in
      writer.member("tone", callout.tone.rawValue)
      writer.key("label")
      inline.title(label, to: &writer)
      writer.key("text")
      let pieces = inline.pieces(callout.text)
      inline.write(pieces, to: &writer)
      writer.member("long", TypesetWidth.lines(of: pieces, size: 10, in: 440) > 30)
    }
  }

  mutating func quote(_ quote: Quote) {
    block("quote") { [self] writer in
      let isFrench = language == .french
      writer.key("text")
      let marks = isFrench ? ("«\u{202F}", "\u{202F}»") : ("“", "”")
      inline.write(
        [TypesetPiece(marks.0)] + inline.pieces(quote.text) + [TypesetPiece(marks.1)], to: &writer)
      if let attribution = quote.attribution {
        writer.key("attribution")
        inline.write([TypesetPiece("— ")] + inline.label(attribution), to: &writer)
      }
    }
  }

  mutating func form(_ form: Form) {
    block("form") { [self] writer in
      writer.key("rows")
      writer.beginArray()
      for row in form.rows {
        writer.beginArray()
        inline.write(inline.label(row.label), to: &writer)
        inline.text(row.value, place: .table, to: &writer)
        writer.endArray()
      }
      writer.endArray()
    }
  }
}
