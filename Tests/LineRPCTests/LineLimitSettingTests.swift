import LineRPC
import Testing

@Suite struct LineLimitSettingTests {
  @Test func everyLimitThatIsNoConstantCanBeSet() {
    let variables = Mirror(reflecting: LineLimits.standard).children.compactMap(\.label)
    #expect(LineLimits.settings.map(\.name).sorted() == variables.sorted())
    let entries = LineLimits.standard.entries
    for setting in LineLimits.settings {
      #expect(setting.range.contains(entries.first { $0.name == setting.name }?.value ?? -1), "\(setting.name)")
    }
  }

  @Test func everySettingSetsItsOwnLimit() {
    for setting in LineLimits.settings {
      for value in [setting.range.lowerBound, setting.range.upperBound] {
        var limits = LineLimits.standard
        limits[setting] = value
        let changed = zip(limits.entries, LineLimits.standard.entries).filter { $0 != $1 }
        #expect(changed.allSatisfy { $0.0.name == setting.name })
        #expect(limits.entries.first { $0.name == setting.name }?.value == value)
        #expect(limits[setting] == value)
      }
    }
  }
}
