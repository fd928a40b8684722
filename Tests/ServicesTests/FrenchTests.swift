import Disclosure
import JSONBytes
import LineRPC
import LineRPCClient
import Records
import Testing
import Violations

@testable import RecordStore
@testable import Services

@Suite("What offices that work in French are told")
struct FrenchTests {
  /// One fault of each kind that a field team can meet.
  static let statuses: [Status] = [
    StatusMapping.status(of: IntakeFault(.full)), StatusMapping.status(of: IntakeFault(.expired)),
    StatusMapping.status(of: IntakeFault(.programmeUnknown)), StatusMapping.status(of: IntakeFault(.refused)),
    StatusMapping.status(of: IntakeFault(.standbyMissing)), StatusMapping.status(of: IntakeFault(.standbyUnconfirmed)),
    StatusMapping.status(of: IntakeFault(.revisionConflict)), Status.unknownToken, RecordAnswers.noSuchRecord,
    StatusMapping.status(of: CancellationError()),
    refusal { try amina.require(programme: "q") },
  ]

  private static let amina = Principal(name: "amina", role: .submitter, level: .restricted, programmes: ["p"])

  private static func refusal(_ body: () throws -> Void) -> Status {
    do {
      try body()
      return Status(.unexpected, "Nothing was refused.")
    } catch {
      return StatusMapping.status(of: error)
    }
  }

  @Test("Every status and every violation has its French, with typographic apostrophes", arguments: statuses)
  func french(_ status: Status) {
    let wordings = [status.message, status.reason.remedy] + [status.hint].compactMap { $0 }
    for wording in wordings + status.details.map(\.message) {
      #expect(wording.fr != nil, "\(wording.en)")
      #expect(wording.fr?.contains("'") != true)
    }
    #expect(status.details.allSatisfy { !$0.message.rule.isEmpty })
  }

  @Test("A refused call is answered in the language that its meta names")
  func overASocket() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await LineClient.connect(
        host: "127.0.0.1", port: fixture.port, configuration: LineClientConfiguration(language: .french))
      let noToken = try await client.refusal("Session/WhoAmI")
      #expect(noToken?.message == "L’appel ne porte pas de jeton.")
      try await client.authenticate(token: fixture.reviewerToken)
      let missing = try await client.refusal("Records/Get", ["kind": "finding", "key": "k"])
      let detail = missing?.details.first
      #expect(detail?.message.rule == "required")
      #expect(detail?.message.en == "`programme` manque\u{A0}: la clé du programme.")
      await client.close()
    }
  }
}
