import LineRPC
import Postgres
import Testing
import Violations

@testable import RecordStore
@testable import Services

@Suite("What the errors of the database are told as") struct StatusMappingTests {
  @Test(
    "Each kind has its reason, and nothing of its text leaves the server",
    arguments: [
      (DatabaseError(.connectFailed, "secret"), Reason.databaseUnreachable),
      (DatabaseError(.connectionLost, "secret"), .databaseUnreachable),
      (DatabaseError(.unavailable, "secret"), .databaseUnreachable),
      (DatabaseError(.server, "secret", sqlstate: "57P01"), .databaseUnreachable),
      (DatabaseError(.server, "secret", sqlstate: "08006"), .databaseUnreachable),
      (DatabaseError(.server, "secret", sqlstate: "40001"), .serializationConflict),
      (DatabaseError(.server, "secret", sqlstate: "40P01"), .serializationConflict),
      (DatabaseError(.poolExhausted, "secret"), .poolExhausted),
      (DatabaseError(.timeout, "secret"), .deadlineExceeded), (DatabaseError(.cancelled, "secret"), .cancelled),
      (DatabaseError(.server, "secret", sqlstate: "53100"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "53300"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "25006"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "28P01"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "3D000"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "42P01"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "42501"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "58030"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "57014"), .databaseNotReady),
      (DatabaseError(.server, "secret", sqlstate: "42601"), .databaseFault),
      (DatabaseError(.protocolViolation, "secret"), .databaseFault),
      (DatabaseError(.decoding, "secret"), .databaseFault), (DatabaseError(.usage, "secret"), .databaseFault),
    ])
  func kinds(error: DatabaseError, reason: Reason) {
    let status = StatusMapping.status(of: error)
    #expect(status.reason == reason)
    #expect(!"\(status)".contains("secret"))
    // Whoever may try again is told when, where it is known.
    if [.databaseUnreachable, .databaseNotReady, .poolExhausted].contains(reason) { #expect(status.retryAfter != nil) }
  }

  @Test("A record without a standby that is required may be sent again, and what is missing is told")
  func standby() {
    for (code, words) in [
      (IntakeFault.Code.standbyMissing, "synchronous_standby_names is empty"), (.standbyUnconfirmed, "was cancelled"),
    ] {
      let status = StatusMapping.status(of: IntakeFault(code))
      #expect(status.reason == .standbyMissing)
      #expect(status.code == .unavailable)
      #expect(status.retryAfter != nil)
      #expect(status.message.en.contains(words))
    }
  }

  @Test("While the database is away, nobody is told of a fault of the server")
  func away() {
    let status = StatusMapping.status(of: IntakeFault(.database, cause: DatabaseError(.connectionLost, "gone")))
    #expect(status.reason == .databaseUnreachable)
    #expect(status.retryAfter != nil)
  }

  @Test func howLongTheDatabaseIsAwayIsToldAsThePoolKnows() {
    var error = DatabaseError(.unavailable, "secret")
    error.retryAfter = .seconds(7)
    #expect(StatusMapping.status(of: error).retryAfter == .seconds(7))
  }
}
