import JSONBytes
import Records
import Testing

@testable import ReportKit

/// The kit's sections on findings and recommendations, in a format that has a word of its own for what is recommended.
struct FollowUpFormat: DonorFormat {
  static let labels = Labels(
    Array(
      """
      {"recommendation":{"text":{"en":"Demand","fr":"Demande"}},
       "register":{"caption":{"en":"Register","fr":"Registre"},"number":{"en":"No.","fr":"Nº"},
        "empty":{"en":"None.","fr":"Rien."}},
       "findings":{"caption":{"en":"Findings","fr":"Constats"},"agreement":{"en":"How far","fr":"Degré"},
        "empty":{"en":"None.","fr":"Rien."}}}
      """.utf8))

  static var description: FormatDescription {
    FormatDescription(
      id: "follow_up", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "F"),
      reports: [
        ReportDescription(
          id: "follow_up/all", title: Bilingual(verbatim: "F"), level: .internal,
          queries: [
            .responses, .followUps, .recommendations(), .evidence,
            .listing(
              "findings", from: "finding",
              select: [
                "origin", "title", "statement", "theme", "place", "agreement", "raisedBy", "dissent", "quotes",
                "institutions", "recommendations", "restitution", "criterion", "condition", "cause", "effect",
                "language",
              ]
            ).labelled(),
          ])
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "F"), donor: Bilingual(verbatim: "D"))
    let followUps = try FollowUps(inputs, asOf: request.reportDate)
    let rows = try inputs.collected("recommendations")
    let known = rows.map { followUps.followed($0) }
    let documents = try CitedEvidence(inputs, keys: known.flatMap(\.evidence))
    let fields = RecommendationFields(report.words)
    try report.table(
      "register", of: known, missing: "finding",
      [
        .ordinal("number"), fields.text(), fields.addressee(), fields.due(), fields.daysLate(), fields.status(),
        fields.answers(), fields.progress(), fields.evidence(documents), fields.checkedOn(), fields.seen(),
        fields.position(), fields.node(), fields.finding(), fields.theme(),
      ])
    let whole = RecommendationGroup(known)
    try report.recommendationStatuses(of: whole)
    try report.recommendationPositions(of: whole)
    var open = OpenRecommendations(report.words)
    for (index, recommendation) in known.enumerated() { open.note(recommendation, reference: "\(index + 1)") }
    try open.writeOverdue(&report)
    try open.writeUnanswered(&report)
    try report.recommendations(rows, byAddressee: ["F1": 1])

    let findings = try inputs.collected("findings")
    let finding = FindingFields(report.words)
    try report.table(
      "findings", of: findings, missing: "finding",
      [
        finding.finding(), finding.agreement(), finding.raisedBy(), finding.recommendations(), finding.addressees(),
        finding.recommendationTexts(), finding.statuses(followUps), finding.institutions(), finding.area(),
      ])
    var matrix = AgreementMatrix()
    let restitutions = Restitutions()
    for (index, row) in findings.enumerated() {
      matrix.add(row)
      restitutions.note(finding: row, number: index + 1)
      try report.finding(row, number: index + 1, listing: 2)
    }
    for row in rows { restitutions.note(recommendation: row) }
    try matrix.write(&report)
    try matrix.writeLevels(CountTraces([InputRow](), by: "theme", "agreement"), &report)
    try report.auditFindings(findings)
    try restitutions.write(nil, &report)
  }
}

@Suite("The kit's sections on findings and recommendations") struct RecommendationReportTests {
  /// The rehearsed report bears the day 2024-06-30.
  private func run(_ inputs: [String: [JSONValue]], _ language: Language = .english) throws -> [JSONValue] {
    let outcome = try Rehearsal.run(FollowUpFormat.self, report: "follow_up/all", language: language, inputs: inputs)
    try #require(!outcome.isRejected, "\(outcome.diagnostics)")
    return try outcome.blocks.map { try JSONValue(parsing: $0) }
  }

