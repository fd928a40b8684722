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

  @Test func bothEndsOfEveryRangeAreTakenAndNothingBeyond() throws {
    for setting in LineLimits.settings {
      for value in [setting.range.lowerBound, setting.range.upperBound] {
        var limits = LineLimits.standard
        try limits.set("\(setting.name)=\(value)")
        let changed = zip(limits.entries, LineLimits.standard.entries).filter { $0 != $1 }
        #expect(changed.allSatisfy { $0.0.name == setting.name })
        #expect(limits.entries.first { $0.name == setting.name }?.value == value)
      }
      for value in ["\(setting.range.lowerBound - 1)", "\(setting.range.upperBound + 1)", "", "1.5", "1 000", "x"] {
        var limits = LineLimits.standard
        let fault = #expect(throws: LimitFault.self) { try limits.set("\(setting.name)=\(value)") }
        #expect(fault?.message.contains("from \(setting.range.lowerBound) to \(setting.range.upperBound)") == true)
        #expect(limits == .standard)
      }
    }
  }

  @Test(
    arguments: [
      ("idelSeconds=4", "Did you mean \"idleSeconds\"?"), ("nothing=4", "there is no limit \"nothing\"."),
      ("idBytes=4", "idBytes is part of the protocol and cannot be set."), ("idleSeconds", "write NAME=VALUE"),
      ("", "write NAME=VALUE"), ("=4", "there is no limit \"\"."),
    ])
  func whatIsNoLimit(_ text: String, _ words: String) {
    var limits = LineLimits.standard
    let fault = #expect(throws: LimitFault.self) { try limits.set(text) }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }
}
