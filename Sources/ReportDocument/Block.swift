/// What a report is made of; one JSON line each. Every block has a file of its own in `Blocks`: what it is, how its
/// line is read and written, and the rules that it alone must meet. Their order is ``BlockStreamCheck``'s.
public enum Block: Hashable, Sendable {
  /// The cover; comes first, once.
  case document(DocumentHeader)
  /// The table of contents; right after the cover, if at all.
  case contents(Contents)
  /// A heading.
  case heading(Heading)
  /// A paragraph.
  case paragraph(Paragraph)
  /// A list, perhaps of lists.
  case list(ItemList)
  /// Terms and what they mean.
  case definitions(DefinitionList)
  /// Labels and values in two columns.
  case form(Form)
  /// A remark set apart.
  case callout(Callout)
  /// Somebody's words.
  case quote(Quote)
  /// The start of a table.
  case tableStart(TableStart)
  /// A row of the open table.
  case row(TableRow)
  /// The end of the open table.
  case tableEnd(TableEnd)
  /// What follows is a part of its own: a sheet of a workbook, pages of one orientation.
  case part(Part)
  /// What follows starts on a new page.
  case pageBreak(PageBreak)
  /// A piece of a document of the format's own, such as XML; only the medium that is declared for it prints it.
  case raw(RawPiece)

  /// What follows starts on a new page.
  public static let pageBreak = Block.pageBreak(PageBreak())

  var content: any BlockContent {
    switch self {
    case .document(let content): content
    case .contents(let content): content
    case .heading(let content): content
    case .paragraph(let content): content
    case .list(let content): content
    case .definitions(let content): content
    case .form(let content): content
    case .callout(let content): content
    case .quote(let content): content
    case .tableStart(let content): content
    case .row(let content): content
    case .tableEnd(let content): content
    case .part(let content): content
    case .pageBreak(let content): content
    case .raw(let content): content
    }
  }

  /// Every kind of block, by its name on the wire.
  static let kinds: [String: any BlockContent.Type] = Dictionary(
    uniqueKeysWithValues: ([
      DocumentHeader.self, Contents.self, Heading.self, Paragraph.self, ItemList.self, DefinitionList.self, Form.self,
      Callout.self, Quote.self, TableStart.self, TableRow.self, TableEnd.self, Part.self, PageBreak.self, RawPiece.self,
    ] as [any BlockContent.Type]).map { ($0.name, $0) })

  /// The block's name on the wire.
  var name: String { type(of: content).name }

  /// Visits every value that the block prints, those of footnotes included, in reading order.
  public func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    try content.eachValue(visit)
  }
}
