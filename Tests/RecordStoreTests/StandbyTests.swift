import Foundation
import JSONBytes
import Logging
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// A store whose submissions count only once a synchronous standby has them, over a server of its own.
private struct StandbyFixture {
  static let standby = "receiver"

  let server: PrivatePostgres
  let store: Store
  let administrator: Connection

  static func with(_ body: @Sendable (StandbyFixture) async throws -> Void) async throws {
    try await PrivatePostgres.with { server in
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      let configuration = ConnectionConfiguration(server.connectionString)
      let store = try await Store.open(configuration, requiresStandby: true, logger: logger)
      let administrator = try await Connection.connect(configuration)
      let test = StandbyFixture(server: server, store: store, administrator: administrator)
      let result: Result<Void, any Error>
      do {
        result = .success(try await body(test))
      } catch {
        result = .failure(error)
      }
      // What still waits would otherwise wait for ever.
      try await test.name("")
      await administrator.close()
      await store.close()
      try result.get()
    }
  }

  @discardableResult
  func submit(_ record: JSONValue, _ request: String) async throws -> IntakeAnswer {
    try await store.intake.submit(
      try StoreFixture.reader.read(record.bytes), sender: Sender(name: "amina", team: "team"), requestID: request
    ).get()
  }

  /// What became of a submission that is not acknowledged.
  func fault(_ record: JSONValue, _ request: String) async throws -> IntakeFault.Code? {
    await #expect(throws: IntakeFault.self) { try await submit(record, request) }?.code
  }

  /// Names the standby that every commit waits for, and returns when the server's processes all know.
  func name(_ standby: String) async throws {
    try await administrator.execute(script: "ALTER SYSTEM SET synchronous_standby_names = '\(standby)'")
    try await administrator.query("SELECT pg_reload_conf()")
    guard !standby.isEmpty else { return }
    // A setting is known to each process when that looks; a commit that waits shows that it is known to all that matter.
    let probe = try await Connection.connect(ConnectionConfiguration(server.connectionString))
    while true {
      let commit = Task { try await probe.query("SELECT pg_logical_emit_message(true, 'probe', '')::text") }
      if try await cancelWait(unless: commit) { break }
    }
    await probe.close()
  }

  /// Cancels a wait for the standby as soon as there is one; false if the task ended without.
  private func cancelWait(unless task: Task<QueryResult, any Error>) async throws -> Bool {
    let ended = Collected()
    let end = Task {
      _ = try await task.value
      ended.append(true)
    }
    while ended.values.isEmpty {
      if try await cancelWait() {
        try await end.value
        return true
      }
    }
    return false
  }

  /// Cancels the waits for the standby; whether there were any.
  func cancelWait() async throws -> Bool {
    try await !administrator.query(
      "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    ).rows.isEmpty
  }

  func waitUntilOneWaits() async throws {
    let limit = ContinuousClock.now + .seconds(60)
    while try await administrator.query("SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'").rows.isEmpty {
      try #require(ContinuousClock.now < limit, "no commit waits for the standby")
    }
  }

  /// Runs the closure beside a program that receives the log as a synchronous standby does.
  func withStandby(_ body: () async throws -> Void) async throws {
    let folder = server.folder.appending(path: "received")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let receiver = Process()
    receiver.executableURL = server.programs.appending(path: "pg_receivewal")
    receiver.arguments = [
      "-D", folder.path, "--synchronous", "-d", "\(server.connectionString) application_name=\(Self.standby)",
    ]
    receiver.standardError = FileHandle.nullDevice
    let (end, ended) = AsyncStream<Void>.makeStream()
    receiver.terminationHandler = { _ in ended.finish() }
    try receiver.run()
    let result: Result<Void, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    // Programs that are started so may have all other signals blocked.
    kill(receiver.processIdentifier, SIGKILL)
    for await _ in end {}
    try result.get()
  }

  func rows(_ table: String) async throws -> Int? {
    try await administrator.query("SELECT count(*) FROM \(identifier: table)").first?.value(at: 0)
  }
}

@Suite("A synchronous standby that is required")
struct StandbyTests {
  @Test("What no standby confirms is not acknowledged, and is acknowledged once it is sent again and one does")
  func acknowledged() async throws {
    try await StandbyFixture.with { test in
      try await #expect(test.fault(programme(), "r1") == .standbyMissing)
      try await #expect(test.rows("programme") == 1)
      // A duplicate is no more on a standby than the record was.
      try await #expect(test.fault(programme(), "r2") == .standbyMissing)
      #expect(await test.store.impediment() == .standbyMissing)

      try await test.name(StandbyFixture.standby)
      // The store's connections come to know the setting one after the other.
      let limit = ContinuousClock.now + .seconds(60)
      while await test.store.impediment() != nil, ContinuousClock.now < limit { await Task.yield() }
      #expect(await test.store.impediment() == nil)
      let cancelled = finding("cancelled", engagement: nil)
      async let fault = test.fault(cancelled, "r3")
      try await test.waitUntilOneWaits()
      _ = try await test.cancelWait()
      #expect(try await fault == .standbyUnconfirmed)
      try await #expect(test.rows("finding") == 1)

      // Sent again, it waits though it is stored; by the same request, too.
      let again = Task {
        try await (test.submit(cancelled, "r4"), test.submit(cancelled, "r3"), test.submit(programme(), "r5"))
      }
      try await test.waitUntilOneWaits()
      try await test.withStandby {
        let (first, second, third) = try await again.value
        #expect([first.outcome, second.outcome, third.outcome] == [.duplicate, .created, .duplicate])
        let fresh = try await test.submit(finding("fresh", engagement: nil), "r6")
        #expect(fresh.outcome == .created)
        let revised = try await test.submit(finding("fresh", engagement: nil, ["title": "Autre"]), "r7")
        #expect(revised.outcome == .revised)
        let late = try await test.submit(finding("fresh", engagement: nil), "r8")
        #expect(late.isSuperseded)
      }
    }
  }

  @Test("The same of what is taken in by COPY, of what is awaited, and of revisions")
  func ways() async throws {
    try await StandbyFixture.with { test in
      try await #expect(test.fault(programme(), "r1") == .standbyMissing)
      let session = try await WriterSession(
        ConnectionConfiguration(test.server.connectionString), tables: KindTables(.standard),
        programmes: ProgrammeDirectory(), standby: StandbyConfirmation(isRequired: true), copiedRecords: 2)
      let batches = [
        [finding("a", engagement: nil), finding("b", engagement: nil)],
        [finding("a", engagement: nil), finding("c", engagement: nil)],
        [finding("a", engagement: nil), finding("c", engagement: nil)], [finding("child", engagement: "parent")],
        [engagement("parent")], [finding("a", engagement: nil, ["title": "Autre", "ifRevision": 1])],
      ]
      for (place, batch) in batches.enumerated() {
        let submissions = try batch.map { record in
          Submission(
            record: try StoreFixture.reader.read(record.bytes), sender: Sender(name: "amina", team: "team"),
            requestID: "batch\(place)-\(record["key"]?.string ?? "")"
          ) { _, _ in }
        }
        let fault = await #expect(throws: StandbyFault.self) { try await session.write(submissions) }
        #expect(fault == .noneNamed)
      }
      await session.close()
      try await #expect(test.rows("finding") == 4)
      try await #expect(test.rows("finding_history") == 1)
    }
  }
}
