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

  /// The widths of a part's columns, whose tables these are.
  private func widths(
    _ tables: [(columns: [TableColumn], rows: [TableRow])], _ language: DocumentLanguage = .english
  ) throws -> [Double] {
    var blocks: [Block] = [
      .document(DocumentHeader(title: "Report", donor: "Donor")), .part(Part(.landscape, sheet: "Part")),
    ]
    for (index, table) in tables.enumerated() {
      blocks.append(.tableStart(TableStart(identifier: "t\(index)", caption: "T", columns: table.columns)))
      blocks += table.rows.map(Block.row) + [.tableEnd(TableEnd())]
    }
    let report = try XLSXReport(blocks, SampleReport.stamp(language: language))
    return try report.sheet("Part").all("col").compactMap { $0["width"].flatMap { Double($0) } }
  }

  @Test("A day, an amount and a word are never cut off", arguments: DocumentLanguage.allCases, [1, 5, 40])
  func figures(language: DocumentLanguage, weight: Int) throws {
    let day = try #require(DocumentDate(iso: "2024-09-28"))
    let columns = [
      TableColumn("Place", weight: 1), TableColumn("Day", .date, weight: 1), TableColumn("Sum", .money, weight: 1),
      TableColumn("Text", weight: weight),
    ]
    let values: [InlineValue] = ["Tombouctou", .date(day), .money("1234567890.12", "USD")]
    let widths = try widths([(columns, [TableRow(values + ["x"])])], language)
    for (value, width) in zip(values, widths) {
      // A digit is one wide; few letters are wider.
      #expect(Double(ValueText.text(of: value, in: language, place: .table).count) <= width, "\(value)")
    }
  }

  @Test("Tables of one sheet share its columns, and none stretches all others")
  func shared() throws {
    let wide = [TableColumn("Text", weight: 20), TableColumn("Sum", .number, weight: 1)]
    let narrow = [TableColumn("Code", weight: 1), TableColumn("Day", .date, weight: 1), TableColumn("Note", weight: 1)]
    let row = TableRow(["x", .integer(1)])
    let alone = try widths([(wide, [row])])
    let below = try widths([(wide, [row]), (narrow, []), (narrow, []), (narrow, [])])
    #expect(alone[0] >= 80)
    #expect(below[0] < 70)
    // A day that the second table may hold has room in the column in which the first one has numbers.
    #expect(below[1] >= 17)
  }

  @Test("A word that only a later table has keeps its room")
  func later() throws {
    let columns = [TableColumn("A", weight: 1), TableColumn("B", weight: 50)]
    let long = TableRow(["Développement", "x"])
    let widths = try widths([(columns, [TableRow(["a", "b"])]), (columns, [long])])
    #expect(widths[0] >= 13)
  }

  @Test("Text keeps off the figures of the column before")
  func gap() throws {
    let columns = [
      TableColumn("Text"), TableColumn("Sum", .number), TableColumn("More", .number), TableColumn("Note"),
      TableColumn("End"),
    ]
    let report = try XLSXReport([
      .document(DocumentHeader(title: "Report", donor: "Donor")),
      .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)),
      .row(TableRow(["a", .integer(1), .integer(2), "b", "c"])), .tableEnd(TableEnd()),
    ])
    let sheet = try report.sheet("T1 T")
    let looks = report.styles.first("cellXfs")?.children ?? []
    for row in [2, 3] {
      let indents = try ["A", "B", "C", "D", "E"].map { column in
        let cell = try #require(sheet.all("c").first { $0["r"] == "\(column)\(row)" })
        return looks[Int(cell["s"] ?? "") ?? 0].first("alignment")?["indent"] ?? ""
      }
      #expect(indents == ["0", "", "", "1", "0"])
    }
  }

  @Test("What is said first is no wider than its two columns")
  func readMe() throws {
    let report = try XLSXReport(GoldenReport.blocks(.french), GoldenReport.stamp(.french))
    #expect(try report.sheet("Lisez-moi").all("col").count == 2)
  }
}
