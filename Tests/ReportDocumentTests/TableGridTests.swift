import ReportDocument
import TestSupport
import Testing

/// Where cells stand, against a board on which they are laid one by one.
@Suite struct TableGridTests {
  /// Rows that fill their table exactly, and in which column each cell was laid.
  private static func rows(_ dice: inout Dice, columns: Int, count: Int) -> [(row: TableRow, starts: [Int])] {
    var board = Array(repeating: Array(repeating: false, count: columns), count: count)
    var rows: [(row: TableRow, starts: [Int])] = []
    for line in 0..<count {
      var cells: [TableCell] = []
      var starts: [Int] = []
      while let start = board[line].firstIndex(of: false) {
        let free = board[line][start...].prefix { !$0 }.count
        let width = dice.roll(1...free)
        let height = dice.roll(1...min(3, count - line))
        for row in line..<line + height { for column in start..<start + width { board[row][column] = true } }
        cells.append(TableCell("x", columns: width, rows: height))
        starts.append(start)
      }
      rows.append((TableRow(cells: cells), starts))
    }
    return rows
  }

  @Test func cellsStandWhereTheyWereLaid() throws {
    var dice = Dice(seed: 7)
    for _ in 0..<500 {
      let columns = dice.roll(1...6)
      var grid = TableGrid(columns: columns)
      for (row, starts) in Self.rows(&dice, columns: columns, count: dice.roll(1...6)) {
        #expect(try grid.place(row) == starts)
      }
    }
  }

  @Test func aRowWithOneCellMoreOrLessIsRefused() throws {
    var dice = Dice(seed: 11)
    var refused = 0
    for _ in 0..<300 {
      let columns = dice.roll(1...5)
      let rows = Self.rows(&dice, columns: columns, count: 4)
      let changed = dice.roll(0...3)
      var grid = TableGrid(columns: columns)
      for (index, (row, _)) in rows.enumerated() {
        guard index == changed else {
          _ = try grid.place(row)
          continue
        }
        let more = TableRow(cells: row.cells + [TableCell("x")])
        #expect(throws: DocumentError.self) { try grid.place(more) }
        if !row.cells.isEmpty {
          #expect(throws: DocumentError.self) { try grid.place(TableRow(cells: Array(row.cells.dropLast()))) }
        }
        refused += 1
        break
      }
    }
    #expect(refused == 300)
  }

  @Test func aTableEndsWhereItsCellsEnd() throws {
    var grid = TableGrid(columns: 2)
    #expect(grid.isClosed)
    _ = try grid.place(TableRow(cells: [TableCell("a", rows: 2), TableCell("b")]))
    #expect(!grid.isClosed)
    _ = try grid.place(TableRow(["c"]))
    #expect(grid.isClosed)
  }
}