  private func table(_ caption: String, _ blocks: [JSONValue]) throws -> (titles: [String], rows: [[JSONValue]]) {
    let start = try #require(blocks.firstIndex { $0["caption"]?.string == caption }, "\(caption)")
    let end = try #require(blocks[start...].firstIndex { $0["block"] == "tableEnd" })
    return (
      (blocks[start]["columns"]?.array ?? []).compactMap { $0["title"]?.string },
      blocks[(start + 1)..<end].map { $0["cells"]?.array ?? [] }
    )
  }

  private static let inputs: [String: [JSONValue]] = [
    "responses": [
      ["finding": "F1", "recommendation": "R1", "position": "accepted", "text": "Yes.", "receivedOn": "2024-01-01"],
      ["finding": "F1", "recommendation": "R2", "position": "accepted", "receivedOn": "2024-07-01"],
    ],
    "followUps": [
      [
        "finding": "F1", "recommendation": "R1", "asOf": "2024-03-01", "status": "in_progress", "text": "Begun.",
        "evidence": ["E1", "E2"],
      ],
      ["finding": "F1", "recommendation": "R1", "asOf": "2024-12-31", "status": "implemented"],
    ],
    "evidence": [["key": "E0", "title": "Not cited"], ["key": "E1", "title": "Minutes"]],
    "recommendations": [
      ["key": "R1", "finding": "F1", "text": "Count.", "addressee": "bvg", "dueOn": "2024-06-01", "priority": "long"],
      ["key": "R2", "finding": "F1", "text": "Publish.", "addressee": "bvg", "priority": "immediate"],
    ],
    "findings": [
      [
        "key": "F1", "origin": "roundtable", "title": "Fuel", "statement": "No register.", "theme": "procurement",
        "place": ["region": "gao"], "agreement": "consensus", "withheld": ["raisedBy", "dissent", "restitution"],
        "quotes": [["text": "SECRET", "mayQuote": false], ["text": "OPEN", "withheld": ["speakerGroup"]]],
        "recommendations": [
          ["key": "R1", "text": "Count.", "addressee": "bvg"], ["key": "R2", "text": "Publish."], ["key": "R3"],
        ],
      ],
      ["key": "F2", "origin": "audit", "title": "Pay", "criterion": "A law.", "cause": "No rule."],
    ],
    "organisations": [["key": "bvg", "name": "Audit office"]],
  ]

  @Test("Its queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: FollowUpFormat.self) == [])
  }

