import Postgres
import Records
import TestSupport
import Testing

/// What protects takes effect at once, what exposes when a reviewer has seen it, along every chain of references.
@Suite("Levels along the chains of references")
struct LevelModelTests {
  @Test("The walk goes over every kind that a level flows from or to") func kinds() {
    #expect(
      LevelledKind.all.map(\.name) == [
        "engagement", "assignment", "finding", "response", "follow_up", "story", "action_item",
      ])
  }

  @Test(
    "Raised, lowered, moved, reviewed and returned in any order, rows and history have the model's level",
    arguments: [1, 2, 3] as [UInt64])
  func steps(seed: UInt64) async throws {
    try await StoreFixture.with { fixture in
      try await TestQuery.run(fixture.connectionString) { connection in
        var walk = LevelWalk(fixture, seed: seed)
        for number in 0..<80 {
          if let (told, wanted) = try await walk.step() {
            #expect(told == wanted, "step \(number): \(walk.steps)")
          }
          let differences = try await walk.differences(connection)
          try #require(differences.isEmpty, "step \(number): \(differences) after \(walk.steps)")
        }
      }
    }
  }

  @Test("So they have when several arrive at once", arguments: [4, 5] as [UInt64])
  func bursts(seed: UInt64) async throws {
    try await StoreFixture.with { fixture in
      try await TestQuery.run(fixture.connectionString) { connection in
        var walk = LevelWalk(fixture, seed: seed)
        for number in 0..<12 {
          try await walk.burst()
          for _ in 0..<3 { _ = try await walk.step() }
          let differences = try await walk.differences(connection)
          try #require(differences.isEmpty, "burst \(number): \(differences) after \(walk.steps.suffix(14))")
        }
      }
    }
  }
}
