import ReportDocument
import ReportFigures

/// A sheet while it is written. Rows leave as they come, except on the sheets that wait for the report's end.
///
/// Widths of columns and the rows that stand still come before the rows in a sheet's part. So the first rows of prose wait
/// until it is known which table stands below them, and what comes before the rows is only made when the first of them
/// leave: by then it mostly shows whether the sheet has one table, whose titles stand still, or several, and what their
/// columns hold. Until then, the heights of rows wait too.
final class XLSXSheet {
  let name: String
  let number: Int
  let orientation: Part.Orientation
  /// Whether all of it waits for the report's end.
  let isKept: Bool
  /// What has been spelled and not yet handed on.
  private(set) var bytes: [UInt8] = []
  private(set) var row = 0
  /// What stands between a cell's column and its style: the row.
  private var rowStyled: [UInt8] = []
  private var widths: [Double] = []
  private var hasHead: Bool { !widths.isEmpty }
  private var hasLeft = false
  /// Whether widths are final.
  private(set) var isSettled = false
  private var heights = XLSXHeights()
  /// The columns of the tables that began before the first rows left.
  private var shapes: [XLSXColumns] = []
  private var held: [XLSXProse] = []
  private var frozen = (rows: 0, columns: 0)
  private var merges: [String] = []
  private(set) var links = XLSXLinks()
  private(set) var figures: [(figure: NumberedFigure, row: Int)] = []
  /// The cells of each table, their titles included, of which only one can be filtered.
  private var tableCount = 0
  private var tables: [(first: Int, last: Int, columns: Int)] = []

  init(_ name: String, number: Int, orientation: Part.Orientation = .portrait, isKept: Bool = false) {
    self.name = name
    self.number = number
    self.orientation = orientation
    self.isKept = isKept
  }

  /// The row that comes next.
  var nextRow: Int { row + held.count + 1 }

  /// Whether its rows may be handed on.
  var isReady: Bool { hasHead && !isKept }

  /// The widths of a sheet of prose, in characters.
  static let proseWidths = Array(repeating: 14.0, count: 8)

  // MARK: - Prose

  /// A text over all columns.
  func append(_ prose: XLSXProse, _ styles: XLSXStyles) {
    guard !hasHead else { return write(prose, styles) }
    held.append(prose)
    if held.count > XLSXLimits.frozenRows - 3 {
      begin(widths: Self.proseWidths, frozenRows: 0, frozenColumns: 0, styles)
    }
  }

  /// Says what stands before the rows, and writes those that have waited.
  ///
  /// - Parameter frozenRows: how many rows stand still below those that have waited; 0 for none.
  func begin(widths: [Double], frozenRows: Int, frozenColumns: Int, _ styles: XLSXStyles) {
    guard !hasHead else { return }
    self.widths = Self.padded(widths)
    let rows = held.count + frozenRows
    if frozenRows > 0, rows <= XLSXLimits.frozenRows { frozen = (rows, frozenColumns) }
    isSettled = isKept
    for prose in held { write(prose, styles) }
    held = []
  }

  /// Decides on the widths by what the tables have shown of themselves, and says the heights that have waited for them.
  private func settle() {
    guard !isSettled else { return }
    isSettled = true
    let decided = XLSXColumns.widths(shapes, orientation)
    if !decided.isEmpty {
      // What stands beside the tables gives way to them.
      let beside = widths.count - decided.count
      let room = Self.proseWidths.reduce(0, +) - decided.reduce(0, +)
      let width = max(1, min(12, (room / Double(max(beside, 1))).rounded()))
      widths = decided + Array(repeating: width, count: max(beside, 0))
    }
    shapes = []
    bytes = heights.take(bytes, self)
  }

