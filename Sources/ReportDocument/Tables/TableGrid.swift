/// Where the cells of a table's rows stand, row by row. It holds one number for each column.
public struct TableGrid: Sendable {
  /// How many more rows a cell from above reaches down, by column.
  private var reach: [Int]
  private var isReaching = false

  /// The grid of a table of so many columns.
  public init(columns: Int) { reach = Array(repeating: 0, count: columns) }

  /// In which column each cell of the next row begins.
  ///
  /// - Throws: ``DocumentError`` if the row's cells and those that reach down do not fill the columns exactly.
  public mutating func place(_ row: TableRow) throws(DocumentError) -> [Int] {
    // Most rows are plain, and need no second list.
    if !isReaching, row.cells.count == reach.count, row.cells.allSatisfy({ $0.columns == 1 && $0.rows == 1 }) {
      return Array(0..<reach.count)
    }
    var next = reach.map { max(0, $0 - 1) }
    var starts: [Int] = []
    starts.reserveCapacity(row.cells.count)
    var column = 0
    for cell in row.cells {
      while column < reach.count, reach[column] > 0 { column += 1 }
      guard column + cell.columns <= reach.count, reach[column..<column + cell.columns].allSatisfy({ $0 == 0 }) else {
        throw fault(row)
      }
      starts.append(column)
      if cell.rows > 1 { for index in column..<column + cell.columns { next[index] = cell.rows - 1 } }
      column += cell.columns
    }
    guard reach[column...].allSatisfy({ $0 > 0 }) else { throw fault(row) }
    reach = next
    isReaching = reach.contains { $0 > 0 }
    return starts
  }

  /// Whether no cell reaches below the last row.
  public var isClosed: Bool { !isReaching }

  private func fault(_ row: TableRow) -> DocumentError {
    let width = row.cells.reduce(0) { $0 + $1.columns } + reach.count { $0 > 0 }
    return DocumentError(
      .cellCount, "A row's cells, spans included, take \(width) places; its table has \(reach.count) columns.",
      path: "cells")
  }
}
