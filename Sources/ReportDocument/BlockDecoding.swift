import JSONBytes

extension Block {
  /// Reads a block from one line of JSON, with or without its newline. `block` comes first; unknown members,
  /// duplicate keys and anything over ``DocumentLimits`` are refused.
  public init(line: [UInt8]) throws(DocumentError) {
    try Block.check(length: line.count)
    self = try JSONReader.read(line, Block.readLine)
  }

  /// Reads a block from borrowed bytes.
  public init(line: UnsafeRawBufferPointer) throws(DocumentError) {
    try Block.check(length: line.count)
    self = try JSONReader.read(line, Block.readLine)
  }

  private static func check(length: Int) throws(DocumentError) {
    guard length <= DocumentLimits.lineBytes else {
      throw DocumentError(.limitExceeded, "A block line is longer than \(DocumentLimits.lineBytes) bytes.")
    }
  }

  private static func readLine(_ reader: inout JSONReader) throws(DocumentError) -> Block {
    do {
      let block = try read(&reader)
      try reader.finish()
      return block
    } catch let error as DocumentError {
      throw error
    } catch let error as JSONError {
      throw DocumentError(error)
    } catch {
      throw DocumentError(.malformed, "The block cannot be read.")
    }
  }

  private static func read(_ reader: inout JSONReader) throws -> Block {
    try reader.beginObject()
    guard let key = try reader.nextKey(), key == "block" else {
      throw DocumentError(.missingMember, "A block begins with its kind, as {\"block\":\"paragraph\", …}.")
    }
    let name = try reader.readText()
    guard let kind = Kind(rawValue: name) else {
      throw DocumentError(.unknownKind, "There is no such block.", path: "block")
    }
    return try read(kind, &reader)
  }

  private static func read(_ kind: Kind, _ reader: inout JSONReader) throws -> Block {
    switch kind {
    case .document: return .document(try DocumentHeader.read(&reader))
    case .contents: return .contents(try readContents(&reader))
    case .heading: return .heading(try Heading.read(&reader))
    case .paragraph: return .paragraph(try readParagraph(&reader))
    case .list: return .list(try ItemList.read(&reader))
    case .tableStart: return .tableStart(try TableStart.read(&reader))
    case .row: return .row(try TableRow.read(&reader))
    case .tableEnd: return .tableEnd(try readTableEnd(&reader))
    case .form: return .form(try readForm(&reader))
    case .note: return .note(try readNote(&reader))
    case .quote: return .quote(try readQuote(&reader))
    case .pageBreak:
      if let key = try reader.nextKey() { throw reader.unknownMember(key, of: "pageBreak") }
      return .pageBreak
    case .raw: return .raw(try readRaw(&reader))
    }
  }

  private static func readContents(_ reader: inout JSONReader) throws -> [ContentsEntry] {
    var entries: [ContentsEntry]?
    while let key = try reader.nextKey() {
      guard key == "entries" else { throw reader.unknownMember(key, of: "contents") }
      entries = try reader.readElements(limit: DocumentLimits.contentsEntries) { try .read(&$0) }
    }
    return try reader.required(entries, "entries", of: "contents")
  }

  private static func readParagraph(_ reader: inout JSONReader) throws -> RichText {
    var text: RichText?
    while let key = try reader.nextKey() {
      guard key == "text" else { throw reader.unknownMember(key, of: "paragraph") }
      text = try RichText.read(&reader)
    }
    return try reader.required(text, "text", of: "paragraph")
  }

  private static func readRaw(_ reader: inout JSONReader) throws -> String {
    var text: String?
    while let key = try reader.nextKey() {
      guard key == "text" else { throw reader.unknownMember(key, of: "raw") }
      text = try reader.readText()
    }
    return try reader.required(text, "text", of: "raw")
  }

  private static func readTableEnd(_ reader: inout JSONReader) throws -> TableEnd {
    var end = TableEnd()
    while let key = try reader.nextKey() {
      guard key == "footnote" else { throw reader.unknownMember(key, of: "tableEnd") }
      end.footnote = try RichText.read(&reader)
    }
    return end
  }

  private static func readForm(_ reader: inout JSONReader) throws -> Form {
    var rows: [LabelledValue]?
    while let key = try reader.nextKey() {
      guard key == "rows" else { throw reader.unknownMember(key, of: "form") }
      rows = try reader.readNonEmpty(limit: DocumentLimits.formRows) { try LabelledValue.read(&$0) }
    }
    return Form(try reader.required(rows, "rows", of: "form"))
  }

  private static func readNote(_ reader: inout JSONReader) throws -> Note {
    var tone: Note.Tone?
    var text: RichText?
    while let key = try reader.nextKey() {
      switch key {
      case "tone": tone = try reader.readCode(Note.Tone.self)
      case "text": text = try RichText.read(&reader)
      default: throw reader.unknownMember(key, of: "note")
      }
    }
    return Note(try reader.required(tone, "tone", of: "note"), try reader.required(text, "text", of: "note"))
  }

  private static func readQuote(_ reader: inout JSONReader) throws -> Quote {
    var text: RichText?
    var attribution: String?
    while let key = try reader.nextKey() {
      switch key {
      case "text": text = try RichText.read(&reader)
      case "attribution": attribution = try reader.readText()
      default: throw reader.unknownMember(key, of: "quote")
      }
    }
    return Quote(try reader.required(text, "text", of: "quote"), attribution: attribution)
  }
}
