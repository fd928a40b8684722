import Records
import Testing
import Violations

@Suite("Places") struct PlaceTests {
  @Test("Since 2023 every region exists", arguments: Region.all) func since2023(region: Region) {
    let line = RecordSample.engagement(#""place":{"region":"\#(region.code)"}"#, on: "2023-03-13")
    #expect(RecordSample.violations(line).isEmpty)
  }

  @Test("Before, only the ten and Bamako exist, and the old region is suggested", arguments: Region.all)
  func before2023(region: Region) {
    let found = RecordSample.violations(
      RecordSample.engagement(#""place":{"region":"\#(region.code)"}"#, on: "2023-03-12"))
    #expect(found.map(\.path) == (region.oldRegion == nil ? [] : ["place.region"]))
    if let old = region.oldRegion {
      #expect(found.first?.suggestion == old)
      #expect(found.first?.message.en.contains("Use \"\(old)\"") == true)
    }
  }

  @Test("The division can be named") func division() {
    let later = RecordSample.violations(RecordSample.engagement(#""place":{"region":"san","geoVersion":"2016"}"#))
    #expect(later.map(\.path) == ["place.region"])
    #expect(later.first?.message.en.contains("or set geoVersion to \"2023\"") == true)
    let segou = RecordSample.engagement(#""place":{"region":"segou","geoVersion":"2016"}"#)
    #expect(RecordSample.violations(segou).isEmpty)
    let early = RecordSample.engagement(#""place":{"region":"san","geoVersion":"2023"}"#, on: "2022-01-01")
    #expect(RecordSample.violations(early).map(\.path) == ["place.geoVersion"])
  }

  @Test("Without a day, any region may be named") func withoutDay() {
    #expect(RecordSample.violations(RecordSample.finding(#""place":{"region":"san"}"#)).isEmpty)
    let dated = RecordSample.finding(#""place":{"region":"san"},"observedOn":"2020-01-01""#)
    #expect(RecordSample.violations(dated).map(\.path) == ["place.region"])
  }

  @Test("Nationwide and abroad are places, on any day, but have nothing finer", arguments: ["nationwide", "abroad"])
  func noRegion(code: String) {
    let plain = RecordSample.engagement(#""place":{"region":"\#(code)"}"#, on: "2015-01-01")
    #expect(RecordSample.violations(plain).isEmpty)
    let finer = RecordSample.engagement(#""place":{"region":"\#(code)","commune":"x"}"#)
    #expect(RecordSample.violations(finer).map(\.path) == ["place.commune"])
    #expect(Region.named(code) == nil)
  }

  @Test("There are ten regions and Bamako, then nineteen") func regions() {
    #expect(Region.all.count(where: { $0.divisions.contains(.of2016) }) == 11)
    #expect(Region.all.count(where: { $0.divisions.contains(.of2023) }) == 20)
    #expect(Region.named("menaka")?.iso == "ML-9")
    #expect(Region.named("menaka")?.pcode == "ML10")
    #expect(Region.named("taoudenit")?.mapRegion == "tombouctou")
    for region in Region.all { #expect(Region.named(region.mapRegion)?.oldRegion == nil) }
  }

  @Test("Each system's codes are its own, and the law numbers all twenty") func codes() {
    for codes in [Region.all.compactMap(\.iso), Region.all.compactMap(\.pcode), Region.all.map(\.lawCode)] {
      #expect(Set(codes).count == codes.count)
    }
    #expect(Region.all.map(\.lawCode).sorted() == (0...19).map { $0 < 10 ? "0\($0)" : "\($0)" })
    #expect(Region.named("nioro")?.lawCode == "13")
  }

  @Test("Fifty-three cercles lie in the regions of their P-codes") func cercles() {
    #expect(Cercle.all.count == 53)
    #expect(Set(Cercle.all.map(\.name)).count == 53)
    #expect(Set(Cercle.all.map(\.pcode)).count == 53)
    for cercle in Cercle.all {
      let region = Region.named(cercle.region)
      #expect(region?.divisions.contains(.of2016) == true)
      #expect(region?.pcode == String(cercle.pcode.prefix(4)))
    }
    #expect(Cercle.named("Tombouctou")?.pcode == "ML0605")
    #expect(Cercle.named("Dire\u{301}")?.pcode == "ML0601")
    #expect(Cercle.named("Paris") == nil)
  }

  @Test("A cercle is taken in its region of 2016 and in those that were made of that one, and in no other")
  func cercleOfRegion() {
    func faults(_ region: String, _ cercle: String) -> [String] {
      let place = #""place":{"region":"\#(region)","cercle":"\#(cercle)","geoVersion":"2023"}"#
      return RecordSample.violations(RecordSample.finding(place)).map(\.message.rule)
    }
    for cercle in Cercle.all {
      for region in Region.all {
        let isTaken = region.code == cercle.region || region.oldRegion == cercle.region
        #expect(faults(region.code, cercle.name) == (isTaken ? [] : ["cercle_of_region"]), "\(region) \(cercle)")
      }
    }
    #expect(faults("gao", "Dire\u{301}") == ["cercle_of_region"] && faults("tombouctou", "Dire\u{301}").isEmpty)
    #expect(faults("dioila", "Dioïla").isEmpty && faults("koulikoro", "Dioïla").isEmpty)
    // The cercles of 2023 are in no list, so they are taken anywhere.
    #expect(faults("taoudenit", "Araouane").isEmpty && faults("gao", "Almoustarat").isEmpty)
  }
}
