import Postgres
import TestSupport
import Testing

@testable import RecordStore

@Suite("Which plugins may be run")
struct PluginStandingTests {
  /// What can happen to a plugin.
  enum Event: CaseIterable {
    case crash, report, disable, enable
  }

  /// What a person expects, as a model.
  private struct Expected: Equatable {
    var crashes = 0
    var disabledBy: String?

    mutating func happen(_ event: Event) {
      switch event {
      case .crash:
        crashes += 1
        if crashes >= PluginStandings.crashes, disabledBy == nil { disabledBy = PluginStandings.itself }
      case .report: crashes = 0
      case .disable: disabledBy = disabledBy ?? "admin"
      case .enable: if disabledBy != nil { (disabledBy, crashes) = (nil, 0) }
      }
    }
  }

  private static func happen(_ event: Event, _ plugins: PluginStandings) async throws -> Bool? {
    switch event {
    case .crash: try await plugins.noteCrash(of: "d")
    case .report:
      try await {
        try await plugins.noteReport(of: "d"); return nil
      }()
    case .disable: try await plugins.disable("d", why: "w", by: "admin")
    case .enable: try await plugins.enable("d")
    }
  }

  @Test("Crashes in a row disable it once, a report between forgets them, and a person has the last word")
  func histories() async throws {
    try await StoreFixture.with { fixture in
      let plugins = fixture.store.plugins
      for seed in 0..<20 as Range<UInt64> {
        try await TestQuery.run(fixture.connectionString) { try await $0.query("DELETE FROM plugin_standing") }
        var dice = Dice(seed: seed)
        var expected = Expected()
        for _ in 0..<25 {
          let event = dice.pick([Event.crash, .crash, .crash, .crash, .report, .disable, .enable])
          let before = expected.disabledBy
          expected.happen(event)
          let changed = try await Self.happen(event, plugins)
          if let changed { #expect(changed == (before != expected.disabledBy), "\(seed) \(event)") }
          let standing = try await plugins.standing(of: "d")
          #expect(
            Expected(crashes: standing?.crashes ?? 0, disabledBy: standing?.disabled?.by) == expected,
            "\(seed) \(event)")
        }
      }
    }
  }

  @Test("A crash long after the last one is the first again, and another build has no past")
  func forgotten() async throws {
    try await StoreFixture.with { fixture in
      let plugins = fixture.store.plugins
      for _ in 1..<PluginStandings.crashes { #expect(try await !plugins.noteCrash(of: "d")) }
      try await TestQuery.run(fixture.connectionString) {
        try await $0.query("UPDATE plugin_standing SET last_crash_at = now() - interval '61 minutes'")
      }
      #expect(try await !plugins.noteCrash(of: "d"))
      #expect(try await plugins.standing(of: "d")?.crashes == 1)
      #expect(try await plugins.standing(of: "e") == nil)
      #expect(try await plugins.all().count == 1)
    }
  }
}
