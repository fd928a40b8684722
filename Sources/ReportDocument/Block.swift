/// What a report is made of; one JSON line each.
///
/// A report is one ``document(_:)``, at most one ``contents(_:)`` right after it, and then any other blocks;
/// ``BlockStreamCheck`` holds the order.
public enum Block: Hashable, Sendable {
  /// The cover; comes first, once.
  case document(DocumentHeader)
  /// The table of contents.
  case contents([ContentsEntry])
  /// A heading.
  case heading(Heading)
  /// A paragraph.
  case paragraph(RichText)
  /// A list.
  case list(ItemList)
  /// The start of a table.
  case tableStart(TableStart)
  /// A row of the open table.
  case row(TableRow)
  /// The end of the open table.
  case tableEnd(TableEnd)
  /// Labels and values in two columns.
  case form(Form)
  /// A remark set apart.
  case note(Note)
  /// Somebody's words.
  case quote(Quote)
  /// What follows starts on a new page.
  case pageBreak
  /// A piece of a document of the format's own, such as XML; only the medium that is declared for it prints it.
  case raw(String)
}
