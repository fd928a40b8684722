import Disclosure
import JSONBytes
import PluginDescriptions
import PluginHost
import RecordStore
import Records
import TestSupport
import Testing

@testable import Services

/// That reports protect people is of use only while they still say something.
@Suite("What reports of the sample print of people")
struct UsefulCountsTests {
  /// The counts of one programme that some report prints, and whether they are hidden.
  private struct Shown {
    var printed = 0
    var hidden: [String] = []
    var hiddenTotals: [String] = []

    /// How many of a hundred are printed.
    var share: Int { printed * 100 / max(printed + hidden.count, 1) }

    mutating func add(_ other: Shown) {
      printed += other.printed
      hidden += other.hidden
      hiddenTotals += other.hiddenTotals
    }

    mutating func add(_ value: Int64?, _ exact: Int, _ key: [String], _ place: String) {
      // Fewer are never shown, whatever the plan is.
      guard exact >= SuppressionThreshold.standard.rawValue else {
        #expect(value == nil || exact == 0, "\(place) \(key)")
        return
      }
      if let value {
        #expect(value == Int64(exact), "\(place) \(key)")
        printed += 1
      } else {
        hidden.append("\(place) \(key.joined(separator: " ")) \(exact)")
        if Set(key) == ["∑"] { hiddenTotals.append("\(place) \(exact)") }
      }
    }
  }

  private static func rows(
    _ query: RecordQuery, _ programme: String, _ level: ConfidentialityLevel, _ fixture: ServiceFixture
  ) async throws -> [JSONValue] {
    try await fixture.store.snapshots.withSnapshot(
      of: programme, scope: AccessScope(level: level, records: .none), queries: [query],
      declared: DeclaredCount.all(in: fixture.host.catalogue, kinds: fixture.store.kinds),
      deadline: .now + .seconds(60)
    ) { snapshot in
      let rows = Collected()
      try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
      return rows.values
    }
  }

  /// The report's counts of people over all days, and over each of the grants' phases.
  private static func shown(
    _ query: RecordQuery, _ report: InstalledReport, in days: ClosedRange<String>?, of programme: String,
    _ sample: SampleRecords, _ fixture: ServiceFixture
  ) async throws -> Shown {
    var shown = Shown()
    guard case .counts(let groupBy, _, _) = query.shape, let level = ConfidentialityLevel(code: report.level)
    else { return shown }
    let bounds = RequestBounds(
      from: days.flatMap { CalendarDate($0.lowerBound) }, to: days.flatMap { CalendarDate($0.upperBound) })
    let resolved = try query.resolving(within: bounds) { _ in nil }
    let exact = sample.people(of: programme, level: level, by: groupBy, in: days)
    for row in try await rows(resolved, programme, level, fixture) {
      let key = groupBy.map { name in row[name].map { $0.string ?? "null" } ?? "∑" }
      shown.add(row["people"]?.integer, exact[key] ?? 0, key, "\(report.id) \(programme)")
    }
    return shown
  }

  /// Of a hundred counts of at least the threshold, how many are printed in the programmes that each report can be made of:
  /// 152 of 189 over grants' phases when this was written. A format that prints one table more gives more counts, and hides
  /// more of each hundred. Integer programming over the figures of one level and all days (HiGHS, apart from these tests)
  /// says that no plan that keeps the promise prints more than 90: a group of two cells, one of them small, can never
  /// show its total and the other one.
  private static let least = (all: 83, phases: 80)

  @Test("At each report's own level every grand total is printed, and nearly all counts that are large enough")
  func share() async throws {
    let sample = try SampleRecords()
    try await ServiceFixture.with(plugins: DonorFormats.libraries) { fixture in
      try await sample.submit(to: fixture.store)
      var (all, inPhases) = (Shown(), Shown())
      for report in fixture.host.catalogue.plugins.flatMap(\.reports) {
        for query in report.queries.filter(\.countsPeople) {
          for programme in sample.programmes
          where !report.grant.isRequired || sample.grants(of: programme).contains(where: report.grant.matches) {
            all.add(try await Self.shown(query, report, in: nil, of: programme, sample, fixture))
            for phase in sample.phases(of: programme, for: report.id) {
              inPhases.add(try await Self.shown(query, report, in: phase, of: programme, sample, fixture))
            }
          }
        }
      }
      #expect(all.hiddenTotals.isEmpty && inPhases.hiddenTotals.isEmpty)
      #expect(all.printed > 100 && all.share >= Self.least.all, "\(all)")
      #expect(inPhases.printed > 140 && inPhases.share >= Self.least.phases, "\(inPhases)")
      try await Self.interpeace(fixture)
    }
  }

  /// What the organisation itself has published of its year.
  private static func interpeace(_ fixture: ServiceFixture) async throws {
    let people: JSONValue = [
      "name": "people", "from": "participation", "groupBy": ["group", "sex"], "measures": ["people"], "totals": true,
    ]
    let rows = try await rows(RecordQuery(people), "interpeace-mali-2024", .internal, fixture)
    #expect(rows.last?["people"] == 315)
    let activities: JSONValue = [
      "name": "activities", "from": "engagement", "groupBy": ["actorFamily"], "measures": ["count"],
    ]
    let families = try await Self.rows(RecordQuery(activities), "interpeace-mali-2024", .internal, fixture)
    #expect(families.contains { $0["actorFamily"] == "security" && $0["count"] == 3 })
    #expect(families.contains { $0["actorFamily"] == "governance_justice" && $0["count"] == 7 })
  }
}
