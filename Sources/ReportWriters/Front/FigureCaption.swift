import ReportDocument

/// What stands under a figure: `Figure 1. Participants by region (table 3)`. A figure shows what its table says, so it has
/// the table's caption and leads back to it.
struct FigureCaption {
  /// `Figure 1.`
  let number: String
  /// The table's caption.
  let text: TitleText
  /// `(table 3)`
  let table: String

  init(_ figure: NumberedFigure, _ phrases: WriterPhrases) {
    number = "\(phrases.figure)\u{A0}\(figure.number)."
    text = figure.caption
    table = "(\(phrases.tableInText)\u{A0}\(figure.table))"
  }
}
