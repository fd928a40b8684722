import ReportDocument
import ReportWriters
import Testing

@Suite struct XLSXWriterTests {
  private let cover = GoldenReport.blocks(.french)[0]
  private let columns = [
    TableColumn("Ville"), TableColumn("Nombre", .number), TableColumn("Part", .percent), TableColumn("Montant", .money),
    TableColumn("Jour", .date),
  ]

  private func report(_ rows: [Block], _ note: RichText? = nil) throws -> XLSXReport {
    try XLSXReport(
      [cover, .tableStart(TableStart(identifier: "t", caption: "Valeurs", columns: columns))] + rows
        + [.tableEnd(TableEnd(note: note))])
  }

  @Test(arguments: DocumentLanguage.allCases)
  func everyPartIsReadAndEveryRelationLeadsSomewhere(_ language: DocumentLanguage) throws {
    let report = try XLSXReport(GoldenReport.blocks(language), GoldenReport.stamp(language))
    let names = report.parts.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in report.parts.entries { _ = try XMLTree.root(String(decoding: entry.bytes, as: UTF8.self)) }
    for (name, part) in report.sheets {
      #expect(names.contains(part), "\(name)")
      let sheet = try report.sheet(name)
      let number = part.split(separator: "/").last ?? ""
      let relations = try report.parts["xl/worksheets/_rels/\(number).rels"].map {
        try XMLTree.root($0).all("Relationship")
      }
      let known = (relations ?? []).compactMap { $0["Id"] }
      for used in sheet.everything.compactMap({ $0["r:id"] }) { #expect(known.contains(used), "\(name): \(used)") }
    }
  }

  @Test func elementsOfASheetStandInTheOrderOfTheSchema() throws {
    let order = [
      "sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "mergeCells", "hyperlinks",
      "pageMargins", "pageSetup", "headerFooter", "drawing",
    ]
    let report = try XLSXReport(GoldenReport.blocks(.french))
    for (name, _) in report.sheets {
      let places = try report.sheet(name).children.map { order.firstIndex(of: $0.name) }
      #expect(!places.contains(nil), "\(name)")
      #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted(), "\(name)")
      let rows = try report.sheet(name).all("row").compactMap { $0["r"].flatMap { Int($0) } }
      #expect(rows == rows.sorted() && Set(rows).count == rows.count, "\(name)")
    }
  }

  @Test func figuresAreNumbersOfTheirKind() throws {
    let day = try #require(DocumentDate(iso: "2024-03-01"))
    let report = try report([
      .row(TableRow(["Gao", .integer(1_315), .percent(45.2), .money("-187000.50", "USD"), .date(day)])),
      .row(TableRow(["Ségou", .number(-0.5, decimals: 2), .withheld, .money("5", "XOF"), .missing])),
    ])
    let sheet = try report.sheet("T1 Valeurs")
    let cells = XLSXReport.cells(sheet)
    #expect(cells["A3"] == "Gao" && cells["B3"] == "1315" && cells["C3"] == "0.452" && cells["D3"] == "-187000.50")
    // 1 March 2024 by the count of days that spreadsheets share.
    #expect(cells["E3"] == "45352")
    #expect(cells["B4"] == "-0.5" && cells["C4"] == "[s]" && cells["E4"] == "n.\u{A0}d.")
    #expect(report.format(sheet, "B3") == "#,##0" && report.format(sheet, "B4") == "#,##0.00")
    #expect(report.format(sheet, "C3") == "0.0%" && report.format(sheet, "E3") == "[$-40C]dd/mm/yyyy")
    #expect(report.format(sheet, "D3") == "#,##0.00\\ \"USD\"" && report.format(sheet, "D4") == "#,##0\\ \"XOF\"")
  }

  @Test(arguments: [
    ("1900-02-28", nil), ("1900-03-01", "61"), ("1999-12-31", "36525"), ("2000-02-29", "36585"),
    ("2024-12-31", "45657"),
    ("9999-12-31", "2958465"),
  ])
  func daysAreCountedAsSpreadsheetsDo(_ text: String, _ expected: String?) throws {
    let day = try #require(DocumentDate(iso: text))
    let report = try report([.row(TableRow(["a", "", "", "", .date(day)]))])
    let cell = try #require(try report.sheet("T1 Valeurs").all("c").first { $0["r"] == "E3" })
    #expect(cell.child("v")?.text == expected)
    #expect((cell["t"] == "inlineStr") == (expected == nil))
  }

  @Test func aFigureWithANoteStaysANumber() throws {
    let report = try report([
      .row(TableRow(cells: ["a", TableCell([.integer(12), .footnote("Salle pleine")]), "", "", ""])),
      .row(TableRow(cells: ["b", TableCell([.integer(12), .text(" au plus")]), "", "", ""])),
    ])
    let sheet = try report.sheet("T1 Valeurs")
    #expect(XLSXReport.cells(sheet)["B3"] == "12" && report.format(sheet, "B3") == "#,##0\" [1]\"")
    #expect(XLSXReport.cells(sheet)["B4"] == "12 au plus")
    let prose = XLSXReport.cells(try report.sheet("Rapport")).values
    #expect(prose.contains { $0.hasPrefix("[1]") && $0.hasSuffix("Salle pleine") })
  }

  @Test func longAmountsKeepTheirDigits() throws {
    let report = try report([.row(TableRow(["a", "", "", .money("123456789012345678.12", "USD"), ""]))])
    let cell = try #require(try report.sheet("T1 Valeurs").all("c").first { $0["r"] == "D3" })
    #expect(cell["t"] == "inlineStr" && cell.first("t")?.text.contains("678,12") == true)
  }

  @Test func titlesStandStillAndRowsAreFiltered() throws {
    let report = try report((1...3).map { .row(TableRow(["a", .integer($0), "", "", ""])) }, "Source")
    let sheet = try report.sheet("T1 Valeurs")
    #expect(sheet.first("pane")?["ySplit"] == "2" && sheet.first("pane")?["topLeftCell"] == "A3")
    #expect(sheet.first("autoFilter")?["ref"] == "A2:E5")
    let names = report.workbook.all("definedName").map { "\($0["name"] ?? "") \($0.text)" }
    #expect(names.contains("_xlnm.Print_Titles 'T1 Valeurs'!$1:$2"))
    #expect(names.contains { $0.hasPrefix("_xlnm.Print_Area 'T1 Valeurs'!$A$1:") })
    #expect(XLSXReport.cells(sheet)["A6"] == "Source")
  }

  @Test func aTableWithoutRowsIsNotFiltered() throws {
    let sheet = try report([]).sheet("T1 Valeurs")
    #expect(sheet.first("autoFilter") == nil && XLSXReport.cells(sheet)["A3"] == "Aucune donnée pour ce tableau.")
  }

  @Test func eachNamedPartIsASheetAndItsTablesStandInIt() throws {
    let start = { (name: String) in Block.tableStart(TableStart(identifier: name, caption: "T", columns: self.columns))
    }
    let row = Block.row(TableRow(["a", .integer(1), "", "", ""]))
    let report = try XLSXReport([
      cover, .part(Part(.landscape, sheet: "Budget")), .paragraph("Avant"), start("a"), row, .tableEnd(TableEnd()),
      start("b"), row, .tableEnd(TableEnd()), .part(Part(.portrait)), .paragraph("Encore"),
      .part(Part(.portrait, sheet: "budget")), start("c"), row, .tableEnd(TableEnd()),
    ])
    #expect(report.sheets.map(\.name) == ["Lisez-moi", "Rapport", "Budget", "budget (2)"])
    let first = try report.sheet("Budget")
    let texts = Set(XLSXReport.cells(first).values)
    #expect(texts.isSuperset(of: ["Avant", "Tableau\u{A0}1. T", "Tableau\u{A0}2. T", "Encore"]))
    // Titles of one table would stand above the rows of another.
    #expect(first.first("pane") == nil && first.first("autoFilter") == nil)
    #expect(first.first("pageSetup")?["orientation"] == "landscape")
    #expect(try report.sheet("budget (2)").first("pane")?["ySplit"] == "2")
  }

  @Test func theListOfSheetsNamesTheTablesOfEach() throws {
    func table(_ name: String) -> [Block] {
      [.tableStart(TableStart(identifier: name, caption: "Dépenses", columns: columns)), .tableEnd(TableEnd())]
    }
    let report = try XLSXReport(
      [cover, .part(Part(.portrait, sheet: "Budget"))] + table("a") + table("b") + [
        .part(Part(.portrait, sheet: "Notes")), .paragraph("Rien d’autre."),
      ])
    let cells = XLSXReport.cells(try report.sheet("Lisez-moi"))
    func content(_ name: String) -> String? {
      cells.first { $0.value == name && $0.key.hasPrefix("A") }.flatMap { cells["B" + $0.key.dropFirst()] }
    }
    #expect(content("Budget") == "Dépenses\nDépenses")
    #expect(content("Notes") == "")
  }

  @Test func spansAreMergedAndCoverNothing() throws {
    let report = try report([
      .row(TableRow(cells: [TableCell("Gao", rows: 2), TableCell(value: .integer(1), columns: 2), "x", "y"])),
      .row(TableRow(cells: [TableCell(value: .integer(2)), "", "", "z"])),
    ])
    let sheet = try report.sheet("T1 Valeurs")
    let merges = sheet.all("mergeCell").compactMap { $0["ref"] }
    #expect(merges.contains("A3:A4") && merges.contains("B3:C3"))
    #expect(XLSXReport.cells(sheet)["D3"] == "x" && XLSXReport.cells(sheet)["B4"] == "2")
  }

  @Test func whatWasWithheldStandsOnTheFirstSheet() throws {
    let report = try XLSXReport(GoldenReport.blocks(.french), GoldenReport.stamp(.french))
    let texts = XLSXReport.cells(try report.sheet("Lisez-moi")).values
    #expect(texts.contains("Éléments non reproduits") && texts.contains("environ 1\u{202F}205"))
    // Every other sheet is named there, and leads to itself.
    let links = try report.sheet("Lisez-moi").all("hyperlink").compactMap { $0["location"] }
    for (name, _) in report.sheets.dropFirst() { #expect(links.contains("'\(name)'!A1"), "\(name)") }
  }

  @Test func sameBlocksGiveSameBytes() throws {
    let blocks = GoldenReport.blocks(.french)
    #expect(try XLSXReport(blocks).bytes == XLSXReport(try blocks.map { try Block(line: $0.line) }).bytes)
  }
}
