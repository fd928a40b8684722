import JSONBytes
import PluginDescriptions
import Testing

@Suite struct DescriptionTests {
  static let good: JSONValue = [
    "id": "undef", "version": "1.0", "donor": ["en": "UNDEF", "fr": "FNUD"],
    "title": ["en": "T", "fr": "T"],
    "reports": [
      [
        "id": "undef/narrative", "title": ["en": "N", "fr": "N"], "languages": ["fr"], "media": ["html"],
        "level": "public", "parameters": ["properties": [:]],
        "queries": [["name": "findings", "from": "finding", "select": ["title"]]],
      ]
    ],
  ]

  private static func query(_ name: String) -> JSONValue {
    ["name": .string(name), "from": "finding", "select": ["title"]]
  }

  @Test("A good description is taken")
  func taken() throws {
    let description = try PluginDescription(Self.good)
    #expect(description.id == "undef")
    #expect(description.reports.first?.cadence == nil && description.reports.first?.cadences == [])
  }

  @Test("Each kind of period can be named")
  func cadences() throws {
    let all = ["month", "quarter", "year", "us_fiscal_year", "grant_phase"]
    var report = try #require(Self.good["reports"]?.array?.first?.object)
    report["cadences"] = .array(all.map { .string($0) })
    var object = try #require(Self.good.object)
    object["reports"] = [.object(report)]
    #expect(try PluginDescription(.object(object)).reports.first?.cadences == all)
  }

  @Test(
    "A bad one is refused, saying where",
    arguments: [
      ("id", "UNDEF", "id UNDEF"), ("version", "", "version"), ("donor", ["en": "x"], "donor.fr"),
      ("title", .null, "title.en"), ("reports", [], "reports"),
    ] as [(String, JSONValue, String)])
  func refused(key: String, value: JSONValue, message: String) throws {
    var object = try #require(Self.good.object)
    object[key] = value
    let fault = #expect(throws: PluginDescription.Fault.self) { try PluginDescription(.object(object)) }
    #expect(fault?.message.contains(message) == true)
  }

  @Test(
    "So is a bad report",
    arguments: [
      ("id", "nimd/narrative", "is not undef/"), ("id", "undef/../x", "is not undef/"),
      ("languages", ["de"], "languages"), ("media", [], "media"), ("media", ["html", "html"], "media"),
      ("level", "secret", "level"), ("cadences", ["decade"], "cadences"), ("cadences", [], "cadences"),
      ("parameters", [:], "parameters"), ("queries", .null, "queries"),
      ("queries", [query("a"), query("a")], "a has this name too"),
      ("queries", [["name": "a", "from": "nowhere", "select": ["title"]]], "queries[0].from"),
      ("queries", [["name": "a", "from": "finding", "select": ["note"]]], "queries[0].select"),
      (
        "queries",
        [["name": "a", "from": "finding", "where": ["region": ["parameter": "place"]], "select": ["title"]]],
        "no parameter of this name"
      ),
    ] as [(String, JSONValue, String)])
  func refusedReport(key: String, value: JSONValue, message: String) throws {
    var report = try #require(Self.good["reports"]?.array?.first?.object)
    report[key] = value
    var object = try #require(Self.good.object)
    object["reports"] = [.object(report)]
    let fault = #expect(throws: PluginDescription.Fault.self) { try PluginDescription(.object(object)) }
    #expect(fault?.message.contains(message) == true)
  }
}
