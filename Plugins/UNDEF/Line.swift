import ReportDocument
import ReportKit

/// A line of a table whose cells are values already, under the name of its group.
struct Line {
  let group: String
  private let cells: [InlineValue]

  init(_ cells: InlineValue..., group: String = "") {
    self.cells = cells
    self.group = group
  }

  subscript(column: Int) -> InlineValue { cells[column] }
}

extension InputRow {
  /// What went wrong at an engagement; "none" only where nothing is kept from the readers.
  func problems(_ words: Words) -> InlineValue {
    let problems = value("problems")
    return problems == .missing ? .text(words["outputs.none"]) : problems
  }
}
