import Disclosure
import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("The archive of reports")
struct ArchiveTests {
  private static let everything = AccessScope(level: .confidential, records: .all)

  static func order(
    programme: String = "p", level: ConfidentialityLevel = .public, grants: Set<String>? = nil
  ) -> ReportRunOrder {
    ReportRunOrder(
      programme: programme, report: "undef/narrative", level: level, grants: grants, requestedBy: "boubacar",
      request: ["language": "fr"], formatVersion: "1.0.0", formatDigest: "abc")
  }

  static let composed = ComposedRun(
    stamp: ["programme": "Titre"], blocks: 3, inputDigest: "in", blocksDigest: "out", hiddenPercent: 35,
    diagnostics: [["severity": "info", "summary": "said"]])

  private static func pieceCount(_ fixture: StoreFixture) async throws -> Int {
    var count = 0
    try await TestQuery.run(fixture.connectionString) { connection in
      count = try await connection.query("SELECT count(*) FROM report_piece").first?.value(at: 0, as: Int.self) ?? 0
    }
    return count
  }

  private static func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
  }

  @Test("A run is what was asked for, then what came of it, and stands in lists with its media")
  func life() async throws {
    try await StoreFixture.with { fixture in
      let archive = fixture.store.archive
      let id = try await archive.begin(Self.order())
      let begun = try #require(try await archive.run(id, scope: Self.everything))
      #expect(begun.state == .composing && begun.composed == nil && begun.order.request == ["language": "fr"])
      #expect(begun.order.requestedBy == "boubacar" && begun.order.grants == nil)
      #expect(try await archive.complete(id, Self.composed) == .done)
      let pieces = archive.medium("html", of: id)
      try await pieces.append([1, 2, 3])
      try await pieces.finish()
      let medium = try await archive.complete(
        "html", of: id, pieces, bytes: 3, sha256: "x", writerVersion: "1.0", deliveredTo: "donor")
      try await archive.noteDelivery(of: id, medium: "html", to: "ministry")
      let run = try #require(try await archive.runs(scope: Self.everything).first)
      #expect(run.state == .composed && run.media == [medium] && !run.isPurged && !run.isRecalled)
      #expect(run.composed?.stamp == ["programme": "Titre"] && run.composed?.hiddenPercent == 35)
      #expect(run.diagnostics == Self.composed.diagnostics)
      #expect(try await archive.deliveries(of: id).map(\.principal) == ["donor", "ministry"])
    }
  }

  @Test("A run that failed keeps why and what was said, and none of its blocks")
  func failed() async throws {
    try await StoreFixture.with { fixture in
      let archive = fixture.store.archive
      let id = try await archive.begin(Self.order())
      let blocks = archive.blocks(of: id)
      try await blocks.append(Self.bytes(ArchiveLimits.pieceBytes + 1))
      try await blocks.finish()
      try await archive.fail(id, ["reason": "PLUGIN_CRASHED"], diagnostics: [["summary": "last"]])
      let run = try #require(try await archive.run(id, scope: Self.everything))
      #expect(run.state == .failed && run.failure?["reason"]?.string == "PLUGIN_CRASHED")
      #expect(run.diagnostics == [["summary": "last"]])
      var count = 0
      try await archive.readBlocks(of: id) { count += $0.count }
      #expect(count == 0)
      // What has ended does not end again.
      #expect(try await archive.complete(id, Self.composed) == .notKept)
      #expect(try await archive.run(id, scope: Self.everything)?.state == .failed)
    }
  }

  @Test(
    "Bytes come back from any place, whatever the size",
    arguments: [0, 1, ArchiveLimits.pieceBytes - 1, ArchiveLimits.pieceBytes, ArchiveLimits.pieceBytes * 2 + 5])
  func pieces(size: Int) async throws {
    let bytes = Self.bytes(size)
    try await StoreFixture.with { fixture in
      let archive = fixture.store.archive
      let id = try await archive.begin(Self.order())
      let pieces = archive.medium("html", of: id)
      for start in stride(from: 0, to: size, by: 100_000) {
        try await pieces.append(Array(bytes[start..<min(start + 100_000, size)]))
      }
      try await pieces.finish()
      let medium = try await archive.complete(
        "html", of: id, pieces, bytes: size, sha256: "", writerVersion: "", deliveredTo: "donor")
      let edges = [0, 1, ArchiveLimits.pieceBytes - 1, ArchiveLimits.pieceBytes, ArchiveLimits.pieceBytes + 1, size]
      for offset in edges where offset <= size {
        var read: [UInt8] = []
        try await archive.read(medium, of: id, from: offset) { read += $0 }
        #expect(read == Array(bytes[offset...]), "from \(offset)")
      }
    }
  }

  @Test("Of two who write a medium at once one is kept, and no piece of the other")
  func twice() async throws {
    try await StoreFixture.with { fixture in
      let archive = fixture.store.archive
      let id = try await archive.begin(Self.order())
      #expect(try await archive.complete(id, Self.composed) == .done)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            let pieces = archive.medium("html", of: id)
            try await pieces.append([7, 7])
            try await pieces.finish()
            try await archive.complete(
              "html", of: id, pieces, bytes: 2, sha256: "s", writerVersion: "v", deliveredTo: "donor")
          }
        }
        try await group.waitForAll()
      }
      #expect(try await Self.pieceCount(fixture) == 1)
      #expect(try await archive.run(id, scope: Self.everything)?.media.count == 1)
    }
  }

  @Test("Level, programme and grants bound which runs somebody sees")
  func scopes() async throws {
    try await StoreFixture.with { fixture in
      let archive = fixture.store.archive
      let all = try await archive.begin(Self.order(level: .internal))
      let one = try await archive.begin(Self.order(grants: ["G1"]))
      let two = try await archive.begin(Self.order(programme: "q", grants: ["G1", "G2"]))
      func seen(_ scope: AccessScope) async throws -> Set<String> {
        let listed = Set(try await archive.runs(scope: scope).map(\.id))
        for id in [all, one, two] {
          #expect(try await (archive.run(id, scope: scope) != nil) == listed.contains(id))
        }
        return listed
      }
      #expect(try await seen(Self.everything) == [all, one, two])
      #expect(try await seen(AccessScope(level: .public, records: .all)) == [one, two])
      #expect(try await seen(AccessScope(level: .confidential, programmes: ["q"], records: .all)) == [two])
      #expect(try await seen(AccessScope(level: .confidential, grants: ["G1"], records: .all)) == [one])
      #expect(try await seen(AccessScope(level: .confidential, grants: ["G1", "G2"], records: .all)) == [one, two])
    }
  }

  @Test("Runs go when their time is over; what a server left behind goes too")
  func expiry() async throws {
    try await StoreFixture.with { fixture in
      let archive = fixture.store.archive
      let (young, old, failed, left) = (
        try await archive.begin(Self.order()), try await archive.begin(Self.order()),
        try await archive.begin(Self.order()), try await archive.begin(Self.order())
      )
      for id in [young, old] { #expect(try await archive.complete(id, Self.composed) == .done) }
      try await archive.fail(failed, ["reason": "x"], diagnostics: [])
      let pieces = archive.blocks(of: old)
      try await pieces.append([1])
      try await pieces.finish()
      for (id, days) in [(old, 401), (failed, 31), (left, 1)] {
        try await TestQuery.run(fixture.connectionString) { connection in
          try await connection.query(
            "UPDATE report_run SET requested_at = now() - make_interval(days => \(days)::int4) WHERE id = \(id)")
        }
      }
      #expect(try await archive.removeExpired() == 3)
      #expect(try await archive.runs(scope: Self.everything).map(\.id) == [young])
      #expect(try await Self.pieceCount(fixture) == 0)
    }
  }

  @Test("Other blocks for the same request and input are noticed, other data or another build are none of it")
  func reproducible() async throws {
    try await StoreFixture.with { fixture in
      let archive = fixture.store.archive
      func complete(_ order: ReportRunOrder, _ change: (inout ComposedRun) -> Void) async throws -> RunCompletion {
        var result = Self.composed
        change(&result)
        return try await archive.complete(try await archive.begin(order), result)
      }
      let first = try await archive.begin(Self.order())
      #expect(try await archive.complete(first, Self.composed) == .done)
      #expect(try await complete(Self.order()) { _ in } == .done)
      let other = try await complete(Self.order()) { $0.blocksDigest = "other" }
      guard case .notReproducible = other else {
        Issue.record("\(other)")
        return
      }
      #expect(try await complete(Self.order()) { ($0.blocksDigest, $0.inputDigest) = ("other", "more") } == .done)
      #expect(try await complete(Self.order()) { ($0.blocksDigest, $0.stamp) = ("other", ["programme": "T"]) } == .done)
      var build = Self.order()
      build.formatDigest = "another"
      #expect(try await complete(build) { $0.blocksDigest = "other" } == .done)
      var request = Self.order()
      request.request = ["language": "en"]
      #expect(try await complete(request) { $0.blocksDigest = "other" } == .done)
    }
  }

  @Test("Pages follow each other without a gap")
  func pages() async throws {
    try await StoreFixture.with { fixture in
      let archive = fixture.store.archive
      var ids: [String] = []
      for _ in 0..<(ArchiveLimits.pageRuns + 3) { ids.append(try await archive.begin(Self.order())) }
      let first = try await archive.runs(programme: "p", scope: Self.everything)
      #expect(first.count == ArchiveLimits.pageRuns)
      let second = try await archive.runs(before: first.last?.number, scope: Self.everything)
      #expect((first + second).map(\.id) == ids.reversed())
      #expect(try await archive.runs(report: "other/report", scope: Self.everything).isEmpty)
    }
  }
}
