import JSONBytes

/// A list, numbered or not; an item may carry a list of its own.
public struct ItemList: Hashable, Sendable {
  /// Whether the items are numbered.
  public var isOrdered: Bool
  /// The items, at least one.
  public var items: [ListItem]

  /// A list.
  public init(_ items: [ListItem], isOrdered: Bool = false) {
    self.items = items
    self.isOrdered = isOrdered
  }
}

/// An item of a list.
public struct ListItem: Hashable, Sendable {
  /// What it says.
  public var text: RichText
  /// What it is made of, one step in.
  public var list: ItemList?

  /// An item.
  public init(_ text: RichText, list: ItemList? = nil) {
    self.text = text
    self.list = list
  }
}

extension ListItem: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  /// Plain text.
  public init(stringLiteral value: String) { self.init(RichText(value)) }
  /// Text and figures.
  public init(arrayLiteral elements: InlineValue...) { self.init(RichText(elements)) }
}

extension ItemList: BlockContent {
  static let name = "list"
  var block: Block { .list(self) }

  static func read(_ reader: inout JSONReader) throws -> ItemList { try read(&reader, depth: 1) }

  fileprivate static func read(_ reader: inout JSONReader, depth: Int) throws -> ItemList {
    guard depth <= DocumentLimits.listDepth else {
      throw reader.documentFault(.limitExceeded, "Lists stand in lists more than \(DocumentLimits.listDepth) deep.")
    }
    var isOrdered = false
    var items: [ListItem]?
    while let key = try reader.nextKey() {
      switch key {
      case "ordered": isOrdered = try reader.readBool()
      case "items":
        items = try reader.readNonEmpty(limit: DocumentLimits.listItems) { try ListItem.read(&$0, depth: depth) }
      default: throw reader.unknownMember(key, of: name)
      }
    }
    return ItemList(try reader.required(items, "items", of: name), isOrdered: isOrdered)
  }

  func write(to writer: inout JSONWriter) {
    writer.member("ordered", isOrdered)
    writer.array("items", items) { $1.write(to: &$0) }
  }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    for item in items {
      try item.text.eachValue(visit)
      try item.list?.eachValue(visit)
    }
  }
}

extension ListItem {
  /// Reads a text, or an object `{"item":…,"list":{"ordered":…,"items":[…]}}`.
  fileprivate static func read(_ reader: inout JSONReader, depth: Int) throws -> ListItem {
    guard try reader.peek() == .object else { return ListItem(try RichText.read(&reader)) }
    try reader.beginObject()
    guard let key = try reader.nextKey(), key == "item" else {
      throw reader.documentFault(.missingMember, "An item that is an object begins with item.")
    }
    var item = ListItem(try RichText.read(&reader))
    while let key = try reader.nextKey() {
      guard key == "list" else { throw reader.unknownMember(key, of: "list item") }
      try reader.beginObject()
      item.list = try ItemList.read(&reader, depth: depth + 1)
    }
    return item
  }

  fileprivate func write(to writer: inout JSONWriter) {
    guard let list else { return writer.richText(text) }
    writer.beginObject()
    writer.member("item", text)
    writer.key("list")
    writer.beginObject()
    list.write(to: &writer)
    writer.endObject()
    writer.endObject()
  }
}
