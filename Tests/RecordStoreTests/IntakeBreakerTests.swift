import Foundation
import JSONBytes
import Logging
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("A database that is away")
struct IntakeBreakerTests {
  private static let start = ContinuousClock.now

  private func at(_ seconds: Int) -> ContinuousClock.Instant { Self.start + .seconds(seconds) }

  @Test("Is waited for once, then tried once a pause, until a try succeeds")
  func states() {
    var breaker = IntakeBreaker(reconnectTime: .seconds(10), pause: .seconds(2))
    #expect(breaker.decision(at: at(0)) == .tryUntil(at(10)))
    let (wasAway, isFirst) = (breaker.reached(), breaker.gaveUp(at: at(15)))
    #expect(!wasAway)
    #expect(isFirst)
    #expect(breaker.isOpen)
    for second in [15, 16] { #expect(breaker.decision(at: at(second)) == .refuse) }
    // The one that tries does not wait.
    #expect(breaker.decision(at: at(17)) == .tryUntil(at(17)))
    let isAnother = breaker.gaveUp(at: at(18))
    #expect(!isAnother)
    #expect(breaker.decision(at: at(19)) == .refuse)
    #expect(breaker.decision(at: at(20)) == .tryUntil(at(20)))
    let isBack = breaker.reached()
    #expect(isBack)
    #expect(!breaker.isOpen)
    #expect(breaker.decision(at: at(21)) == .tryUntil(at(31)))
  }

  /// What became of the submissions of a test.
  private static func submit(_ count: Int, to intake: Intake, _ prefix: String) async throws -> [IntakeFault.Code?] {
    try await withThrowingTaskGroup(of: IntakeFault.Code?.self) { group in
      for number in 0..<count {
        let record = try StoreFixture.reader.read(finding("\(prefix)-\(number)", engagement: nil).bytes)
        group.addTask {
          let sender = Sender(name: "amina", team: "team")
          switch await intake.submit(record, sender: sender, requestID: "\(prefix)-\(number)") {
          case .success: return nil
          case .failure(let fault): return fault.code
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test("All that waits is answered when the first batch is given up, and all is taken when it is back")
  func absence() async throws {
    try await StoreFixture.with { fixture in
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "kurukan-\(UInt64.random(in: 0...UInt64.max))")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let link = folder.appending(path: "socket")
      let given = fixture.connectionString
      let host = try #require(given.firstMatch(of: /host='?([^' ]+)'?/)?.1)
      let away = given.replacing(host, with: link.path, maxReplacements: 1)
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      let intake = try Intake(
        configuration: ConnectionConfiguration(away), tables: KindTables(.standard), programmes: ProgrammeDirectory(),
        logger: logger, breaker: IntakeBreaker(reconnectTime: .seconds(1), pause: .seconds(2)))
      // Twenty batches for each writer, which waited in turn would take twenty seconds.
      let began = ContinuousClock.now
      let codes = try await Self.submit(40 * IntakeLimits.batchRecords, to: intake, "away")
      #expect(codes.allSatisfy { $0 == .database })
      #expect(ContinuousClock.now - began < .seconds(15))
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: URL(filePath: String(host)))
      var isBack = false
      while !isBack { isBack = try await Self.submit(20, to: intake, "back").allSatisfy { $0 == nil } }
      #expect(try await Self.submit(500, to: intake, "then").allSatisfy { $0 == nil })
      await intake.close()
    }
  }
}
