import ReportDocument

/// A row that is drawn.
struct FigureRow {
  /// What it is called.
  let label: FigureText
  /// The code that its first cell has, if that is nothing but a code's name.
  let code: String?
  /// One for each column of figures.
  var cells: [FigureCell]

  /// The rows of a table that are neither names of groups nor sums, in their order.
  static func rows(of table: FigureTable, in language: DocumentLanguage) -> [FigureRow] {
    let width = table.start.columns.count
    var grid = TableGrid(columns: width)
    // A cell that reaches down says of the rows below what it says of its own.
    var above = Array(repeating: (cell: TableCell(""), rows: 0), count: width)
    var rows: [FigureRow] = []
    for row in table.rows.prefix(DocumentLimits.figureRows) {
      guard let starts = try? grid.place(row) else { continue }
      for (cell, start) in zip(row.cells, starts) {
        for column in start..<start + cell.columns { above[column] = (cell, cell.rows) }
      }
      if row.role == .body, let name = above.first?.cell {
        rows.append(
          FigureRow(
            label: label(name, in: language), code: code(name),
            cells: above.dropFirst().map { FigureCell($0.cell, in: language) }))
      }
      for column in above.indices where above[column].rows > 0 { above[column].rows -= 1 }
    }
    return rows
  }

  /// The row with the figures of other units written instead of drawn.
  func written(unlessIn unit: FigureUnit) -> FigureRow {
    var row = self
    row.cells = cells.map { cell in
      guard case .figure(let figure) = cell, figure.unit != unit else { return cell }
      return .otherUnit(figure.text)
    }
    return row
  }

  private static func label(_ cell: TableCell, in language: DocumentLanguage) -> FigureText {
    let text = cell.text.values.map { ValueText.text(of: $0, in: language, place: .table) }.joined()
    guard case .text(let span)? = cell.value?.content else { return FigureText(text, language: nil, in: language) }
    return FigureText(text, language: span.language, in: language)
  }

  private static func code(_ cell: TableCell) -> String? {
    guard case .label(_, let code)? = cell.value?.content else { return nil }
    return code
  }
}

/// What a figure's place holds.
enum FigureCell: Hashable {
  /// A figure.
  case figure(PrintedFigure)
  /// The sign of a figure that is not known or not printed.
  case sign(String)
  /// A figure of another unit than the others', which is written, not drawn.
  case otherUnit(String)
  /// Text, several values, or a figure of several columns or rows: it must be read in the table.
  case inTable
  /// Nothing.
  case empty

  init(_ cell: TableCell, in language: DocumentLanguage) {
    guard !cell.isEmpty else {
      self = .empty
      return
    }
    guard let value = cell.value else {
      self = .inTable
      return
    }
    switch value.content {
    case .missing, .suppressed, .withheld, .undisclosed: self = .sign(ValueText.text(of: value, in: language))
    case .integer, .number, .money, .percent:
      guard cell.columns == 1, cell.rows == 1, let figure = PrintedFigure(value, in: language) else {
        self = .inTable
        return
      }
      self = .figure(figure)
    case .text, .date, .label, .footnote: self = .inTable
    }
  }

  /// The figure, if it is drawn.
  var figure: PrintedFigure? {
    guard case .figure(let figure) = self else { return nil }
    return figure
  }

  /// What is written in the place of what is not drawn.
  var note: String? {
    switch self {
    case .sign(let text), .otherUnit(let text): text
    case .inTable: "*"
    case .figure, .empty: nil
    }
  }
}
