import CReportPlugin
import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

/// A format whose composition a test chooses.
private enum Trial: DonorFormat {
  @TaskLocal static var body: @Sendable (ReportRequest, ReportInputs, inout ReportBuilder) throws -> Void = {
    _, _, _ in
  }

  static var description: FormatDescription {
    FormatDescription(
      id: "trial", version: "1.2", donor: Bilingual(en: "Donor", fr: "Bailleur"),
      title: Bilingual(en: "Trial", fr: "Essai"),
      reports: [
        ReportDescription(
          id: "trial/one", title: Bilingual(en: "One", fr: "Un"),
          cadence: Bilingual(en: "Yearly", fr: "Annuel"), cadences: [.year, .grantPhase],
          level: .internal,
          parameters: [
            .date("from", Bilingual(en: "From", fr: "Du"), required: true),
            .integer("round", Bilingual(en: "Round", fr: "Cycle"), in: 1...20),
            .string("kind", Bilingual(en: "Kind", fr: "Genre"), allowed: ["mid", "final"]),
          ],
          queries: [
            .listing("first", from: "programme", select: ["title"]),
            .tally(
              "second", from: "participation", where: ["sex": ["female"]], groupBy: ["sex", "youth"],
              measures: ["people"], totals: true),
            .listing(
              "third", from: "finding", where: ["region": .parameter("kind"), "origin": "roundtable"],
              select: ["title"]),
          ])
      ])
  }

  static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws { try body(request, inputs, &report) }

  static func rehearse(
    language: Language = .french, parameters: JSONObject = [:], inputs: [String: [JSONValue]] = [:],
    _ body: @escaping @Sendable (ReportRequest, ReportInputs, inout ReportBuilder) throws -> Void
  ) throws -> Rehearsal.Outcome {
    try $body.withValue(body) {
      try Rehearsal.run(
        Trial.self, report: "trial/one", language: language, parameters: parameters, inputs: inputs,
        snapshotOn: CalendarDate("2024-06-30"))
    }
  }
}

extension ReportBuilder {
  fileprivate mutating func begin(_ outline: [OutlineSection] = []) throws {
    try begin(
      title: Bilingual(en: "Trial", fr: "Essai"), donor: Bilingual(verbatim: "D"),
      outline: outline)
  }
}

@Suite struct BuilderTests {
  @Test("Cover and contents come first, sections under their declared headings")
  func outline() throws {
    let outcome = try Trial.rehearse(language: .english) { request, _, report in
      try report.begin([
        OutlineSection("a", en: "A", fr: "Ah"), OutlineSection("a1", en: "A1", fr: "Ah1", level: 2),
        OutlineSection("a2", en: "A2", fr: "Ah2", level: 2), OutlineSection("b", en: "B", fr: "Bé"),
      ])
      for id in ["a", "a1", "a2", "b"] { try report.section(id) }
      try report.heading(Bilingual(en: "Sub", fr: "Sous"))
    }
    #expect(!outcome.isRejected)
    // Level, language, programme and date are the core's.
    for member in ["level", "language", "programme", "dataAsOf"] { #expect(!outcome.blocks[0].contains(member)) }
    #expect(outcome.blocks[0].contains(#""version":"1.2""#))
    #expect(outcome.blocks[1].contains(#"{"level":2,"text":"A2","id":"a2"}"#))
    #expect(outcome.blocks[5].contains(#""level":1,"text":"B","id":"b""#))
    #expect(outcome.blocks[6].contains(#""level":2,"text":"Sub""#))
  }

  @Test("A section that was promised and never came, or that nobody promised, rejects the report")
  func wrongSections() throws {
    let missing = try Trial.rehearse { _, _, report in
      try report.begin([OutlineSection("a", en: "A", fr: "A"), OutlineSection("b", en: "B", fr: "B")])
      try report.section("a")
    }
    #expect(missing.isRejected)
    #expect(missing.diagnostics.first?["summary"]?.string?.hasSuffix("begun: b.") == true)
    let unknown = try Trial.rehearse { _, _, report in
      try report.begin()
      try report.section("c")
    }
    #expect(unknown.isRejected)
    let nothing = try Trial.rehearse { _, _, _ in }
    #expect(nothing.isRejected)
    let early = try Trial.rehearse { _, _, report in try report.paragraph("a") }
    #expect(early.isRejected)
  }

  @Test("Prose becomes paragraphs and lists")
  func prose() {
    let text = "Un.\nSuite.\n\n- a\n-  b \nFin.\r\n\n\n-c\n- \n"
    #expect(
      Prose.parts(of: text) == [
        .paragraph("Un.\nSuite."), .list(["a", "b"]), .paragraph("Fin."), .paragraph("-c\n-"),
      ])
    #expect(Prose.parts(of: "  \n \n") == [])
    let long = Prose.parts(of: String(repeating: "😀", count: 20_000))
    #expect(long.count == 2)
  }

