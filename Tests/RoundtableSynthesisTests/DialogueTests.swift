import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import RoundtableSynthesis

@Suite struct DialogueTests {
  private func run(
    _ language: Language = .english, origin: String? = nil, fixture: String = "dialogue",
    _ change: (inout [String: [JSONValue]]) -> Void = { _ in }
  ) throws -> Rehearsal.Outcome {
    var inputs = try FormatFixture("RoundtableSynthesis", fixture).inputs()
    change(&inputs)
    return try Rehearsal.run(
      RoundtableFormat.self, report: "roundtable/synthesis", language: language,
      programme: "inter-malian-dialogue-2024",
      parameters: origin.map { ["origin": .string($0)] } ?? [:], inputs: inputs)
  }

  private func recommendations() throws -> [JSONValue] {
    try FormatFixture("RoundtableSynthesis", "dialogue").inputs()["recommendations"] ?? []
  }

  @Test func themesAddUpToAllRecommendations() throws {
    let rows = try run().rows(of: "Recommendations by theme")
    let all = try recommendations()
    for (theme, name) in [
      ("peace_cohesion", "Peace, reconciliation, social cohesion"), ("security_defence", "Security and defence"),
    ] {
      let row = try #require(rows.first { $0[0].string == name })
      let findings = try FormatFixture("RoundtableSynthesis", "dialogue").inputs()["matrix"] ?? []
      let ofTheme = all.filter { row in
        findings.contains { $0["key"] == row["finding"] && $0["theme"]?.string == theme }
      }
      #expect(row[1]["number"]?.integer == Int64(ofTheme.count))
      #expect(row[2]["number"]?.integer == Int64(ofTheme.count { $0["node"] != nil }))
    }
    let last = try #require(rows.last)
    #expect(last[1]["number"]?.integer == Int64(all.count) && last[2]["number"]?.integer == Int64(all.count - 1))
    #expect(last[1]["trace"] != nil && rows.count == 3)
    // There is one plan, so that the core has counted what it takes up.
    #expect(rows.allSatisfy { $0[2]["trace"] != nil })
  }

  @Test func nodesStandInThePlansOrderWithTheirStatements() throws {
    let outcome = try run()
    let rows = try outcome.rows(of: "Recommendations by result of the plan")
    let counts = rows.dropFirst().dropLast().map { (String($0[0].string?.prefix(3) ?? ""), $0[2]["number"]?.integer) }
    let all = try recommendations()
    #expect(
      counts.map(\.0) == ["1.1", "1.2", "4.1", "4.2"].filter { code in all.contains { $0["node"]?.string == code } })
    for (code, count) in counts { #expect(count == Int64(all.count { $0["node"]?.string == code })) }
    #expect(rows.first?[0]["cell"]?.string == "Action plan 2024-2028 of the inter-Malian dialogue (draft)")
    #expect(rows[1][0] == "1.1 Communities settle their disputes by dialogue.")
    #expect(rows[1][1].text.contains("Ministry"))
  }

