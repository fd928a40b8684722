import JSONBytes

/// The start of a table; its rows follow, each a block of its own.
public struct TableStart: Hashable, Sendable {
  /// The table's name within the report, for links.
  public var identifier: String
  /// What the table shows. Writers put `Table 1` in front.
  public var caption: TitleText
  /// The columns, at least one.
  public var columns: [TableColumn]
  /// Titles above those of the columns, over all columns together; none for one row of titles.
  public var groups: [HeaderGroup]
  /// Whether each row's first cell names the row.
  public var hasRowHeaders: Bool
  /// How the table can be drawn, if it can.
  public var figure: Figure?

  /// A table. Unless said otherwise, the first column names the rows if it holds text.
  public init(
    identifier: String, caption: TitleText, columns: [TableColumn], groups: [HeaderGroup] = [],
    hasRowHeaders: Bool? = nil, figure: Figure? = nil
  ) {
    self.identifier = identifier
    self.caption = caption
    self.columns = columns
    self.groups = groups
    self.hasRowHeaders = hasRowHeaders ?? (columns.first?.kind == .text)
    self.figure = figure
  }
}

extension TableStart: BlockContent {
  static let name = "tableStart"
  var block: Block { .tableStart(self) }

  static func read(_ reader: inout JSONReader) throws -> TableStart {
    var identifier: String?
    var caption: TitleText?
    var columns: [TableColumn]?
    var groups: [HeaderGroup] = []
    var hasRowHeaders: Bool?
    var figure: Figure?
    while let key = try reader.nextKey() {
      switch key {
      case "id": identifier = try reader.readIdentifier()
      case "caption": caption = try TitleText.read(&reader)
      case "columns": columns = try reader.readNonEmpty(limit: DocumentLimits.columns) { try TableColumn.read(&$0) }
      case "groups": groups = try reader.readNonEmpty(limit: DocumentLimits.columns) { try HeaderGroup.read(&$0) }
      case "rowHeaders": hasRowHeaders = try reader.readBool()
      case "figure": figure = try Figure.read(&reader)
      default: throw reader.unknownMember(key, of: name)
      }
    }
    let start = TableStart(
      identifier: try reader.required(identifier, "id", of: name),
      caption: try reader.required(caption, "caption", of: name),
      columns: try reader.required(columns, "columns", of: name), groups: groups, hasRowHeaders: hasRowHeaders,
      figure: figure)
    try HeaderGroup.check(groups, over: start.columns)
    try figure?.check(start.columns)
    return start
  }

  func write(to writer: inout JSONWriter) {
    writer.member("id", identifier)
    writer.member("caption", caption)
    writer.array("columns", columns) { $1.write(to: &$0) }
    if !groups.isEmpty { writer.array("groups", groups) { $1.write(to: &$0) } }
    if hasRowHeaders != (columns.first?.kind == .text) { writer.member("rowHeaders", hasRowHeaders) }
    if let figure {
      writer.key("figure")
      figure.write(to: &writer)
    }
  }
}