  @Test("Tables carry typed cells, footnotes and counted rows; a short row is the format's fault")
  func table() throws {
    let outcome = try Trial.rehearse { _, _, report in
      try report.begin()
      try report.table(
        Bilingual(en: "Money", fr: "Argent"),
        columns: [.text(en: "Line", fr: "Ligne"), .money(en: "Sum", fr: "Somme"), .date(en: "On", fr: "Le")]
      ) { table in
        try table.add([
          .text("a"), .money(Money(amount: "12.50", currency: "USD")), .date(CalendarDate("2024-02-29")),
        ])
        try table.add([.text(nil), .money(nil), .date(nil)], role: .total)
        table.note(en: "\(table.rowCount) rows", fr: "\(table.rowCount) lignes")
      }
    }
    #expect(!outcome.isRejected)
    #expect(
      outcome.blocks[2].contains(#"["a",{"money":"12.50","currency":"USD"},{"date":"2024-02-29"}]"#))
    #expect(outcome.blocks[3].contains(#"{"missing":true}"#) && outcome.blocks[3].contains("total"))
    #expect(outcome.blocks[4].contains("2 lignes"))
    let short = try Trial.rehearse { _, _, report in
      try report.begin()
      try report.table(Bilingual(verbatim: "T"), columns: [.text(en: "A", fr: "A")]) { table in
        try table.add([])
      }
    }
    #expect(short.isRejected)
  }

  @Test("A placeholder is visible and a warning, and does not reject")
  func placeholder() throws {
    let outcome = try Trial.rehearse { _, _, report in
      try report.begin()
      try report.placeholder(en: "to come", fr: "à compléter", path: "section_3")
      try report.callout(.warning, en: "w", fr: "attention")
      try report.quote("mots", attribution: "une élue")
      try report.form([.row(en: "A", fr: "B", .number(3, trace: "finding:a@1"))])
      try report.list([String]())
      try report.paragraph("")
    }
    #expect(!outcome.isRejected)
    #expect(outcome.blocks.count == 5)
    #expect(outcome.blocks[1].contains("placeholder") && outcome.blocks[1].contains("à compléter"))
    #expect(outcome.blocks[4].contains(#""label":"B","value":{"number":3,"trace":"finding:a@1"}"#))
    #expect(
      outcome.diagnostics == [["severity": "warning", "summary": "à compléter", "path": "section_3"]])
  }

  @Test("An error of the format becomes the reason for the rejection")
  func thrown() throws {
    struct Missing: Error, CustomStringConvertible { let description = "no grant UDF-1" }
    let outcome = try Trial.rehearse { _, _, _ in throw Missing() }
    #expect(outcome.isRejected)
    #expect(outcome.diagnostics == [["severity": "error", "summary": "no grant UDF-1"]])
  }

  @Test("A block that no report may have is thrown in a rehearsal")
  func refusedBlock() throws {
    let error = #expect(throws: DocumentError.self) {
      try Trial.rehearse { _, _, report in
        try report.begin()
        try report.add(.row(TableRow(["a"])))
      }
    }
    #expect(error?.code == .outOfOrder)
  }
}

@Suite struct InputTests {
  private static let inputs: [String: [JSONValue]] = [
    "first": [["title": "A"], ["title": "B"]], "second": [["people": 7]],
    "third": [["title": "C"], ["title": "D"], ["title": "E"]],
  ]

  private static func read(
    _ body: @escaping @Sendable (ReportInputs) throws -> String
  ) throws -> String {
    let outcome = try Trial.rehearse(inputs: inputs) { _, inputs, report in
      try report.begin()
      try report.paragraph(body(inputs))
    }
    return outcome.diagnostics.first?["summary"]?.string ?? outcome.blocks.last ?? ""
  }

