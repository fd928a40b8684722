import JSONBytes

extension Block {
  /// The block as one JSON line, its newline included. The same block always gives the same bytes.
  public var line: [UInt8] {
    var writer = JSONWriter()
    append(to: &writer)
    writer.newline()
    return writer.bytes
  }

  private func append(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("block", kind.rawValue)
    switch self {
    case .document(let header): header.append(to: &writer)
    case .contents(let entries): writer.array("entries", entries) { $1.append(to: &$0) }
    case .heading(let heading): heading.append(to: &writer)
    case .paragraph(let text): writer.member("text", text)
    case .list(let list):
      writer.member("ordered", list.isOrdered)
      writer.array("items", list.items) { $0.richText($1) }
    case .tableStart(let start): start.append(to: &writer)
    case .row(let row): row.append(to: &writer)
    case .tableEnd(let end):
      if let footnote = end.footnote { writer.member("footnote", footnote) }
    case .form(let form): writer.array("rows", form.rows) { $1.append(to: &$0) }
    case .note(let note):
      writer.member("tone", note.tone.rawValue)
      writer.member("text", note.text)
    case .quote(let quote):
      writer.member("text", quote.text)
      writer.member("attribution", ifPresent: quote.attribution)
    case .pageBreak: break
    case .raw(let text): writer.member("text", text)
    }
    writer.endObject()
  }

  /// The names of the blocks on the wire.
  enum Kind: String, CaseIterable {
    case document, contents, heading, paragraph, list, tableStart, row, tableEnd, form, note, quote, pageBreak, raw
  }

  var kind: Kind {
    switch self {
    case .document: .document
    case .contents: .contents
    case .heading: .heading
    case .paragraph: .paragraph
    case .list: .list
    case .tableStart: .tableStart
    case .row: .row
    case .tableEnd: .tableEnd
    case .form: .form
    case .note: .note
    case .quote: .quote
    case .pageBreak: .pageBreak
    case .raw: .raw
    }
  }
}

extension JSONWriter {
  fileprivate mutating func array<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }

  fileprivate mutating func member(_ name: StaticString, _ text: RichText) {
    key(name)
    richText(text)
  }

  /// One plain text is a string; anything else an array of values.
  fileprivate mutating func richText(_ text: RichText) {
    if text.values.count == 1, case .text(let span) = text.values[0].content, span.isPlain,
      text.values[0].trace == nil
    {
      string(span.text)
      return
    }
    beginArray()
    for value in text.values { value.append(to: &self) }
    endArray()
  }
}

extension InlineValue {
  fileprivate func append(to writer: inout JSONWriter) {
    if case .text(let span) = content, span.isPlain, trace == nil { return writer.string(span.text) }
    writer.beginObject()
    switch content {
    case .text(let span):
      writer.member("text", span.text)
      writer.member("emphasis", ifPresent: span.emphasis?.rawValue)
      writer.member("link", ifPresent: span.link?.text)
      writer.member("language", ifPresent: span.language?.rawValue)
    case .integer(let integer): writer.member("number", integer)
    case .number(let number, let decimals):
      writer.key("number")
      writer.number(number)
      writer.member("decimals", decimals)
    case .money(let amount, let currency):
      writer.member("money", amount)
      writer.member("currency", currency)
    case .date(let date): writer.member("date", date.description)
    case .percent(let number, let decimals):
      writer.key("percent")
      writer.number(number)
      writer.member("decimals", decimals)
    case .label(let label, let code):
      writer.member("label", label)
      writer.member("code", ifPresent: code)
    case .missing: writer.member("missing", true)
    case .suppressed(let threshold): writer.member("suppressed", threshold)
    case .withheld: writer.member("withheld", true)
    }
    writer.member("trace", ifPresent: trace)
    writer.endObject()
  }
}

extension DocumentHeader {
  fileprivate func append(to writer: inout JSONWriter) {
    writer.member("title", title)
    writer.member("subtitle", ifPresent: subtitle)
    writer.member("donor", donor)
    writer.member("reference", ifPresent: reference)
    if let period {
      writer.key("period")
      writer.beginObject()
      writer.member("from", period.from.description)
      writer.member("to", period.to.description)
      writer.endObject()
    }
    if !facts.isEmpty { writer.array("facts", facts) { $1.append(to: &$0) } }
    writer.member("version", ifPresent: version)
  }
}

extension LabelledValue {
  fileprivate func append(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("label", label)
    writer.key("value")
    value.append(to: &writer)
    writer.endObject()
  }
}

extension ContentsEntry {
  fileprivate func append(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("level", level)
    writer.member("number", ifPresent: number)
    writer.member("text", text)
    writer.member("id", identifier)
    writer.endObject()
  }
}

extension Heading {
  fileprivate func append(to writer: inout JSONWriter) {
    writer.member("level", level)
    writer.member("number", ifPresent: number)
    writer.member("text", text)
    writer.member("id", identifier)
  }
}

extension TableStart {
  fileprivate func append(to writer: inout JSONWriter) {
    writer.member("id", identifier)
    writer.member("caption", caption)
    writer.array("columns", columns) { $1.append(to: &$0) }
    if hasRowHeaders != (columns.first?.kind == .text) { writer.member("rowHeaders", hasRowHeaders) }
  }
}

extension TableColumn {
  fileprivate func append(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("title", title)
    writer.member("kind", kind.rawValue)
    writer.member("width", ifPresent: weight)
    if alignment != Self.alignment(of: kind) { writer.member("align", alignment.rawValue) }
    writer.endObject()
  }
}

extension TableRow {
  fileprivate func append(to writer: inout JSONWriter) {
    writer.array("cells", cells) { $1.append(to: &$0) }
    if role != .body { writer.member("role", role.rawValue) }
    if indent != 0 { writer.member("indent", indent) }
  }
}
