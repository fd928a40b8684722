import JSONBytes

/// A title above those of neighbouring columns, such as `Women` above four of ages.
public struct HeaderGroup: Hashable, Sendable {
  /// The title; nil where the columns below have none in common.
  public var title: TitleText?
  /// Over how many columns it reaches, at least one.
  public var columns: Int

  /// A title over so many columns.
  public init(_ title: TitleText?, columns: Int) {
    self.title = title
    self.columns = columns
  }

  /// Refuses groups that do not reach over all columns, or further.
  static func check(_ groups: [HeaderGroup], over columns: [TableColumn]) throws(DocumentError) {
    let width = groups.reduce(0) { $0 + $1.columns }
    guard groups.isEmpty || width == columns.count else {
      throw DocumentError(
        .cellCount, "The groups reach over \(width) columns, the table has \(columns.count).", path: "groups")
    }
  }
}

extension HeaderGroup {
  static func read(_ reader: inout JSONReader) throws -> HeaderGroup {
    var group = HeaderGroup(nil, columns: 1)
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "title": group.title = try TitleText.read(&reader)
      case "columns": group.columns = try reader.readInteger(in: 1...Int64(DocumentLimits.columns))
      default: throw reader.unknownMember(key, of: "header group")
      }
    }
    return group
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("title", ifPresent: title)
    writer.member("columns", columns)
    writer.endObject()
  }
}
