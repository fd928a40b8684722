import JSONBytes
import Testing
import Violations

@testable import Records

/// A kind whose rules grew: what is read for a review of an earlier day is read by the rules of that day.
@Suite("Rules of the day") struct RuleDayTests {
  private static let kind = RecordKind(
    "visit", en: "Visit", fr: "Visite", "A visit.", days: [],
    fields: [
      Field("host", .words, .optional, .everyone, "Who received."),
      Field("guide", .words, .optional, .everyone, "Who led."),
      Field("stops", .list(.object(stop), limit: 3), .optional, .everyone, "Where people stopped."),
    ],
    rules: [.oneOf("host", "guide"), .requires("guide", with: "host").since("2026-03-01")],
    reviewRules: [
      .needed("host", when: "confidentiality", is: "public"),
      .needed("guide", when: "confidentiality", is: "public").when("language", is: "en").since("2026-05-01"),
    ], examples: [])

  private static let stop = ObjectType(
    [
      Field("name", .words, .required, .everyone, "The place."),
      Field("people", .people, .optional, .everyone, "Who was met."),
    ], rules: [.oneOf("people", "name"), .requires("people", with: "name").since("2026-04-01")])

  private static func broken(_ members: JSONObject, on day: String?) -> [String] {
    var record: JSONObject = ["kind": "visit", "programme": "p", "key": "v", "confidentiality": "public"]
    for member in members.members { record[member.key] = member.value }
    let date = day.flatMap { CalendarDate($0) }
    let reader = RecordReader(kinds: KindCatalogue([kind]), rulesOf: date)
    do throws(RecordFault) {
      return try reader.read(Array(JSONValue.object(record).text.utf8)).reviewFaults(on: date).map(\.path)
    } catch {
      guard case .violations(let violations) = error else { return ["syntax"] }
      return violations.map(\.path)
    }
  }

  /// What each record breaks: on days before, on and after those of the rules, and today.
  private static let cases: [(members: JSONObject, broken: [String?: [String]])] = [
    (["host": "h"], ["2026-02-28": [], "2026-03-01": ["guide"], "2026-03-02": ["guide"], nil: ["guide"]]),
    (
      ["host": "h", "guide": "g", "stops": [["name": "Gao"]]],
      ["2026-03-31": [], "2026-04-01": ["stops[0].people"], nil: ["stops[0].people"]]
    ),
    ([:], ["2000-01-01": ["host"], "2026-02-28": ["host"], nil: ["host"]]),
    (["guide": "g"], ["2026-04-30": ["host"], "2026-05-01": ["host"], nil: ["host"]]),
    (["host": "h", "language": "en"], ["2026-02-28": [], "2026-05-01": ["guide"], nil: ["guide"]]),
    (["host": "h", "guide": "g", "language": "en"], ["2026-02-28": [], "2026-05-01": [], nil: []]),
  ]

  @Test("A rule holds from its day on, of the record, within lists, and for reviews", arguments: cases.indices)
  func days(index: Int) {
    let (members, expected) = Self.cases[index]
    for (day, paths) in expected { #expect(Self.broken(members, on: day) == paths, "\(day ?? "today")") }
  }

  @Test("A rule's description says its day, before and after a condition, and its schema stays the whole rule")
  func description() {
    let plain = Rule.requires("guide", with: "host")
    let later = plain.since("2026-03-01")
    #expect(later.text == plain.text + " This holds for what is submitted since 2026-03-01.")
    #expect(later.schema.isWhole && later.since == CalendarDate("2026-03-01"))
    #expect(later.when("language", is: "en").since == later.since)
  }
}
