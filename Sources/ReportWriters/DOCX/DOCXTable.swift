import ReportDocument

/// The table that is open: its columns, and what reaches down from rows above.
struct DOCXTable {
  /// How a table says what its first row and its first column are.
  enum Look {
    case header
    case headerAndRowHeaders
    case rowHeaders
  }

  /// A cell that reaches below its row.
  private struct Reach {
    let columns: Int
    var rows: Int
  }

  let start: TableStart
  /// How much of the line it takes, in twentieths of a point.
  let width: Int
  /// What its columns need, as far as it is known.
  private var needs: ColumnNeeds
  /// The first rows, from which its columns get their widths, and about how many bytes they have.
  private var first: [PlacedRow] = []
  private var firstBytes = 0
  /// Known once the first rows are written.
  private(set) var columns: DOCXColumns?
  var widths: [Int] { columns?.widths ?? [] }
  var density: DOCXStyles.Density { columns?.density ?? .usual }
  /// By the column in which a cell begins.
  private var reach: [Reach?]
  /// Group rows behind each other, up to the row that was placed last.
  private(set) var groupsInARow = 0

  init(_ start: TableStart, over width: Int, in language: DocumentLanguage) {
    self.start = start
    self.width = width
    needs = ColumnNeeds(start, in: language)
    reach = Array(repeating: nil, count: start.columns.count)
  }

  /// Keeps a row back, unless widths are known; says whether there are enough rows to tell.
  mutating func wait(_ placed: PlacedRow) -> Bool {
    firstBytes += needs.note(placed)
    first.append(placed)
    return first.count >= DOCXLimits.rowsMeasured || firstBytes >= OutputBuffer.pieceBytes
  }

  /// Decides on the widths, and hands out the rows that have waited.
  mutating func open() -> [PlacedRow] {
    columns = DOCXColumns(start, needs, over: width)
    defer { first = [] }
    return first
  }

  var look: Look { start.hasRowHeaders ? .headerAndRowHeaders : .header }

  /// What stands in a row: a cell, or what continues one from above.
  struct Place {
    let cell: TableCell?
    let column: Int
    let columns: Int
  }

  /// Notes the next row, and says what stands in it from its first column to its last.
  mutating func place(_ placed: PlacedRow) -> [Place] {
    groupsInARow = placed.row.role == .group ? groupsInARow + 1 : 0
    var places: [Place] = []
    places.reserveCapacity(widths.count)
    var next = 0
    var column = 0
    while column < widths.count {
      let rows: Int
      if next < placed.columns.count, placed.columns[next] == column {
        let cell = placed.row.cells[next]
        places.append(Place(cell: cell, column: column, columns: cell.columns))
        rows = cell.rows
        next += 1
      } else if let above = reach[column] {
        places.append(Place(cell: nil, column: column, columns: above.columns))
        rows = above.rows
      } else {
        column += 1
        continue
      }
      let columns = places[places.count - 1].columns
      reach[column] = rows > 1 ? Reach(columns: columns, rows: rows - 1) : nil
      column += columns
    }
    return places
  }

  func width(_ column: Int, _ columns: Int) -> Int { widths[column..<column + columns].reduce(0, +) }

  // MARK: What every table has

  /// A table's beginning, up to its first row.
  static func opening(
    _ widths: [Int], density: DOCXStyles.Density, look: Look, caption: String?, description: String?
  ) -> String {
    var xml =
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>"
    xml += "<w:tblLayout w:type=\"fixed\"/>"
    if density != .usual {
      xml += "<w:tblCellMar><w:left w:w=\"\(density.margin)\" w:type=\"dxa\"/>"
      xml += "<w:right w:w=\"\(density.margin)\" w:type=\"dxa\"/></w:tblCellMar>"
    }
    let (value, isHeader, hasRowHeaders) =
      switch look {
      case .header: ("0620", 1, 0)
      case .headerAndRowHeaders: ("06A0", 1, 1)
      case .rowHeaders: ("0680", 0, 1)
      }
    xml +=
      "<w:tblLook w:val=\"\(value)\" w:firstRow=\"\(isHeader)\" w:lastRow=\"0\" w:firstColumn=\"\(hasRowHeaders)\" "
    xml += "w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
    if let caption { xml += "<w:tblCaption w:val=\"\(caption)\"/>" }
    if let description { xml += "<w:tblDescription w:val=\"\(description)\"/>" }
    xml += "</w:tblPr><w:tblGrid>"
    for width in widths { xml += "<w:gridCol w:w=\"\(width)\"/>" }
    return xml + "</w:tblGrid>\n"
  }

  /// Keeps a row on one page if its cells are short enough for that.
  static func rowProperties(_ text: RichText, in width: Int) -> String {
    isShort(text, in: width) ? "<w:trPr><w:cantSplit/></w:trPr>" : ""
  }

  static func isShort(_ text: RichText, in width: Int) -> Bool {
    var bytes = 0
    for value in text.values {
      switch value.content {
      case .text(let span): bytes += span.text.utf8.count
      case .label(let label, _): bytes += label.utf8.count
      default: bytes += 12
      }
    }
    return isShort(bytes, in: width)
  }

  /// A letter takes about five points.
  static func isShort(_ bytes: Int, in width: Int) -> Bool {
    bytes <= max(1, width / 100) * DOCXLimits.linesKeptTogether
  }
}
