import Testing

@testable import IATIActivities

@Suite struct ModelTests {
  @Test("Whoever publishes is the one with whose identifier the activity's begins")
  func reporting() {
    let organisations = ["NL-KVK-1", nil, "XM-DAC-41146"].map { Organisation("o", ref: $0, type: nil, names: []) }
    for (identifier, ref) in [
      ("XM-DAC-41146-ML", "XM-DAC-41146"), ("NL-KVK-1-A", "NL-KVK-1"), ("NL-KVK-12-A", "NL-KVK-1"), ("", "NL-KVK-1"),
    ] {
      #expect(Organisation.reporting(identifier, among: organisations).ref == ref, "\(identifier)")
    }
    #expect(Organisation.reporting("A", among: []).ref == nil)
  }

  @Test("Texts are joined by language; one that lacks a language stands in the other")
  func joined() {
    let both = [Narrative("un", language: "fr"), Narrative("one", language: "en")]
    #expect(
      Narrative.joined([both, [], [Narrative("deux", language: "fr")]]) == [
        Narrative("un\ndeux", language: "fr"), Narrative("one\ndeux", language: "en"),
      ])
    #expect(Narrative.joined([[], []]) == [])
  }

  @Test("Targets and values of the same days are one period, in the order of their days")
  func periods() {
    let part = MeasuredPart("m", "1")
    let merged = IndicatorPeriod.merged([
      IndicatorPeriod("b", from: "2024-01-01", to: "2024-12-31", targets: [part]),
      IndicatorPeriod("a", from: "2023-01-01", to: "2023-12-31", actuals: [part]),
      IndicatorPeriod("c", from: "2024-01-01", to: "2024-12-31", actuals: [part, part]),
      IndicatorPeriod("d", from: "2024-01-01", to: "2024-06-30", actuals: [part]),
    ])
    #expect(merged.map(\.record) == ["a", "d", "b"])
    #expect(merged.map(\.targets.count) == [0, 0, 1])
    #expect(merged.map(\.actuals.count) == [1, 1, 2])
  }

  @Test("A period within another one's days is no outermost one; of the same days each is")
  func outermost() {
    let periods = [
      ("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-03-31"), ("2023-10-01", "2024-03-31"),
      ("2023-01-01", "2023-12-31"),
    ].map { IndicatorPeriod("r", from: $0, to: $1) }
    #expect(IndicatorPeriod.outermost(periods).map(\.end) == ["2023-12-31", "2024-03-31", "2023-12-31"])
  }

  @Test("Regions lie in Mali", arguments: ["kayes", "taoudenit", "menaka", "bamako"])
  func points(region: String) throws {
    let point = try #require(RegionPoint.of(region))
    let (latitude, longitude) = (try #require(Double(point.latitude)), try #require(Double(point.longitude)))
    #expect((10...25).contains(latitude) && (-12.3...4.3).contains(longitude))
    #expect(RegionPoint.of("nationwide") == nil)
  }
}