  /// What is ready to be handed on, from the sheet's beginning the first time.
  func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: !isKept) }
    guard !hasLeft else { return bytes }
    settle()
    hasLeft = true
    if tableCount > 1 { frozen = (0, 0) }
    return Array(head.utf8) + bytes
  }

  private var head: String {
    var xml = ""
    func add(_ text: String) { xml += text }
    add(
      "<worksheet xmlns=\"\(XLSXNames.main)\" xmlns:r=\"\(XLSXNames.relations)\"><sheetPr><pageSetUpPr fitToPage=\"1\"/>"
    )
    add(
      "</sheetPr><sheetViews><sheetView showGridLines=\"0\"\(number == 1 ? " tabSelected=\"1\"" : "") workbookViewId=\"0\">"
    )
    if frozen.rows > 0 {
      let split = frozen.columns > 0 ? " xSplit=\"\(frozen.columns)\"" : ""
      let pane = frozen.columns > 0 ? "bottomRight" : "bottomLeft"
      add(
        "<pane\(split) ySplit=\"\(frozen.rows)\" topLeftCell=\"\(XLSXNames.column(frozen.columns))\(frozen.rows + 1)\" "
      )
      add("activePane=\"\(pane)\" state=\"frozen\"/><selection pane=\"\(pane)\"/>")
    }
    add("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"14\"/><cols>")
    for (index, width) in widths.enumerated() {
      add("<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
    }
    add("</cols><sheetData>")
    return xml
  }

  var columnCount: Int { widths.count }

  /// Characters that some columns hold together.
  func width(of columns: Range<Int>) -> Double {
    columns.reduce(0) { $0 + (widths.indices.contains($1) ? widths[$1] : Self.usualWidth) }
  }

  /// What a column holds of which nothing is said, in characters.
  private static let usualWidth = 8.0

  /// The widths of the columns that a table has beyond those above it, as long as widths can still be said.
  private func widen(_ widths: [Double]) {
    if !hasLeft { self.widths += widths.dropFirst(self.widths.count) }
  }

  /// Columns beside those of a table, so that prose and figures have a page's width.
  private static func padded(_ widths: [Double]) -> [Double] {
    var widths = widths
    var whole = widths.reduce(0, +)
    while whole < proseWidths.reduce(0, +) - 8 {
      widths.append(12)
      whole += 12
    }
    return widths
  }

  private func write(_ prose: XLSXProse, _ styles: XLSXStyles) {
    let columns = 0..<columnCount
    beginRow { prose.height(over: $0.width(of: columns)) }
    let style = styles.index(of: prose.style)
    text(prose.text, column: 0, style: style, isRich: true)
    for column in 1..<max(1, columnCount) { empty(column: column, style: style) }
    endRow()
    if columnCount > 1 { merge(columns: 0..<columnCount, rows: row...row) }
    if let link = prose.link { links.append(link, at: "A\(row)") }
  }

  // MARK: - Rows and cells

  func beginRow(height: Double? = nil) {
    row += 1
    rowStyled = Array("\(row)\" s=\"".utf8)
    add("<row r=\"\(row)\"\(height.map(XLSXHeights.attributes) ?? "")>")
  }

  /// Begins a row whose height follows from the widths of columns.
  func beginRow(fitting height: @escaping XLSXHeights.Height) {
    guard !isSettled else { return beginRow(height: height(self)) }
    row += 1
    rowStyled = Array("\(row)\" s=\"".utf8)
    add("<row r=\"\(row)\"")
    heights.append(height, at: bytes.count)
    add(">")
  }

  func endRow() { add("</row>") }

  func skipRows(_ count: Int) { row += count }

  func text(_ text: XLSXText, column: Int, style: Int, isRich: Bool = false) {
    guard !text.isEmpty else { return empty(column: column, style: style) }
    beginCell(column, style)
    add(" t=\"inlineStr\"><is>")
    text.append(to: &bytes)
    add("</is></c>")
  }

  func number(_ number: String, column: Int, style: Int) {
    beginCell(column, style)
    add("><v>")
    add(number)
    add("</v></c>")
  }

  func empty(column: Int, style: Int) {
    beginCell(column, style)
    add("/>")
  }

  private func beginCell(_ column: Int, _ style: Int) {
    Self.append(Self.cells[column], rowStyled, style, to: &bytes)
  }

  /// Static, so that the sheet's bytes are reached for once a cell.
  private static func append(_ cell: [UInt8], _ rowStyled: [UInt8], _ style: Int, to bytes: inout [UInt8]) {
    bytes += cell
    bytes += rowStyled
    bytes += style < styles.count ? styles[style] : Array("\(style)\"".utf8)
  }

  /// The columns of a table, and those beside a narrow one.
  static let mostColumns = DocumentLimits.columns + 9
  private static let cells = (0..<mostColumns).map { Array("<c r=\"\(XLSXNames.column($0))".utf8) }
  private static let styles = (0..<64).map { Array("\($0)\"".utf8) }

  func merge(columns: Range<Int>, rows: ClosedRange<Int>) {
    guard columns.count > 1 || rows.count > 1, merges.count < XLSXLimits.merges else { return }
    let first = XLSXNames.column(columns.lowerBound) + String(rows.lowerBound)
    merges.append("\(first):\(XLSXNames.column(columns.upperBound - 1))\(rows.upperBound)")
  }

  func link(_ target: XLSXLink, column: Int) { links.append(target, at: "\(XLSXNames.column(column))\(row)") }

  /// Begins a table of these columns.
  func beginTable(_ columns: XLSXColumns, frozenRows: Int, frozenColumns: Int, _ styles: XLSXStyles) {
    let widths = XLSXColumns.widths([columns], orientation)
    if hasHead { widen(widths) }
    begin(widths: widths, frozenRows: frozenRows, frozenColumns: frozenColumns, styles)
    tableCount += 1
    if !isSettled { shapes.append(columns) }
  }

  /// Notes what stands in a row of the table that began last.
  func note(_ placed: PlacedRow) {
    if let last = shapes.indices.last { shapes[last].note(placed) }
  }

  func noteTable(first: Int, last: Int, columns: Int) { tables.append((first, last, columns)) }

  func place(_ figure: NumberedFigure) {
    figures.append((figure, row + 1))
    // A row is 14 points high.
    skipRows(Int((figure.drawing.height / 14).rounded(.up)) + 2)
  }

  private func add(_ text: String) { bytes += text.utf8 }

  // MARK: - The end

  /// The table that can be filtered: the only one, if it has rows.
  private var filtered: (first: Int, last: Int, columns: Int)? {
    guard tables.count == 1, let table = tables.first, table.last > table.first else { return nil }
    return table
  }

  /// What closes the sheet's part. `locate` says where in the workbook an anchor stands.
  func end(_ titles: XLSXRunningTitles, _ styles: XLSXStyles, locate: (Anchor) -> String?) {
    begin(widths: Self.proseWidths, frozenRows: 0, frozenColumns: 0, styles)
    add("</sheetData>")
    if let filtered { add("<autoFilter ref=\"\(Self.reference(filtered))\"/>") }
    if !merges.isEmpty {
      add("<mergeCells count=\"\(merges.count)\">")
      for merge in merges { add("<mergeCell ref=\"\(merge)\"/>") }
      add("</mergeCells>")
    }
    links.append(to: &bytes, locate: locate)
    add("<pageMargins left=\"0.6\" right=\"0.6\" top=\"0.8\" bottom=\"0.8\" header=\"0.4\" footer=\"0.4\"/>")
    add("<pageSetup paperSize=\"9\" orientation=\"\(orientation.rawValue)\" fitToWidth=\"1\" fitToHeight=\"0\"/>")
    add(titles.element)
    if !figures.isEmpty { add("<drawing r:id=\"drawing\"/>") }
    add("</worksheet>")
  }

  private static func reference(_ table: (first: Int, last: Int, columns: Int)) -> String {
    "A\(table.first):\(XLSXNames.column(table.columns - 1))\(table.last)"
  }

  /// The names that a workbook has for parts of this sheet, the sheet being the workbook's one of this index.
  func definedNames(index: Int) -> String {
    let quoted = XMLText.escaped(XLSXNames.quoted(name))
    func defined(_ kind: String, _ reference: String, attributes: String = "") -> String {
      "<definedName name=\"_xlnm.\(kind)\" localSheetId=\"\(index)\"\(attributes)>\(quoted)!\(reference)</definedName>"
    }
    var xml = ""
    if let filtered {
      let last = XLSXNames.column(filtered.columns - 1)
      xml += defined(
        "_FilterDatabase", "$A$\(filtered.first):$\(last)$\(filtered.last)", attributes: " hidden=\"1\"")
    }
    if row > 0 { xml += defined("Print_Area", "$A$1:$\(XLSXNames.column(max(columnCount - 1, 0)))$\(row)") }
    if frozen.rows > 0 { xml += defined("Print_Titles", "$1:$\(frozen.rows)") }
    return xml
  }
}

extension XLSXSheet {
  /// An empty row between what is above and what follows, if there is something above.
  func skipRowIfBegun() {
    if row > 0 { skipRows(1) }
  }
}
