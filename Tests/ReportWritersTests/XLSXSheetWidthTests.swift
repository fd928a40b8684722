import ReportDocument
import ReportWriters
import Testing

@Suite struct XLSXSheetWidthTests {
  private func table(_ columns: Int, rows: Int) -> [Block] {
    let titles = (0..<columns).map { TableColumn("Colonne \($0)", .text, weight: 3) }
    let words = "Une phrase assez longue pour demander plusieurs lignes dans une cellule."
    return [.tableStart(TableStart(identifier: "t\(columns)", caption: "Table", columns: titles))]
      + (0..<rows).map { _ in .row(TableRow((0..<columns).map { _ in .text(words) })) } + [.tableEnd(TableEnd())]
  }

  @Test("A sheet takes a wider table below a narrow one", arguments: [1, 2_000])
  func wider(rows: Int) throws {
    let blocks =
      [
        .document(DocumentHeader(title: "Rapport", donor: "Bailleur", version: "1.0.0")),
        .part(Part(.landscape, sheet: "Feuille")),
      ] + table(2, rows: rows) + table(13, rows: 2)
    let sheet = try XLSXReport(blocks).sheet("Feuille")
    let cells = XLSXReport.cells(sheet)
    #expect(cells.count { $0.key.hasPrefix("M") && !$0.value.isEmpty } == 3)
    // The widths of further columns can be said until the first rows have left.
    #expect((sheet.all("col").count == 13) == (rows == 1))
  }

  @Test func titlesOfSeveralLinesHaveTheRoomForThem() throws {
    let columns = [
      TableColumn("Organisme", .text, weight: 7), TableColumn("Entièrement mises en œuvre", .number, weight: 1),
      TableColumn("En cours", .number, weight: 1),
    ]
    func height(_ columns: [TableColumn]) throws -> Double? {
      let report = try XLSXReport([
        .document(DocumentHeader(title: "Rapport", donor: "Bailleur", version: "1.0.0")),
        .tableStart(TableStart(identifier: "t", caption: "Table", columns: columns)),
        .row(TableRow(["Gao"] + columns.dropFirst().map { _ in .integer(1) })), .tableEnd(TableEnd()),
      ])
      let sheet = try report.sheet(try #require(report.sheets.last { $0.name.hasPrefix("T1") }).name)
      let row = try #require(sheet.all("row").first { $0.all("t").contains { $0.text == "Organisme" } })
      return row["ht"].flatMap { Double($0) }
    }
    // Three words where there is room for one.
    #expect(try height(columns) ?? 0 >= 30)
    #expect(try height([columns[0], columns[2]]) == nil)
  }
}
