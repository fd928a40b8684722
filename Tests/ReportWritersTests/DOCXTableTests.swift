import ReportDocument
import Testing

@testable import ReportWriters

@Suite struct DOCXTableTests {
  private let columns = [TableColumn("Région"), TableColumn("Femmes", .number), TableColumn("Hommes", .number)]

  private func table(_ columns: [TableColumn], _ rows: [TableRow], groups: [HeaderGroup] = []) -> [Block] {
    [.tableStart(TableStart(identifier: "t", caption: "Légende", columns: columns, groups: groups))]
      + rows.map(Block.row) + [.tableEnd(TableEnd())]
  }

  /// Every row of every table fills its columns, and every cell is as wide as they are.
  private func checkGeometry(_ report: DOCXReport) {
    for table in report.tables {
      let grid = table.all("w:gridCol").map { Int($0["w:w"] ?? "") ?? 0 }
      #expect(grid.reduce(0, +) == table.width("w:tblW"))
      #expect(table.width("w:tblW") <= DOCXPage.landscape.textWidth)
      #expect(grid.allSatisfy { $0 > 0 })
      for row in table.children.filter({ $0.name == "w:tr" }) {
        var column = 0
        for cell in row.children.filter({ $0.name == "w:tc" }) {
          let end = column + cell.columns
          #expect(end <= grid.count)
          #expect(cell.width("w:tcW") == grid[column..<min(end, grid.count)].reduce(0, +))
          #expect(cell.children.last?.name == "w:p")
          column = end
        }
        #expect(column == grid.count)
      }
    }
  }

  @Test(arguments: DocumentLanguage.allCases)
  func everyRowFillsItsColumns(_ language: DocumentLanguage) throws {
    checkGeometry(try DOCXReport(GoldenReport.blocks(language), GoldenReport.stamp(language)))
    checkGeometry(try DOCXReport(SampleReport.blocks(everyText: "x")))
  }