  @Test("Inputs are read in order; what is left of one is passed over")
  func order() throws {
    let text = try Self.read { inputs in
      var titles = try inputs.first(of: "first")?.text("title") ?? "-"
      try inputs.skip("second")
      for row in try inputs.rows(of: "third") {
        titles += row.text("title") ?? "-"
        if titles.count == 3 { break }
      }
      return titles
    }
    #expect(text.contains("\"ACD\""))
    let broken = try Self.read { inputs in
      for row in try inputs.rows(of: "first") { if row.text("title") == "A" { break } }
      return try inputs.collected("second").map { "\($0.integer("people") ?? 0)" }.joined()
    }
    #expect(broken.contains("\"7\""))
  }

  @Test("An input out of turn, unknown, read twice or too long is refused with its name")
  func refused() throws {
    #expect(try Self.read { try "\($0.collected("second").count)" }.contains("first comes before second"))
    #expect(try Self.read { try "\($0.collected("fourth").count)" }.contains("no input fourth"))
    let twice = try Self.read { inputs in
      try inputs.skip("first")
      return try "\(inputs.collected("first").count)"
    }
    #expect(twice.contains("read already"))
    #expect(try Self.read { try "\($0.collected("first", limit: 1).count)" }.contains("more than 1 rows"))
  }

  @Test("A broken line rejects the report, even if the format does not look")
  func brokenLine() throws {
    let outcome = try Trial.rehearse(inputs: ["first": [["title": "A"], "no object"]]) { _, inputs, report in
      try report.begin()
      for row in try inputs.rows(of: "first") { try report.paragraph(row.text("title") ?? "") }
    }
    #expect(outcome.isRejected)
    #expect(outcome.diagnostics.count == 1)
  }

  @Test("Fields are read by path, in the report's language or marked as the other one")
  func fields() throws {
    let row = InputRow(
      [
        "title": ["en": "only English"], "statement": ["fr": "f", "en": "e"], "language": "en",
        "place": ["region": "mopti"], "observedOn": "2024-02-30", "dueOn": "2024-02-29",
        "amount": ["amount": "5", "currency": "XOF"], "institutions": ["a", "b"], "flag": true, "none": .null,
        "recommendations": [["text": "written in English", "dueOn": "2024-01-01"]],
        "people": ["suppressed": true], "below": ["suppressed": true, "below": 3], "count": 4,
        "share": .number(1.5),
      ], language: .french)
    #expect(row.text("title") == "only English")
    #expect(row.localized("title")?.isOtherLanguage == true)
    #expect(row.localized("statement")?.text == "f")
    #expect(row.string("place.region") == "mopti")
    #expect(row.label("place.region", CodeLists.region) == "Mopti")
    #expect(row.date("observedOn") == nil)
    #expect(row.date("dueOn")?.day == 29)
    #expect(row.money("amount")?.currency == "XOF")
    #expect(row.strings("institutions") == ["a", "b"])
    #expect(row.flag("flag") == true)
    #expect(row["none"].map(\.text) == nil)
    // A nested text is in its record's language.
    #expect(row.rows("recommendations").first?.localized("text")?.isOtherLanguage == true)
    #expect(row.row("place")?.string("region") == "mopti")
    #expect(row.count("people") == .withheld)
    #expect(row.count("below") == .suppressed(below: 3))
    #expect(row.count("count") == .integer(4))
    #expect(row.count("none") == .missing)
    #expect(row.number("share") == 1.5)
    #expect(row.value("title") == InlineValue(.text(TextSpan("only English", language: .english))))
    #expect(row.value("absent") == .missing)
    let named = InputRow(
      [
        "theme": "gao", "host": "x", "partners": ["x", "y"], "place": ["region": "gao"],
        "recommendations": [["addressee": "x"], ["addressee": "y"]],
        "labels": [
          "theme": "Thème", "host": ["name": "Nom", "acronym": "N"], "partners": [["name": "Nom"], nil],
          "place": ["region": "Gao"], "recommendations": [["addressee": ["name": "Nom"]], nil],
        ],
      ], language: .french)
    #expect(named.label("theme") == "Thème" && named.label("host") == nil && named.label("place.region") == "Gao")
    #expect(named.organisation("host")?.introduced == "Nom (N)" && named.organisation("host")?.short == "N")
    #expect(named.organisations("partners").map(\.short) == ["Nom"] && named.organisation("theme") == nil)
    #expect(named.rows("recommendations").map { $0.organisation("addressee")?.full } == ["Nom", nil])
    #expect(named.row("place")?.label("region") == "Gao")
    let hidden = InputRow(["withheld": ["problems"]], language: .french)
    #expect(hidden.isWithheld("problems") && !hidden.isWithheld("title"))
    #expect(hidden.value("problems") == .undisclosed && hidden.value("title") == .missing)
  }
}

