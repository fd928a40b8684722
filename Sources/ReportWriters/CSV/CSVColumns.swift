import ReportDocument

/// Which fields of a line a table's columns take.
struct CSVColumns {
  private let kinds: [TableColumn.Kind]
  /// The field in which each column begins.
  private let starts: [Int]
  /// How many fields a line has.
  let fieldCount: Int

  init(_ columns: [TableColumn]) {
    kinds = columns.map(\.kind)
    var starts: [Int] = []
    var next = 0
    for column in columns {
      starts.append(next)
      next += column.kind == .money ? 2 : 1
    }
    self.starts = starts
    fieldCount = next
  }

  /// A line with nothing in it.
  var emptyLine: [String] { [String](repeating: "", count: fieldCount) }

  /// Puts what a cell says into the fields of its column.
  func put(_ content: CSVInline.Content, in column: Int, of line: inout [String]) {
    let field = starts[column]
    switch content {
    case .text(let text): line[field] = CSVField.text(text)
    case .figure(let figure): line[field] = CSVField.figure(figure)
    case .percent(let number): line[field] = CSVField.figure(kinds[column] == .percent ? number : number + "%")
    case .money(let amount, let currency):
      if kinds[column] == .money {
        line[field] = CSVField.figure(amount)
        line[field + 1] = CSVField.figure(currency)
      } else {
        line[field] = CSVField.figure("\(currency) \(amount)")
      }
    }
  }

  /// Puts a column's title above its fields, and says there what the figures below do not.
  func put(title: String, currency: String, in column: Int, of line: inout [String]) {
    let field = starts[column]
    switch kinds[column] {
    case .percent where !title.contains("%"): line[field] = CSVField.text("\(title) (%)")
    case .money:
      line[field] = CSVField.text(title)
      line[field + 1] = CSVField.text("\(title) (\(currency))")
    case .text, .number, .date, .percent: line[field] = CSVField.text(title)
    }
  }
}

/// Where in the report a cell stands, for a note whose mark is not shown.
struct CSVTablePlace {
  /// Such as `Table 3`.
  var name = ""
  var titles: [String] = []
  var row = ""

  func description(column: Int) -> String {
    [name, row, titles.indices.contains(column) ? titles[column] : ""].filter { !$0.isEmpty }.joined(separator: " – ")
  }
}
