/// Holds a report to its order, block by block, whoever made the blocks.
///
/// Its memory grows with headings, tables and links, which ``DocumentLimits`` bounds, never with rows.
public struct BlockStreamCheck: Sendable {
  private enum Place {
    case start
    case afterDocument
    case body
    case table(columns: Int)
    case finished
  }

  private var place = Place.start
  private var headingLevel = 0
  private var identifiers: Set<String> = []
  private var headings: Set<String> = []
  private var listedHeadings: Set<String> = []
  private var links: Set<String> = []

  /// How many blocks have been accepted.
  public private(set) var blockCount = 0

  /// A check that awaits the first block.
  public init() {}

  /// Accepts the next block, or says why it may not come here. After a fault the report is void.
  public mutating func accept(_ block: Block) throws(DocumentError) {
    switch place {
    case .start: try acceptFirst(block)
    case .table(let columns): try acceptInTable(block, columns: columns)
    case .afterDocument, .body: try acceptInBody(block)
    case .finished: throw DocumentError(.outOfOrder, "The report has ended.")
    }
    try noteLinks(of: block)
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
    if let missing = listedHeadings.subtracting(headings).min() {
      throw DocumentError(.danglingReference, "The contents name a heading that never came: \(missing).")
    }
    if let missing = links.subtracting(identifiers).min() {
      throw DocumentError(.danglingReference, "A link leads to an id that never came: \(missing).")
    }
    place = .finished
  }

  private mutating func acceptFirst(_ block: Block) throws(DocumentError) {
    guard case .document = block else {
      throw DocumentError(.outOfOrder, "A report begins with a document block, not with \(block.kind).")
    }
    place = .afterDocument
  }

  private mutating func acceptInTable(_ block: Block, columns: Int) throws(DocumentError) {
    switch block {
    case .row(let row):
      guard row.cells.count == columns else {
        throw DocumentError(
          .cellCount, "A row has \(row.cells.count) cells, its table \(columns) columns.", path: "cells")
      }
    case .tableEnd: place = .body
    default: throw DocumentError(.outOfOrder, "A table is open: \(block.kind) may not come before its end.")
    }
  }

  private mutating func acceptInBody(_ block: Block) throws(DocumentError) {
    switch block {
    case .document: throw DocumentError(.outOfOrder, "A report has one document block.")
    case .contents(let entries):
      guard case .afterDocument = place else {
        throw DocumentError(.outOfOrder, "The contents come right after the document block.")
      }
      listedHeadings = Set(entries.map(\.identifier))
    case .heading(let heading): try acceptHeading(heading)
    case .tableStart(let start):
      try note(start.identifier)
      place = .table(columns: start.columns.count)
      return
    case .row, .tableEnd:
      throw DocumentError(.outOfOrder, "No table is open: \(block.kind) may not come here.")
    case .paragraph, .list, .form, .note, .quote, .pageBreak, .raw: break
    }
    place = .body
  }

  private mutating func acceptHeading(_ heading: Heading) throws(DocumentError) {
    guard heading.level >= 1, heading.level <= headingLevel + 1 else {
      throw DocumentError(
        .headingLevel, "A heading of level \(heading.level) follows one of level \(headingLevel).",
        path: "level")
    }
    headingLevel = heading.level
    try note(heading.identifier)
    headings.insert(heading.identifier)
  }

  private mutating func note(_ identifier: String) throws(DocumentError) {
    guard identifiers.count < DocumentLimits.identifiers else {
      throw DocumentError(.limitExceeded, "More than \(DocumentLimits.identifiers) headings and tables.")
    }
    guard identifiers.insert(identifier).inserted else {
      throw DocumentError(.duplicateIdentifier, "The id \(identifier) stands twice.", path: "id")
    }
  }

  // MARK: - Links

  private mutating func noteLinks(of block: Block) throws(DocumentError) {
    switch block {
    case .document(let header): for fact in header.facts { try noteLink(of: fact.value) }
    case .paragraph(let text): try noteLinks(of: text)
    case .list(let list): for item in list.items { try noteLinks(of: item) }
    case .row(let row): for cell in row.cells { try noteLink(of: cell) }
    case .tableEnd(let end): if let footnote = end.footnote { try noteLinks(of: footnote) }
    case .form(let form): for row in form.rows { try noteLink(of: row.value) }
    case .note(let note): try noteLinks(of: note.text)
    case .quote(let quote): try noteLinks(of: quote.text)
    case .contents, .heading, .tableStart, .pageBreak, .raw: break
    }
  }

  private mutating func noteLinks(of text: RichText) throws(DocumentError) {
    for value in text.values { try noteLink(of: value) }
  }

  private mutating func noteLink(of value: InlineValue) throws(DocumentError) {
    guard case .text(let span) = value.content, case .section(let identifier) = span.link else { return }
    guard links.count < DocumentLimits.identifiers else {
      throw DocumentError(.limitExceeded, "More than \(DocumentLimits.identifiers) places are linked to.")
    }
    links.insert(identifier)
  }
}