  @Test func eachRecommendationIsListedOnceAndItsNumberStandsAtItsResult() throws {
    let outcome = try run(.french)
    let list = try outcome.rows(of: "Recommandations, par destinataire").filter { $0.count > 1 }
    let nodes = try outcome.rows(of: "Recommandations par résultat du plan").filter { $0.count > 1 }
    let all = try recommendations()
    #expect(list.map { $0[0] } == all.indices.map { ["number": .integer(Int64($0 + 1))] })
    for row in all {
      let text = try #require(row["text"]?["fr"]?.string)
      // Beside the finding from which few follow.
      #expect(try outcome.section(4).count { $0.contains(text) } == 1 && !outcome.section(5).joined().contains(text))
      let number = try #require(list.first { $0[1].text.contains(text) }?[0]["number"]?.integer)
      let found = nodes.filter { Self.numbers($0[3].string ?? "").contains(number) }
      #expect(found.count == (row["node"] == nil ? 0 : 1), "\(text)")
      if let node = row["node"]?.string { #expect(found.first?[0].string?.hasPrefix("\(node) ") == true) }
    }
  }

  /// The numbers of `1–3, 7`.
  private static func numbers(_ ranges: String) -> [Int64] {
    ranges.split(separator: ", ").flatMap { range -> [Int64] in
      let ends = range.split(separator: "–").compactMap { Int64($0) }
      return ends.isEmpty ? [] : Array(ends[0]...ends[ends.count - 1])
    }
  }

  @Test(arguments: [([], ""), ([7, 1, 2, 3], "1–3, 7"), ([4], "4"), ([1, 2], "1–2")] as [([Int], String)])
  func ranges(_ numbers: [Int], _ text: String) { #expect(numbers.ranges == text) }

  @Test func whatThePlansSayInTheOtherLanguageIsMarked() throws {
    let outcome = try run { inputs in
      inputs["plans"] = inputs["plans"]?.map { plan in
        var plan = plan.object ?? [:]
        plan["language"] = "fr"
        plan["nodes"] = [["code": "1.1", "statement": "Les communautés dialoguent."]]
        return .object(plan)
      }
      inputs["recommendations"] = inputs["recommendations"]?.map { row in
        var row = row.object ?? [:]
        (row["text"], row["language"]) = ("Publier le budget.", "fr")
        return .object(row)
      }
    }
    let rows = try outcome.rows(of: "Recommendations by result of the plan")
    #expect(rows.contains { $0[0] == ["text": "1.1 Les communautés dialoguent.", "language": "fr"] })
    let listed = try outcome.rows(of: "Recommendations, by addressee").filter { $0.count > 1 }
    #expect(!listed.isEmpty && listed.allSatisfy { $0[1] == ["text": "Publier le budget.", "language": "fr"] })
  }

  @Test(
    "The origin chosen decides which findings are counted",
    arguments: [
      (nil, "dialogue", 3, 8), ("dialogue", "dialogue", 3, 8), ("desk_review", "dialogue", 3, 8),
      ("roundtable", "dialogue", 0, 0), (nil, "synthesis", 7, 6), ("audit", "synthesis", 1, 0),
      ("all", "synthesis", 8, 6),
      ("dialogue", "synthesis", 0, 0), ("focus_group", "synthesis", 0, 0),
    ] as [(String?, String, Int64, Int64)])
  func origin(_ origin: String?, _ fixture: String, _ findings: Int64, _ recommendations: Int64) throws {
    let outcome = try run(origin: origin, fixture: fixture)
    let rows = try outcome.values("form").first?["rows"]?.array ?? []
    func number(_ label: String) -> Int64? {
      rows.first { $0["label"]?.string == label }?["value"]?["number"]?.integer
    }
    #expect(number("Findings") == findings && number("Recommendations") == recommendations)
    let printed = try outcome.rows(of: "Recommendations, by addressee").count { $0.count > 1 }
    #expect(printed == Int(recommendations))
  }

  @Test func meetingsAreThoseOfTheChoice() throws {
    let rows = try run().rows(of: "Meetings, by date")
    #expect(rows.count == 5)
    #expect(!rows.joined().contains { $0.text.contains("Formation hors sujet") })
    // A study needs no meeting, so that its absence is no gap.
    let study = try run(origin: "observation") {
      $0["matrix"] = [["key": "F", "origin": "observation", "theme": "political"]]
    }
    #expect(!study.warnings.contains("engagement"))
    #expect(try run(origin: "roundtable").warnings.contains("engagement"))
  }

  @Test func aFindingOfManyRecommendationsSaysHowManyInstead() throws {
    for count in [Findings.mostListed, Findings.mostListed + 1] {
      let asked: [JSONValue] = (0..<count).map {
        ["key": .string("R\($0)"), "text": .string("Mesure \($0)."), "addressee": "cnt"]
      }
      let outcome = try run { $0["findings"] = [["key": "DIM-T1", "title": "T", "recommendations": .array(asked)]] }
      let section = try outcome.section(3).joined()
      #expect(section.contains("Mesure 0.") == (count == Findings.mostListed))
      #expect(section.contains("\(count) recommendations follow from it") == (count > Findings.mostListed))
    }
  }

  @Test func aPlanThatIsNotShownIsNotNamed() throws {
    let outcome = try run { $0["plans"] = [] }
    #expect(!outcome.isRejected)
    let rows = try outcome.rows(of: "Recommendations by result of the plan")
    #expect(rows.first?[0]["cell"]?.string == "Plan not shown here")
    #expect(!outcome.blocks.joined().contains("plan-2024-2028"))
  }

  @Test func withoutAPlanThatIsSaidAndThereIsNoList() throws {
    let outcome = try run(fixture: "synthesis")
    #expect(try outcome.section(5).joined().contains("tied to a result of a plan, or"))
    let told = outcome.diagnostics.filter { $0["path"]?.string == "finding.recommendations.framework" }
    #expect(told.map { $0["severity"]?.string } == ["info"])
    #expect(try outcome.rows(of: "Recommendations by theme").allSatisfy { $0.count == 2 })
  }

  @Test(.timeLimit(.minutes(5))) func manyRecommendationsAreStreamed() throws {
    let findings: [JSONValue] = (0..<5).map {
      ["key": .string("F\($0)"), "origin": "roundtable", "theme": "procurement"]
    }
    let rows: [JSONValue] = (0..<20_000).map { number in
      [
        "key": .string("R\(number)"), "finding": .string("F\(number % 5)"), "text": .string("Mesure \(number)."),
        "addressee": .string("body-\(number / 1_000)"), "theme": "procurement", "framework": "p",
        "node": .string("1.\(number % 40)"),
      ]
    }
    let asked: [JSONValue] = (0..<5).map {
      ["finding": .string("F\($0)"), "framework": "p", "node": "1.1", "count": 4_000]
    }
    let report = try run { $0 = ["matrix": findings, "asked": asked, "recommendations": rows] }
    #expect(!report.isRejected)
    #expect(try report.rows(of: "Recommendations by theme").last?[1] == ["number": 20_000])
    #expect(try report.rows(of: "Bodies that recommendations address").count == 20)
    // Long runs are sorted in pieces, and nothing is lost between two.
    #expect(report.blocks.count { $0.contains("Mesure ") } == 20_000)
  }
}
