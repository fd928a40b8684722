import ReportDocument
import ReportFigures

/// How a medium spells what ``ReportFront`` hands it. The front decides what stands where, what has which number and what
/// must be said; a spelling only knows how its medium writes it down.
protocol MediumSpelling {
  /// A spelling of a report that this is known of.
  init(_ context: SpellingContext)

  /// Hands on what has been spelled, once there is enough of it.
  mutating func passOn() throws
  /// The cover, before all else.
  mutating func begin(_ cover: CoverPage)
  /// The table of contents.
  mutating func contents(_ lines: [ContentsLine])
  /// What stands between cover and contents, and the first block.
  mutating func beginBody()
  mutating func heading(_ heading: NumberedHeading)
  mutating func paragraph(_ text: RichText, as role: ParagraphRole)
  mutating func list(_ list: ItemList)
  mutating func definitions(_ list: DefinitionList)
  mutating func form(_ form: Form)
  mutating func callout(_ callout: Callout, label: TitleText)
  mutating func quote(_ quote: Quote)
  mutating func beginTable(_ table: NumberedTable)
  mutating func row(_ row: PlacedRow)
  /// In the place of the rows of a table that has none.
  mutating func noRows(_ text: String, columns: Int)
  mutating func endTable()
  /// The table before, drawn.
  mutating func figure(_ figure: NumberedFigure)
  mutating func part(_ part: Part)
  mutating func pageBreak()
  /// The notes of what has been spelled since the last ones.
  mutating func footnotes(_ notes: [NumberedFootnote])
  /// What closes the report; hands on all that is left.
  mutating func end() throws
}

/// What a spelling knows of its report.
struct SpellingContext {
  let stamp: ReportStamp
  let phrases: WriterPhrases
  let footnotes: FootnoteNumbers
  let output: WriterOutput

  var language: DocumentLanguage { stamp.language }
}

/// What a paragraph is for.
enum ParagraphRole: Hashable, Sendable {
  /// The report's text.
  case text
  /// What signs mean, below the block where they first stand.
  case legend
  /// What must be known of the table above.
  case tableNote
}

/// A place in the report that can be linked to.
enum Anchor: Hashable, Sendable {
  /// A heading or a table of the format's.
  case named(String)
  /// What was withheld.
  case withheld
}

/// A line of the table of contents.
struct ContentsLine: Hashable, Sendable {
  let level: Int
  let number: String?
  let text: TitleText
  let anchor: Anchor
}

/// A heading and its number, if it has one.
struct NumberedHeading: Hashable, Sendable {
  let level: Int
  let number: String?
  let text: TitleText
  let anchor: Anchor
}

/// A table and its number.
struct NumberedTable: Hashable, Sendable {
  /// Without one, the table is the writer's own, small one.
  let number: Int?
  let start: TableStart
}

/// A table, drawn, and the figure's number.
struct NumberedFigure {
  let number: Int
  /// The table's number.
  let table: Int
  /// What the table shows, and so the figure.
  let caption: TitleText
  /// What the figure shows, in words.
  let alternative: TitleText
  let drawing: Drawing
}

/// A row, and in which column each of its cells begins.
struct PlacedRow {
  let row: TableRow
  let columns: [Int]
  let table: TableStart

  /// Whether it is nothing but the name of the group of rows under it.
  var isGroupName: Bool {
    row.role == .group && row.cells.dropFirst().allSatisfy(\.isEmpty) && row.cells.allSatisfy { $0.rows == 1 }
      && row.cells.reduce(0) { $0 + $1.columns } == table.columns.count
  }
}

/// A note at the foot.
struct NumberedFootnote: Hashable {
  let number: Int
  let text: RichText
}
