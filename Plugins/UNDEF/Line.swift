import ReportDocument

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
