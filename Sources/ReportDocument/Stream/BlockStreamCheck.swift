/// Holds a report to its order, block by block, whoever made the blocks.
///
/// Its memory grows with headings, tables and links, which ``DocumentLimits`` bounds, never with rows.
public struct BlockStreamCheck: Sendable {
  private enum Place {
    case start
    case afterDocument
    case body
    case table(OpenTable)
    case finished
  }

  /// What the rows of a table must fit.
  private struct OpenTable {
    var grid: TableGrid
    var rowCount = 0
    let isDrawn: Bool
  }

  private var place = Place.start
  private var headings = HeadingOrder()
  private var identifiers: Set<String> = []
  private var links: Set<String> = []
  private var footnoteCount = 0

  /// How many blocks have been accepted.
  public private(set) var blockCount = 0

  /// A check that awaits the first block.
  public init() {}

  /// Accepts the next block, or says why it may not come here. After a fault the report is void.
  public mutating func accept(_ block: Block) throws(DocumentError) {
    switch place {
    case .start: try acceptFirst(block)
    case .table(let table): try accept(block, in: table)
    case .afterDocument, .body: try acceptInBody(block)
    case .finished: throw DocumentError(.outOfOrder, "The report has ended.")
    }
    try noteValues(of: block)
    blockCount += 1
  }

  /// Accepts the end of the report, or says what is still missing.
  public mutating func finish() throws(DocumentError) {
    switch place {
    case .start: throw DocumentError(.unfinished, "The report has no document block.")
    case .table: throw DocumentError(.unfinished, "The last table has no end.")
    case .finished: throw DocumentError(.outOfOrder, "The report has ended.")
    case .afterDocument, .body: break
    }
    try headings.finish()
    if let missing = links.subtracting(identifiers).min() {
      throw DocumentError(.danglingReference, "A link leads to an id that never came: \(missing).")
    }
    place = .finished
  }

  private mutating func acceptFirst(_ block: Block) throws(DocumentError) {
    guard case .document = block else {
      throw DocumentError(.outOfOrder, "A report begins with a document block, not with \(block.name).")
    }
    place = .afterDocument
  }

  private mutating func accept(_ block: Block, in table: OpenTable) throws(DocumentError) {
    var table = table
    switch block {
    case .row(let row):
      _ = try table.grid.place(row)
      table.rowCount += 1
      guard !table.isDrawn || table.rowCount <= DocumentLimits.figureRows else {
        throw DocumentError(
          .limitExceeded, "A figure is drawn from a table of more than \(DocumentLimits.figureRows) rows.")
      }
      place = .table(table)
    case .tableEnd:
      guard table.grid.isClosed else {
        throw DocumentError(.cellCount, "A cell reaches below the last row of its table.", path: "rows")
      }
      place = .body
    default: throw DocumentError(.outOfOrder, "A table is open: \(block.name) may not come before its end.")
    }
  }

  private mutating func acceptInBody(_ block: Block) throws(DocumentError) {
    switch block {
    case .document: throw DocumentError(.outOfOrder, "A report has one document block.")
    case .contents(let contents):
      guard case .afterDocument = place else {
        throw DocumentError(.outOfOrder, "The contents come right after the document block.")
      }
      try headings.expect(contents)
    case .heading(let heading):
      try headings.accept(heading)
      try note(heading.identifier)
    case .tableStart(let start):
      try note(start.identifier)
      place = .table(OpenTable(grid: TableGrid(columns: start.columns.count), isDrawn: start.figure != nil))
      return
    case .row, .tableEnd: throw DocumentError(.outOfOrder, "No table is open: \(block.name) may not come here.")
    case .paragraph, .list, .definitions, .form, .callout, .quote, .part, .pageBreak, .raw: break
    }
    place = .body
  }

  private mutating func note(_ identifier: String) throws(DocumentError) {
    guard identifiers.count < DocumentLimits.identifiers else {
      throw DocumentError(.limitExceeded, "More than \(DocumentLimits.identifiers) headings and tables.")
    }
    guard identifiers.insert(identifier).inserted else {
      throw DocumentError(.duplicateIdentifier, "The id \(identifier) stands twice.", path: "id")
    }
  }

  /// Links lead somewhere, and footnotes are few enough to wait for their section's end.
  private mutating func noteValues(of block: Block) throws(DocumentError) {
    try block.eachValue { (value: InlineValue) throws(DocumentError) in
      switch value.content {
      case .text(let span):
        guard case .section(let identifier) = span.link else { return }
        guard links.count < DocumentLimits.identifiers else {
          throw DocumentError(.limitExceeded, "More than \(DocumentLimits.identifiers) places are linked to.")
        }
        links.insert(identifier)
      case .footnote:
        footnoteCount += 1
        guard footnoteCount <= DocumentLimits.footnotes else {
          throw DocumentError(.limitExceeded, "More than \(DocumentLimits.footnotes) footnotes.")
        }
      default: return
      }
    }
  }
}
