import JSONBytes
import Records
import ReportDocument
import TestSupport
import Testing

@testable import ReportKit

/// A format of labels and fields, whose body each test gives.
private enum Labelled: DonorFormat {
  static let labels = Labels(
    Array(
      #"""
      {"title":{"en":"Title","fr":"Titre"},"donor":{"en":"D","fr":"D"},
       "sections":{"a":{"en":"First","fr":"Premier"}},
       "things":{"caption":{"en":"Things","fr":"Choses"},"name":{"en":"Name","fr":"Nom"},"count":{"en":"Count","fr":"Nombre"},
         "empty":{"en":"No thing","fr":"Aucune chose"},"note":{"en":"Note","fr":"Remarque"}},
       "gaps":{"lessons":{"en":"No lesson","fr":"Aucun enseignement"}},
       "say":{"en":"{n} of {n}, {m}","fr":"{m}: {n}"},
       "facts":{"x":{"en":"X","fr":"Ix"}},
       "sources":{"caption":{"en":"Sources","fr":"Sources"},"source":{"en":"S","fr":"S"},"records":{"en":"R","fr":"R"},
         "latest":{"en":"L","fr":"L"},"inputs":{"things":{"en":"Things read","fr":"Choses lues"}}},
       "acronyms":{"en":"Acronyms","fr":"Sigles"}}
      """#.utf8))

  @TaskLocal static var body: @Sendable (ReportRequest, ReportInputs, inout ReportBuilder) throws -> Void = { _, _, _ in
  }

  static var description: FormatDescription {
    FormatDescription(
      id: "labelled", version: "1", donor: labels["donor"], title: labels["title"],
      reports: [
        ReportDescription(
          id: "labelled/report", title: labels["title"], sections: ["lessons"],
          queries: [
            .narratives(of: "labelled/report"),
            .listing(
              "things", from: "recommendation", select: ["text", "region", "addressee", "priority"],
              orderBy: ["addressee", "key"]
            ).labelled(),
          ])
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.readNarratives()
    try report.begin(donor: labels["donor"], sections: ["a"])
    try report.section("a")
    try body(request, inputs, &report)
  }

  static func run(
    _ language: Language = .english, inputs: [String: [JSONValue]] = [:], period: ReportPeriod = ReportPeriod(),
    _ body: @escaping @Sendable (ReportRequest, ReportInputs, inout ReportBuilder) throws -> Void
  ) throws -> (blocks: [JSONValue], diagnostics: [JSONValue]) {
    let outcome = try $body.withValue(body) {
      try Rehearsal.run(Labelled.self, report: "labelled/report", language: language, period: period, inputs: inputs)
    }
    #expect(!outcome.isRejected, "\(outcome.diagnostics)")
    // Cover, contents and the section's heading are those of every report.
    return (try outcome.blocks.dropFirst(3).map { try JSONValue(parsing: $0) }, outcome.diagnostics)
  }

  static var fields: [TableField<InputRow>] {
    [.text("name", width: 2) { $0.value("text") }, .number("count") { $0.count("n") }]
  }
}

@Suite struct LabelledReportTests {
  @Test func itsDescriptionIsSound() { #expect(Rehearsal.faults(in: Labelled.self) == []) }

  @Test("A table takes its words from labels, and rows that name groups from the rows")
  func table() throws {
    let rows: [JSONValue] = [
      ["text": "one", "region": "gao", "n": 1], ["text": "two", "region": "gao", "n": 2],
      ["text": "three", "region": "segou", "n": 3],
    ]
    let (blocks, _) = try Labelled.run(.french, inputs: ["things": rows]) { _, inputs, report in
      try report.table(
        "things", of: try inputs.rows(of: "things"), missing: "thing", grouped: { $0.label("region") ?? "?" },
        last: [TableRow(["Sum", .integer(6)], role: .total)], Labelled.fields)
    }
    let kinds = blocks.compactMap { $0["block"]?.string }
    #expect(kinds == ["tableStart", "row", "row", "row", "row", "row", "row", "tableEnd"])
    #expect(blocks[0]["caption"] == "Choses")
    #expect(blocks[0]["columns"]?.array?.compactMap { $0["title"]?.string } == ["Nom", "Nombre"])
    #expect(blocks[1...6].map { $0["role"]?.string } == ["group", nil, nil, "group", nil, "total"])
    #expect(blocks[1]["cells"]?.array?.first?["cell"] == "Gao" && blocks[4]["cells"]?.array?.first?["cell"] == "Ségou")
    #expect(blocks[7]["note"] == "Remarque")
  }

  @Test("Without rows there is a visible gap, which the requester is told of")
  func empty() throws {
    let (blocks, diagnostics) = try Labelled.run { _, inputs, report in
      try report.table("things", of: try inputs.rows(of: "things"), missing: "thing", Labelled.fields)
    }
    #expect(blocks.count == 1 && blocks[0]["tone"] == "placeholder")
    #expect(blocks[0]["text"] == "No thing, or what is recorded stands above this report’s disclosure level.")
    #expect(diagnostics.compactMap { $0["path"]?.string } == ["thing"])
  }

  @Test("Prose of a section is printed, that of another period is not, and a gap is said", arguments: [true, false])
  func narrative(isGiven: Bool) throws {
    let texts: [JSONValue] = [
      ["section": "lessons", "language": "en", "text": "Learned."],
      [
        "section": "lessons", "language": "en", "text": "Later.", "periodStart": "2024-05-01",
        "periodEnd": "2024-06-30",
      ],
    ]
    let period = ReportPeriod(from: CalendarDate("2024-01-01"), to: CalendarDate("2024-03-31"))
    let (blocks, diagnostics) = try Labelled.run(inputs: isGiven ? ["narratives": texts] : [:], period: period) {
      _, _, report in try report.narrativeOrGap("lessons")
    }
    #expect(blocks.compactMap { $0["text"]?.string } == [isGiven ? "Learned." : "No lesson"])
    #expect(diagnostics.compactMap { $0["path"]?.string } == (isGiven ? [] : ["narrative.lessons"]))
  }

  @Test("Prose in the other language is marked, and its requester warned")
  func otherLanguage() throws {
    let (blocks, diagnostics) = try Labelled.run(
      .french, inputs: ["narratives": [["section": "lessons", "language": "en", "text": "Learned."]]]
    ) { _, _, report in try report.narrativeOrGap("lessons") }
    #expect(blocks.first?["text"]?.array?.first?["language"] == "en")
    #expect(diagnostics.count == 1)
  }

  @Test("Values stand where their names stand, whatever they contain")
  func words() throws {
    let (blocks, _) = try Labelled.run { _, _, report in
      try report.paragraph(label: "say", ["n": "{m}", "m": "{n}"])
      try report.form("facts", ["x": .missing])
    }
    #expect(blocks[0]["text"] == "{m} of {m}, {n}")
    #expect(blocks[1]["rows"]?.array?.first?["label"] == "X")
  }

  @Test("Sources are counted as they are read, and organisations listed as they are named")
  func ledger() throws {
    let inputs: [String: [JSONValue]] = [
      "organisations": [
        ["key": "bvg", "name": "Bureau", "acronym": "BVG"], ["key": "cnt", "name": "Conseil", "acronym": "CNT"],
      ],
      "things": [
        ["text": "a", "addressee": "bvg", "observedOn": "2024-02-01"],
        ["text": "b", "addressee": "nobody", "receivedOn": "2025-01-01"],
        ["text": "c", "addressee": "cnt", "observedOn": "2024-01-01"],
      ],
    ]
    let (blocks, _) = try Labelled.run(inputs: inputs) { _, inputs, report in
      var names: [String] = []
      for row in try inputs.rows(of: "things") where row.text("text") != "c" {
        names.append(row.organisationText("addressee", .introduced) ?? "none")
      }
      try report.list(names)
      try report.sources("sources")
      try report.acronyms("acronyms")
    }
    #expect(blocks[0]["items"] == ["Bureau (BVG)", "organisation not named here"])
    #expect(blocks[2]["cells"] == ["Things read", ["number": 3], ["date": "2024-02-01"]])
    // Only those that were asked for: nobody has named the other one.
    #expect(blocks.last?["entries"] == [["term": "BVG", "text": "Bureau"]])
  }

  @Test("Records that were passed over are no source of the report: how many there are is not told")
  func skipped() throws {
    let inputs: [String: [JSONValue]] = ["things": [["text": "a", "observedOn": "2024-02-01"], ["text": "b"]]]
    let (blocks, diagnostics) = try Labelled.run(inputs: inputs) { _, inputs, report in
      try inputs.skip("things")
      try report.sources("sources")
    }
    #expect(blocks.map { $0["block"]?.string } == ["callout"])
    #expect(diagnostics.compactMap { $0["path"]?.string } == ["sources"])
  }
}

@Suite struct SortedRunsTests {
  @Test("Each run is sorted, and no run is mixed with another")
  func sorts() {
    var dice = Dice(seed: 5)
    for _ in 0..<200 {
      let rows = (0..<6).flatMap { kind in
        (0..<dice.roll(0...4)).map { _ in (kind: kind % 3, value: dice.roll(0...15)) }
      }
      let sorted = Array(SortedRuns(rows, of: { $0.kind }, by: { $0.value < $1.value }))
      #expect(sorted.map(\.kind) == rows.map(\.kind))
      var start = 0
      while start < rows.count {
        let end = rows[start...].firstIndex { $0.kind != rows[start].kind } ?? rows.count
        #expect(sorted[start..<end].map(\.value) == rows[start..<end].map(\.value).sorted())
        start = end
      }
    }
  }

  @Test func aRunBeyondTheLimitIsSortedInPieces() {
    let count = SortedRuns<[Int], Int>.limit + 10
    let sorted = Array(SortedRuns((0..<count).reversed(), of: { _ in 0 }, by: <))
    #expect(sorted.count == count && Array(sorted.prefix(2)) == [10, 11] && sorted.last == 9)
  }
}

@Suite struct CrossTallyTests {
  @Test("Rows and columns stand in the order of their lists, and what is not stated has no name")
  func order() {
    let rows = [
      ("mopti", "procurement", 2), ("gao", "", 1), ("tombouctou", "procurement", 0), ("gao", "procurement", 3),
    ]
    .map { region, theme, count in
      InputRow(
        [
          "region": .string(region), "theme": theme.isEmpty ? .null : .string(theme), "count": .integer(count),
          "labels": ["region": .string(region.uppercased())],
        ], language: .english)
    }
    let tally = CrossTally(rows, rows: ("theme", CodeLists.theme), columns: ("region", CodeLists.region))
    #expect(tally.columns == CodeLists.region.codes.filter { ["mopti", "gao"].contains($0) })
    #expect(tally.rows == ["procurement", ""] && tally.total == 6)
    #expect(tally.name("gao") == "GAO" && tally.name("procurement") == "procurement" && tally.name("") == nil)
    #expect(tally.rows("procurement", "gao").count == 1 && tally.rows("", "mopti").isEmpty)
  }
}