  @Test func aCellThatReachesDownGoesOnInTheRowsBelow() throws {
    let rows = [
      TableRow(cells: [TableCell("a", rows: 3), TableCell("b", columns: 2, rows: 2)]), TableRow(cells: []),
      TableRow(cells: ["c", "d"]), TableRow(cells: ["e", "f", "g"]),
    ]
    let report = try DOCXReport(body: table(columns, rows))
    checkGeometry(report)
    let merges = report.tables[1].all("w:tr").map { row in
      row.all("w:tc").map { cell in
        cell.first("w:vMerge").map { $0["w:val"] == "restart" ? "begins" : "goes on" } ?? cell.printed
      }
    }
    #expect(
      merges.dropFirst() == [["begins", "begins"], ["goes on", "goes on"], ["goes on", "c", "d"], ["e", "f", "g"]])
  }

  @Test func theHeadIsRepeatedAndGroupsReachOverTheirColumns() throws {
    let groups = [HeaderGroup(nil, columns: 1), HeaderGroup("Adultes", columns: 2)]
    let report = try DOCXReport(body: table(columns, [TableRow(["Gao", 1, 2].map { "\($0)" })], groups: groups))
    let rows = report.tables[1].all("w:tr")
    #expect(rows.map { $0.first("w:tblHeader") != nil } == [true, true, false])
    #expect(rows.allSatisfy { $0.first("w:cantSplit") != nil })
    #expect(rows[0].all("w:tc").map(\.columns) == [1, 2])
    #expect(rows[0].printed == "Adultes")
    #expect(report.tables[1].first("w:tblLook")?["w:firstRow"] == "1")
  }

  @Test func aRowThatNoPageHoldsMayBreak() throws {
    let long = String(repeating: "mot ", count: 5_000)
    let report = try DOCXReport(
      body: table([TableColumn(TitleText(long))], [TableRow([.text(long)]), TableRow(["x"])]))
    let rows = report.tables[1].all("w:tr")
    #expect(rows.map { $0.first("w:tblHeader") != nil } == [false, false, false])
    #expect(rows.map { $0.first("w:cantSplit") != nil } == [false, false, true])
  }

  @Test func captionsCountAndLeadTheTable() throws {
    let report = try DOCXReport(GoldenReport.blocks(.french), GoldenReport.stamp(.french))
    let captions = report.paragraphs("Caption")
    #expect(
      captions.map(\.printed).prefix(3) == [
        "Éléments non reproduits, par motif", "Tableau\u{A0}1. Personnes", "Tableau\u{A0}2. Rien",
      ])
    #expect(captions.allSatisfy { $0.child("w:pPr")?.child("w:keepNext") != nil })
    #expect(captions[1].first("w:fldSimple")?["w:instr"] == " SEQ Tableau \\* ARABIC ")
    let order = report.body.children
    for caption in captions {
      let place = try #require(order.firstIndex { $0 === caption })
      #expect(order[place + 1].name == "w:tbl")
      #expect(order[place + 1].first("w:tblCaption") != nil)
    }
  }

  @Test func tablesNeverTouch() throws {
    let form = Block.form(Form([LabelledValue("a", "b")]))
    let rows = table(columns, [TableRow(["x", "1", "2"])])
    let report = try DOCXReport(body: [form, form] + rows + [form])
    let names = report.body.children.map(\.name)
    for (one, next) in zip(names, names.dropFirst()) { #expect(one != "w:tbl" || next == "w:p") }
    #expect(names.filter { $0 == "w:tbl" }.count == 5)
  }

  @Test func anEmptyTableSaysSo() throws {
    let report = try DOCXReport(body: table(columns, []))
    checkGeometry(report)
    #expect(report.paragraphs("TableEmpty").map(\.printed) == ["Aucune donnée pour ce tableau."])
  }

  @Test func aGroupsNameStandsOverAllColumnsUnlessACellReachesIntoItsRow() throws {
    let group = TableRow(["Nord", "", ""], role: .group)
    let plain = try DOCXReport(body: table(columns, [group, TableRow(["Gao", "1", "2"])]))
    #expect(plain.tables[1].all("w:tr")[1].all("w:tc").map(\.columns) == [3])
    let reaching = TableRow(cells: ["x", "y", TableCell("z", rows: 2)])
    let merged = try DOCXReport(body: table(columns, [reaching, TableRow(cells: ["Nord", ""], role: .group)]))
    checkGeometry(merged)
    #expect(merged.tables[1].all("w:tr")[2].all("w:tc").count == 3)
  }

  @Test func moreColumnsThanWordCarriesAreRefused() throws {
    func wide(_ count: Int) -> [Block] {
      let columns = (1...count).map { TableColumn(TitleText("c\($0)"), .number) }
      return table(columns, [TableRow((1...count).map { .integer($0) })])
    }
    let report = try DOCXReport(body: wide(63))
    checkGeometry(report)
    #expect(report.tables[1].all("w:gridCol").count == 63)
    let fault = try #require(throws: DocumentError.self) { try DOCXReport(body: wide(64)) }
    #expect(fault.code == .limitExceeded)
    #expect(fault.message.contains("63"))
  }

  /// Which rows of the last table stay on the page of the next: `H` for those of the head, `-` for those that need not.
  private func kept(_ rows: [TableRow], note: RichText? = nil, behind: [Block] = []) throws -> String {
    let columns = [TableColumn("Région"), TableColumn("Femmes", .number)]
    let report = try DOCXReport(
      body: [.tableStart(TableStart(identifier: "t", caption: "T", columns: columns))] + rows.map(Block.row)
        + [.tableEnd(TableEnd(note: note))] + behind)
    return try #require(report.tables.last).all("w:tr").map { row in
      if row.first("w:tblHeader") != nil { return "H" }
      let paragraphs = row.all("w:p")
      let own = paragraphs.filter { $0.child("w:pPr")?.child("w:keepNext") != nil }
      // Group rows are kept by their style, unless they say otherwise.
      let style = paragraphs.allSatisfy { $0.style == "TableGroup" }
      if style { return own.first?.first("w:keepNext")?["w:val"] == "0" ? "-" : "k" }
      return own.count == paragraphs.count ? "k" : "-"
    }.joined()
  }

  @Test func rowsStayWithWhatTheyAreNothingWithout() throws {
    let row = TableRow(["Gao", .integer(1)])
    let group = TableRow(["Nord", ""], role: .group)
    let total = TableRow(["Total", .integer(1)], role: .total)
    func rows(_ count: Int) -> [TableRow] { Array(repeating: row, count: count) }
    #expect(try kept(rows(1)) == "H-")
    #expect(try kept(rows(1), note: "Source") == "Hk")
    #expect(try kept(rows(2)) == "Hk-")
    #expect(try kept(rows(5)) == "Hk--k-")
    #expect(try kept(rows(5), note: "Source") == "Hk--kk")
    #expect(try kept(rows(5), behind: [.paragraph("Suite")]) == "Hk--k-")
    #expect(try kept(rows(4) + [total] + rows(4)) == "Hk--k---k-")
    #expect(try kept([group] + rows(3) + [group, row, row, row]) == "Hk---k-k-")
    #expect(try kept(Array(repeating: group, count: 7) + rows(3)) == "Hkkkk----k-")
  }

  /// A sign that is explained below its table stays with it.
  @Test func aLegendStaysWithItsTable() throws {
    #expect(try kept([TableRow(["Gao", .withheld])]) == "Hk")
  }

  @Test func aRowThatNoPageHoldsIsNotKept() throws {
    let long = TableRow([.text(String(repeating: "mot ", count: 5_000)), ""])
    #expect(try kept([long, long], note: "Source") == "H--")
  }

  @Test("Whatever a format asks for, no column is narrower than what it holds", arguments: DocumentLanguage.allCases)
  func widthsHoldWordsAndFigures(_ language: DocumentLanguage) throws {
    let day = try #require(DocumentDate(iso: "2024-09-28"))
    let columns = [
      TableColumn("Résultat", weight: 9), TableColumn("Accord", weight: 1), TableColumn("Prévu le", .date, weight: 1),
      TableColumn("Montant", .money, weight: 1), TableColumn("Mesure", weight: 6),
    ]
    let row = TableRow(["x", "Communautés", .date(day), .money("187000.00", "USD"), "y"])
    let report = try DOCXReport(body: table(columns, [row]), language: language)
    let grid = report.tables[1].all("w:gridCol").map { Double(Int($0["w:w"] ?? "") ?? 0) }
    let words =
      ["Résultat", "Communautés"]
      + row.cells[2...3].map {
        $0.value.map { ValueText.text(of: $0, in: language, place: .table) } ?? ""
      }
    // Letters of nine points, and margins of five on both sides.
    for (word, width) in zip(words, grid) {
      #expect(LetterWidths.measure(word).line * 9 * 20 + 200 <= width, "\(word)")
    }
    #expect(grid.reduce(0, +) == 9_638)
  }

  /// Rows far below the first ones do not make a table wait for them.
  @Test func aLongTableGetsItsWidthsFromItsFirstRows() throws {
    let rows = (0..<200).map { TableRow(["Gao", .integer($0), .integer($0)]) }
    let report = try DOCXReport(body: table(columns, rows))
    checkGeometry(report)
    let names = report.tables[1].all("w:tr").map { $0.first("w:tc")?.printed }
    #expect(names.count == 201 && names.dropFirst().allSatisfy { $0 == "Gao" })
    #expect(
      report.tables[1].all("w:tr").compactMap { $0.all("w:tc").last?.printed } == ["Hommes"]
        + (0..<200).map(String.init))
  }
}
