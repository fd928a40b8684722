/// What a report may contain before it is refused. All limits of the document model stand here; how many bytes a report
/// may have, and so how many blocks, says who runs its plugin.
public enum DocumentLimits {
  /// Bytes of one block line, the longest row included.
  public static let lineBytes = 4 * 1_024 * 1_024
  /// Bytes of one text in UTF-8. Longer prose belongs in several paragraphs.
  public static let textBytes = 64 * 1_024
  /// Columns of a table, and so cells of a row.
  public static let columns = 200
  /// Values of one paragraph, list item, note or quote.
  public static let spans = 500
  /// Items of one list, or terms of one list of definitions.
  public static let listItems = 2_000
  /// How deep lists may stand in lists, the outermost included.
  public static let listDepth = 4
  /// Footnotes of one report. They wait for their section's end, so this bounds a writer's memory too.
  public static let footnotes = 1_000
  /// Rows of a table from which a figure is drawn.
  public static let figureRows = 200
  /// Columns of figures of a heat map.
  public static let figureColumns = 40
  /// Rows over which a cell may reach.
  public static let rowSpan = 1_000
  /// Label and value pairs of one form or of the cover.
  public static let formRows = 500
  /// Entries of the table of contents.
  public static let contentsEntries = 2_000
  /// Identifiers of headings and tables, and distinct links to them. Bounds the memory of the stream check.
  public static let identifiers = 10_000
  /// Characters of an identifier.
  public static let identifierLength = 64
  /// Bytes of a trace.
  public static let traceBytes = 1_024
  /// Characters of a web address.
  public static let linkLength = 2_048
  /// Digits after the decimal mark.
  public static let decimals = 6
  /// Digits before the decimal mark of an amount of money.
  public static let moneyDigits = 18
  /// Levels of headings below the title.
  public static let headingLevels = 4
  /// Levels by which a row may be indented.
  public static let rowIndent = 4
  /// The highest threshold below which a count may be said to lie.
  public static let suppressionThreshold = 1_000
  /// The highest relative width of a column.
  public static let columnWeight = 100
}
