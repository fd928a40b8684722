import Testing

@testable import IATIActivities

/// A change after which one rule does not hold, with where it is to be mended.
struct Breach: Sendable, CustomTestStringConvertible {
  let id: String
  let record: String
  let path: String
  let change: @Sendable (inout Activity) -> Void

  init(_ id: String, _ record: String, _ path: String, _ change: @escaping @Sendable (inout Activity) -> Void) {
    self.id = id
    self.record = record
    self.path = path
    self.change = change
  }

  var testDescription: String { "\(id) \(record)" }
}

@Suite("Each rule finds what breaks it")
struct RuleTests {
  @Test("A whole activity keeps every rule", arguments: PublishingProfile.allCases)
  func whole(profile: PublishingProfile) {
    let broken = Rule.outcomes(of: WholeActivity.file, under: profile).filter { !$0.faults.isEmpty }
    #expect(broken.map(\.rule.id) == [])
  }

  @Test("What breaks a rule is found with the rule's id, the element and the record to mend", arguments: breaches)
  func found(breach: Breach) throws {
    let file = WholeActivity.changed(breach.change)
    let outcome = try #require(
      Rule.outcomes(of: file, under: .dutchMinistry).first { $0.rule.id == breach.id })
    let prefix = "/iati-activities/iati-activity[1]"
    let path = breach.path.hasPrefix("/iati-activities") ? breach.path : prefix + breach.path
    #expect(outcome.faults == [RuleFault(path: path, record: breach.record)])
    #expect(outcome.refuses == Self.errors.contains(breach.id))
  }

  @Test("Every rule has an input that breaks it, and an id of its own")
  func complete() {
    let ids = Rule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(ids) == Set(Self.breaches.map(\.id)).union(["K7"]))
  }

  @Test("Two activities of one identifier are both named")
  func twins() throws {
    let file = ActivityFile(today: "2024-12-31", [WholeActivity.activity, WholeActivity.activity])
    let outcome = try #require(Rule.outcomes(of: file, under: .standard).first { $0.rule.id == "K7" })
    #expect(
      outcome.faults.map(\.path) == (1...2).map { "/iati-activities/iati-activity[\($0)]/iati-identifier" })
    #expect(outcome.refuses)
  }

  @Test("The ministry's rules hold of what it funds, at its place, and of nobody else's under the standard")
  func ministry() {
    var other = WholeActivity.activity
    other.identifier = "NL-KVK-1-B"
    other.participants[0].organisation.ref = "XM-DAC-41142"
    other.results[0].aggregation = nil
    var funded = WholeActivity.activity
    funded.results[0].aggregation = nil
    let file = ActivityFile(today: "2024-12-31", [other, funded])
    let ministry = Rule.outcomes(of: file, under: .dutchMinistry).first { $0.rule.id == "NL3" }
    #expect(ministry?.faults.map(\.path) == ["/iati-activities/iati-activity[2]/result[1]/@aggregation-status"])
    let standard = Rule.outcomes(of: file, under: .standard).first { $0.rule.id == "NL3" }
    #expect(standard?.applies == false && standard?.faults == [])
  }

  @Test("What is just within a rule is not refused", arguments: edges)
  func within(edge: Breach) {
    let outcome = Rule.outcomes(of: WholeActivity.changed(edge.change), under: .standard).first {
      $0.rule.id == edge.id
    }
    #expect(outcome?.applies == true && outcome?.faults == [])
  }

  private static let edges: [Breach] = [
    Breach("11.1.4", "", "") { $0.dates[1].day = "2024-12-31" },
    Breach("7.5.3", "", "") { $0.budgets[0].end = "2025-01-01" },
    Breach("8.6.1", "", "") { $0.results[0].indicators[0].periods[0].end = "2024-01-01" },
    Breach("2.1.2", "", "") { $0.sectors[0].percentage = 60.51 },
    Breach("2.1.4", "", "") { $0.sectors[2].percentage = 100 },
    Breach("8.10.2", "", "") { $0.results[0].indicators[0].periods[0].actuals[0].value = "-0.5" },
    Breach("1.14.8", "", "") { $0.reporter.ref = "ML-MAT-0123" },
    Breach("7.8.1", "", "") { $0.currency = nil },
    Breach("4.1.1", "", "") { $0.language = nil },
    Breach("6.10.1", "", "") { $0.participants[0].organisation.names = [] },
  ]

  @Test("A file of nothing breaks the schema's rules without a crash")
  func empty() {
    let ids = Rule.outcomes(of: ActivityFile(today: "2024-12-31", [Activity()]), under: .standard).filter(\.refuses)
      .map(\.rule.id)
    #expect(Set(ids) == ["6.11.1", "6.2.2", "3.7.1", "4.3.1", "K1", "K2", "K3", "K4", "K5", "K6"])
    #expect(Rule.outcomes(of: ActivityFile(today: "2024-12-31", []), under: .standard).allSatisfy { !$0.applies })
  }

  @Test(
    "Numbers are decimals of the schema",
    arguments: [
      ("0", true), ("-12.5", true), ("+3", true), (".5", true), ("n/a", false), ("", false), ("1,5", false),
      ("1e3", false), ("nan", false), (".", false), ("1.2.3", false), ("12 ", false), ("٣", false),
    ])
  func numbers(text: String, isNumber: Bool) { #expect(Rule.isNumber(text) == isNumber) }
}