@Suite struct DescriptionTests {
  @Test("The description is the contract's JSON, the same every time")
  func json() throws {
    let json = try JSONValue(parsing: Trial.description.json)
    #expect(Trial.description.json == Trial.description.json)
    #expect(json["donor"] == ["en": "Donor", "fr": "Bailleur"])
    let report = try #require(json["reports"]?.array?.first)
    #expect(report["languages"] == ["fr", "en"])
    #expect(report["level"] == "internal")
    #expect(report["cadence"]?["fr"] == "Annuel" && report["cadences"] == ["year", "grant_phase"])
    #expect(report["parameters"]?["required"] == ["from"])
    #expect(report["parameters"]?["properties"]?["round"]?["maximum"] == 20)
    #expect(report["parameters"]?["properties"]?["kind"]?["enum"] == ["mid", "final"])
    #expect(report["queries"]?.array?[1]["totals"] == true)
    #expect(report["queries"]?.array?[2]["where"]?["region"] == ["parameter": "kind"])
  }

  @Test("A good description has no faults; a bad query and an unknown parameter have")
  func faults() {
    #expect(Rehearsal.faults(in: Trial.self) == [])
    let report = ReportDescription(
      id: "trial/x", title: Bilingual(verbatim: "X"),
      queries: [
        .listing("a", from: "finding", where: ["region": .parameter("none")], select: ["title"]),
        .listing("a", from: "findings", select: ["title"]),
      ])
    let faults = FormatCheck.faults(
      in: FormatDescription(
        id: "trial", version: "1", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "T"),
        reports: [report]))
    // One query compares with a parameter that is none, the other has its name and reads what is no kind.
    #expect(faults.count == 3, "\(faults)")
    #expect(faults.allSatisfy { $0.hasPrefix("reports[0].queries[") })
  }

  @Test("A request is read as the contract has it; one that lacks something is refused")
  func request() throws {
    let request = try ReportRequest(
      parsing: Array(
        #"""
        {"report":"trial/one","language":"en","level":"restricted","programme":"p",
        "grant":"G1","period":{"from":"2024-01-01","to":"2024-12-31"},"reportDate":"2025-01-31",
        "parameters":{"from":"2024-01-01","round":3,"kinds":["a"],"kind":"mid","all":true},"withheld":[{"reason":"not_validated","fewerThan":5},{"reason":"no_consent","about":20}]}
        """#.utf8))
    #expect(request.language == .english)
    #expect(request.level == .restricted)
    #expect(request.grant == "G1" && request.reportDate == CalendarDate("2025-01-31"))
    #expect(request.period == ReportPeriod(from: CalendarDate("2024-01-01"), to: CalendarDate("2024-12-31")))
    #expect(request.parameters.date("from")?.year == 2024)
    #expect(request.parameters.integer("round") == 3)
    #expect(request.parameters.strings("kinds") == ["a"] && request.parameters.strings("kind") == ["mid"])
    #expect(request.parameters.flag("all") && !request.parameters.flag("none"))
    #expect(
      request.withheld == [
        .init(reason: "not_validated", about: nil, fewerThan: 5),
        .init(reason: "no_consent", about: 20, fewerThan: nil),
      ])
    #expect(request.snapshotOn == nil)
    #expect(request.text(en: "a", fr: "b") == "a")
    #expect(request.label(CodeLists.region, "atlantis") == "atlantis")
    #expect(throws: PluginFault.self) { try ReportRequest(parsing: Array("{}".utf8)) }
    #expect(throws: PluginFault.self) { try ReportRequest(parsing: Array("[".utf8)) }
  }
}

@Suite struct PluginTableTests {
  @Test("One format has one table, which the contract's size and version begin")
  func table() {
    let table = pluginTable(for: Trial.self)
    #expect(table == pluginTable(for: Trial.self))
    #expect(table.pointee.size == MemoryLayout<kurukan_plugin>.size)
    #expect(table.pointee.abi_version == 1)
    let text = table.pointee.describe?(table.pointee.context)
    #expect(text?.count == Trial.description.json.count)
  }
}
