import JSONBytes

extension ContentsEntry {
  static func read(_ reader: inout JSONReader) throws -> ContentsEntry {
    try reader.beginObject()
    let heading = try Heading.read(&reader)
    return ContentsEntry(
      level: heading.level, number: heading.number, text: heading.text, identifier: heading.identifier)
  }
}

extension Heading {
  static func read(_ reader: inout JSONReader) throws -> Heading {
    var level: Int?
    var number: String?
    var text: String?
    var identifier: String?
    while let key = try reader.nextKey() {
      switch key {
      case "level": level = try reader.readInteger(in: 1...Int64(DocumentLimits.headingLevels))
      case "number": number = try reader.readSectionNumber()
      case "text": text = try reader.readTitle()
      case "id": identifier = try reader.readIdentifier()
      default: throw reader.unknownMember(key, of: "heading")
      }
    }
    return Heading(
      level: try reader.required(level, "level", of: "heading"), number: number,
      text: try reader.required(text, "text", of: "heading"),
      identifier: try reader.required(identifier, "id", of: "heading"))
  }
}

extension ItemList {
  static func read(_ reader: inout JSONReader) throws -> ItemList {
    var isOrdered = false
    var items: [RichText]?
    while let key = try reader.nextKey() {
      switch key {
      case "ordered": isOrdered = try reader.readBool()
      case "items":
        items = try reader.readNonEmpty(limit: DocumentLimits.listItems) { try RichText.read(&$0) }
      default: throw reader.unknownMember(key, of: "list")
      }
    }
    return ItemList(try reader.required(items, "items", of: "list"), isOrdered: isOrdered)
  }
}

extension TableStart {
  static func read(_ reader: inout JSONReader) throws -> TableStart {
    var identifier: String?
    var caption: String?
    var columns: [TableColumn]?
    var hasRowHeaders: Bool?
    while let key = try reader.nextKey() {
      switch key {
      case "id": identifier = try reader.readIdentifier()
      case "caption": caption = try reader.readTitle()
      case "columns":
        columns = try reader.readNonEmpty(limit: DocumentLimits.columns) { try TableColumn.read(&$0) }
      case "rowHeaders": hasRowHeaders = try reader.readBool()
      default: throw reader.unknownMember(key, of: "tableStart")
      }
    }
    return TableStart(
      identifier: try reader.required(identifier, "id", of: "tableStart"),
      caption: try reader.required(caption, "caption", of: "tableStart"),
      columns: try reader.required(columns, "columns", of: "tableStart"), hasRowHeaders: hasRowHeaders)
  }
}

extension TableColumn {
  static func read(_ reader: inout JSONReader) throws -> TableColumn {
    var title: String?
    var kind = Kind.text
    var weight: Int?
    var alignment: Alignment?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "title": title = try reader.readTitle()
      case "kind": kind = try reader.readCode(Kind.self)
      case "width": weight = try reader.readInteger(in: 1...Int64(DocumentLimits.columnWeight))
      case "align": alignment = try reader.readCode(Alignment.self)
      default: throw reader.unknownMember(key, of: "column")
      }
    }
    return TableColumn(
      try reader.required(title, "title", of: "column"), kind, weight: weight, alignment: alignment)
  }
}

extension TableRow {
  static func read(_ reader: inout JSONReader) throws -> TableRow {
    var cells: [InlineValue]?
    var row = TableRow([])
    while let key = try reader.nextKey() {
      switch key {
      case "cells":
        cells = try reader.readNonEmpty(limit: DocumentLimits.columns) { try InlineValue.read(&$0) }
      case "role": row.role = try reader.readCode(Role.self)
      case "indent": row.indent = try reader.readInteger(in: 0...Int64(DocumentLimits.rowIndent))
      default: throw reader.unknownMember(key, of: "row")
      }
    }
    row.cells = try reader.required(cells, "cells", of: "row")
    return row
  }
}

extension LabelledValue {
  static func read(_ reader: inout JSONReader) throws -> LabelledValue {
    var label: String?
    var value: InlineValue?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "label": label = try reader.readTitle()
      case "value": value = try InlineValue.read(&reader)
      default: throw reader.unknownMember(key, of: "form row")
      }
    }
    return LabelledValue(
      try reader.required(label, "label", of: "form row"), try reader.required(value, "value", of: "form row")
    )
  }
}

extension DocumentHeader {
  static func read(_ reader: inout JSONReader) throws -> DocumentHeader {
    var members = Members()
    while let key = try reader.nextKey() { try members.read(key, &reader) }
    return try members.header(reader)
  }

  private struct Members {
    var title: String?
    var subtitle: String?
    var donor: String?
    var reference: String?
    var period: DocumentPeriod?
    var facts: [LabelledValue] = []
    var version: String?

    mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws {
      switch key {
      case "title": title = try reader.readTitle()
      case "subtitle": subtitle = try reader.readText()
      case "donor": donor = try reader.readTitle()
      case "reference": reference = try reader.readText()
      case "period": period = try Self.readPeriod(&reader)
      case "programme", "dataAsOf", "language", "level":
        throw DocumentError(.unknownMember, "The cover's \(key.text) is the server's to say.", path: key.text)
      case "facts":
        facts = try reader.readElements(limit: DocumentLimits.formRows) { try LabelledValue.read(&$0) }
      case "version": version = try reader.readText()
      default: throw reader.unknownMember(key, of: "document")
      }
    }

    func header(_ reader: JSONReader) throws -> DocumentHeader {
      DocumentHeader(
        title: try reader.required(title, "title", of: "document"), subtitle: subtitle,
        donor: try reader.required(donor, "donor", of: "document"), reference: reference, period: period, facts: facts,
        version: version)
    }

    private static func readPeriod(_ reader: inout JSONReader) throws -> DocumentPeriod {
      var from: DocumentDate?
      var to: DocumentDate?
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "from": from = try reader.readDate()
        case "to": to = try reader.readDate()
        default: throw reader.unknownMember(key, of: "period")
        }
      }
      let period = DocumentPeriod(
        from: try reader.required(from, "from", of: "period"),
        to: try reader.required(to, "to", of: "period"))
      guard let period else { throw reader.documentFault(.invalidValue, "The period ends before it starts.") }
      return period
    }
  }
}
