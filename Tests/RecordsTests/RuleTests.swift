import Records
import Testing

@Suite struct RuleTests {
  @Test func discussionsNeedTheirEngagementAndRoundtablesMore() {
    let roundtable = finding().replacingOrigin("roundtable")
    #expect(violations(roundtable).map(\.path) == ["engagement", "agreement", "attribution"])
    let group = finding(#""engagement":"e""#).replacingOrigin("focus_group")
    #expect(violations(group).isEmpty)
    #expect((try? decode(group))?.warnings.map(\.path) == ["agreement", "attribution"])
  }

  @Test func aFaultyFieldIsNotAlsoCalledMissing() {
    let line = finding(#""engagement":"!","agreement":"majority","attribution":"named""#).replacingOrigin(
      "roundtable")
    #expect(violations(line).map(\.path) == ["engagement"])
  }

  @Test func recommendationsHaveKeysOfTheirOwn() {
    let twice = #"{"key":"R1","text":"a","addressee":"x"}"#
    let found = violations(finding(#""recommendations":[\#(twice),7,\#(twice)]"#))
    #expect(found.map(\.path) == ["recommendations[1]", "recommendations[2].key"])
    #expect(found.last?.found == "R1")
  }

  @Test func participationCellsAreUnique() {
    let cell = #"{"sex":"female","ageBand":"nd","group":"cso","count":1}"#
    let found = violations(engagement(#""participation":[\#(cell),\#(cell)]"#))
    #expect(found.map(\.path) == ["participation[1]"])
  }

  @Test func periodsEndAfterTheyStart() {
    #expect(violations(engagement(#""endsOn":"2023-05-15""#)).map(\.path) == ["endsOn"])
    #expect(violations(engagement(#""endsOn":"2023-05-16""#)).isEmpty)
    let narrative =
      #"{"kind":"narrative","programme":"p","key":"n","report":"undef/narrative","section":"s","text":"t","#
      + #""periodStart":"2024-02-01","periodEnd":"2024-01-31"}"#
    #expect(violations(narrative).map(\.path) == ["periodEnd"])
  }

  @Test func refusalsAreAmongTheInvited() {
    #expect(violations(engagement(#""invited":3,"refused":4"#)).map(\.path) == ["refused"])
  }

  @Test func aProgrammeIsItsOwnKey() {
    let line = #"{"kind":"programme","programme":"p","key":"q","title":"t","startsOn":"2023-01-01"}"#
    let found = violations(line)
    #expect(found.map(\.path) == ["key"])
    #expect(found.first?.suggestion == "p")
  }

  @Test func grantsAreInOneCurrencyAndNumberedOnce() {
    let grant =
      #"{"number":"G1","donor":"undef","amount":{"amount":"1","currency":"USD"},"spent":{"amount":"1","currency":"EUR"},"#
      + #""startsOn":"2023-01-01","endsOn":"2022-01-01"}"#
    let line =
      #"{"kind":"programme","programme":"p","key":"p","title":"t","startsOn":"2023-01-01","grants":[\#(grant),{"number":"G1","donor":"d"}]}"#
    #expect(
      violations(line).map(\.path) == ["grants[0].endsOn", "grants[0].spent.currency", "grants[1].number"])
  }

  @Test func anOrganisationIsNotItsOwnParent() {
    let line = #"{"kind":"organisation","programme":"shared","key":"o","name":"n","parent":"o"}"#
    #expect(violations(line).map(\.path) == ["parent"])
  }

  // MARK: - Places

  @Test(arguments: Region.all) func everyRegionExistsSince2023(region: Region) {
    #expect(violations(engagement(#""place":{"region":"\#(region.code)"}"#, on: "2023-03-13")).isEmpty)
  }

  @Test(arguments: Region.all) func beforeOnlyTheTenAndBamakoExist(region: Region) {
    let found = violations(engagement(#""place":{"region":"\#(region.code)"}"#, on: "2023-03-12"))
    #expect(found.map(\.path) == (region.oldRegion == nil ? [] : ["place.region"]))
    if let old = region.oldRegion {
      #expect(found.first?.suggestion == old)
      #expect(found.first?.message.contains("Use \"\(old)\"") == true)
    }
  }

  @Test func theDivisionCanBeNamed() {
    let san2016 = engagement(#""place":{"region":"san","geoVersion":"2016"}"#)
    #expect(violations(san2016).map(\.path) == ["place.region"])
    #expect(violations(san2016).first?.message.contains("or set geoVersion to \"2023\"") == true)
    #expect(violations(engagement(#""place":{"region":"segou","geoVersion":"2016"}"#)).isEmpty)
    let early = engagement(#""place":{"region":"san","geoVersion":"2023"}"#, on: "2022-01-01")
    #expect(violations(early).map(\.path) == ["place.geoVersion"])
    #expect(
      violations(engagement(#""place":{"region":"gao","geoVersion":"2021"}"#)).map(\.path) == [
        "place.geoVersion"
      ])
    #expect(
      violations(engagement(#""place":{"region":"gao","geoVersion":2023}"#)).map(\.path) == [
        "place.geoVersion"
      ])
  }

  @Test func aFindingWithoutADateMayNameAnyRegion() {
    #expect(violations(finding(#""place":{"region":"san"}"#)).isEmpty)
    #expect(
      violations(finding(#""place":{"region":"san"},"observedOn":"2020-01-01""#)).map(\.path) == [
        "place.region"
      ])
  }

  @Test func thereAreTenRegionsAndBamakoThenNineteen() {
    #expect(Region.all.count(where: { $0.divisions.contains(.of2016) }) == 11)
    #expect(Region.all.count(where: { $0.divisions.contains(.of2023) }) == 20)
    #expect(Region.named("menaka")?.iso == "ML-9")
    #expect(Region.named("taoudenit")?.mapRegion == "tombouctou")
    for region in Region.all { #expect(Region.named(region.mapRegion)?.oldRegion == nil) }
  }
}

extension String {
  fileprivate func replacingOrigin(_ origin: String) -> String {
    split(separator: "desk_review", maxSplits: 1).joined(separator: origin)
  }
}