  @Test("Columns have the kit's titles, or the format's, and what was known on the day") func columns() throws {
    let blocks = try run(Self.inputs)
    let register = try table("Register", blocks)
    #expect(register.titles.prefix(3) == ["No.", "Demand", "Addressee"])
    let row = register.rows[0]
    #expect(row[0] == ["number": 1] && row[1] == "Count." && row[2] == "Audit office")
    #expect(
      row[3] == ["date": "2024-06-01"] && row[4] == ["number": 29] && row[5].string?.hasSuffix("\nOverdue") == true)
    #expect(row[6].array?.count == 3 && row[8] == "[1] Minutes\ndocument not named here")
    #expect(row[9] == ["date": "2024-03-01"] && row[10] == "Begun.")
    // The answer to the second came after the day.
    #expect(register.rows[1][6] == "No answer known" && register.rows[1][5] == "Not followed up yet")
  }

  @Test("What is late or unanswered is told, or that nothing is") func open() throws {
    let blocks = try run(Self.inputs)
    let overdue = try table("Overdue recommendations, longest overdue first", blocks)
    #expect(overdue.titles == ["Ref.", "Demand", "Addressee", "Due", "Days late", "Status"])
    #expect(overdue.rows.map { $0[0] } == ["1"])
    #expect(try table("Recommendations that no body has answered", blocks).rows.map { $0[0] } == ["2"])
    let closed = try run([
      "responses": [["finding": "F", "recommendation": "R", "position": "accepted"]],
      "recommendations": [["key": "R", "finding": "F", "text": "T"]],
    ])
    let told = closed.compactMap { $0["text"]?.string }.joined()
    #expect(
      told.contains("None of the recommendations shown is overdue.")
        && told.contains("None of the recommendations shown lacks an answer."))
  }

  @Test("Statuses and positions are counted, and drawn") func counts() throws {
    let blocks = try run(Self.inputs)
    #expect(try table("Recommendations by status", blocks).rows.map { $0[1] } == [["number": 1], ["number": 1]])
    let positions = try table("Recommendations by position of the body", blocks)
    #expect(positions.rows.map { $0[0] } == ["Accepted", "No answer known"])
    #expect(blocks.compactMap { $0["figure"]?["kind"]?.string } == ["bar", "bar", "stackedBar"])
  }

  @Test("The most urgent comes first under its body") func addressed() throws {
    let rows = try table("Recommendations, by addressee", run(Self.inputs)).rows
    #expect(rows.map { $0[0]["cell"] ?? $0[1] } == ["Audit office", "Publish.", "Count."])
    #expect(rows[1][0] == ["number": 1] && rows[1][3] == ["number": 1] && rows[1][4] == "Immediate")
  }

  @Test("A finding's recommendations keep their numbers from column to column") func findingColumns() throws {
    let findings = try table("Findings", run(Self.inputs))
    #expect(findings.titles.prefix(3) == ["Finding", "How far", "Raised by"])
    let row = findings.rows[0]
    #expect(row[0] == [["text": "Fuel", "emphasis": "strong"], "\n", "No register."])
    #expect(row[1] == "Consensus" && row[2] == ["undisclosed": true])
    #expect(row[3] == "1. Audit office — Count.\n2. Publish." && row[4] == "1. Audit office\n2. —")
    #expect(row[6].string?.hasSuffix("\n2. Not followed up yet") == true)
    // An audit has nobody to agree with, and nothing was recommended.
    #expect(findings.rows[1][1] == "—" && findings.rows[1][3] == "—")
  }

  @Test("A text in the other language is marked in a table of findings, and a withheld one is no empty one")
  func marked() throws {
    let rows = try table(
      "Findings",
      run(["findings": [["title": "Caisse", "language": "fr"], ["title": "T", "withheld": ["statement"]]]])
    ).rows
    #expect(rows[0][0] == ["text": "Caisse", "emphasis": "strong", "language": "fr"])
    #expect(rows[1][0] == [["text": "T", "emphasis": "strong"], "\n", ["undisclosed": true]])
  }

  @Test("A finding says what is withheld, quotes what may be quoted, and lists no more than it may") func finding()
    throws
  {
    let blocks = try run(Self.inputs)
    let start = try #require(blocks.firstIndex { $0["block"] == "heading" && $0["text"] == "Fuel" })
    let end = try #require(blocks[(start + 1)...].firstIndex { $0["block"] == "heading" })
    let told = blocks[start..<end].map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(told.contains("Finding 1") && told.contains("OPEN"))
    // A group that is not named is passed over; what those said who disagreed is said to be withheld.
    #expect(!told.contains("raised by") && !told.contains("attribution"))
    #expect(told.contains("Dissenting view:") && told.contains(#""undisclosed":true"#))
    #expect(!told.contains("SECRET") && told.contains("3 recommendations follow from it"))
    #expect(!told.contains("Count."))
  }

  @Test("Audit findings are told as criterion, condition, cause and effect") func audits() throws {
    let blocks = try run(Self.inputs)
    let form = try #require(blocks.last { $0["block"] == "form" }?["rows"]?.array)
    #expect(form.compactMap { $0["label"]?.string }.prefix(4) == ["Criterion", "Condition", "Cause", "Effect"])
    #expect(form[0]["value"] == "A law." && form[1]["value"] == ["missing": true])
  }

  @Test("That findings were shared is not denied where it is withheld") func restitutions() throws {
    let blocks = try run(Self.inputs)
    let bodies = try table("Bodies that recommendations address", blocks)
    #expect(bodies.rows == [["Audit office", ["number": 2], ["number": 1], ["undisclosed": true]]])
    #expect(!blocks.contains { $0["caption"] == "With whom findings were shared" })
  }

  @Test("Every section has French words, and gaps where nothing is recorded") func gaps() throws {
    let outcome = try Rehearsal.run(FollowUpFormat.self, report: "follow_up/all", language: .french, inputs: [:])
    #expect(!outcome.isRejected)
    let paths = outcome.diagnostics.compactMap { $0["path"]?.string }
    #expect(
      paths == ["finding", "recommendation", "finding", "finding", "finding", "finding.restitution"])
  }
}
