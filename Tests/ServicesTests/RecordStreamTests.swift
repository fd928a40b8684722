import Disclosure
import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import LineRPCServer
import Logging
import Postgres
import RecordStore
import Records
import Services
import Synchronization
import TestSupport
import Testing
import Violations

@Suite("kurukan.v1.Records/SubmitStream") struct RecordStreamTests {
  private static let method = "kurukan.v1.Records/SubmitStream"

  private static func finding(_ key: String, programme: String = "p", title: String = "Constat") -> JSONValue {
    [
      "kind": "finding", "programme": .string(programme), "key": .string(key), "origin": "desk_review",
      "title": .string(title), "statement": "Un constat.", "theme": "external_audit",
    ]
  }

  /// What a stream answered: its rejects and warnings by index, its acknowledgements, and its end.
  private struct Answers {
    var told: [Int] = []
    var rejects: [Int: JSONValue] = [:]
    var warnings: [Int: JSONValue] = [:]
    var acknowledged: [Int] = []
    var result: JSONValue?
    var failure: Status?
  }

  /// Sends items and the end, and reads all answers.
  private static func send(
    _ items: [JSONValue], over client: LineClient, _ parameters: JSONValue = [:], ends: Bool = true
  ) async throws -> Answers {
    let call = try client.open(method, parameters.bytes)
    let sending = Task {
      for item in items { try await call.send(item.bytes) }
      if ends { try await call.finish() }
    }
    let answers = try await read(call)
    _ = await sending.result
    return answers
  }

  private static func read(_ call: DuplexCall) async throws -> Answers {
    var answers = Answers()
    do {
      for try await event in call.events {
        switch event {
        case .result(let json): answers.result = try JSONValue(parsing: json)
        case .item(let json): try note(try JSONValue(parsing: json), &answers)
        }
      }
    } catch let status as Status {
      answers.failure = status
    }
    return answers
  }

  private static func note(_ message: JSONValue, _ answers: inout Answers) throws {
    if let index = message["acknowledged"]?.integer {
      answers.acknowledged.append(Int(index))
    } else if let reject = message["rejected"] {
      let index = Int(try #require(reject["index"]?.integer))
      answers.rejects[index] = reject["error"]
      answers.told.append(index)
    } else {
      let warned = try #require(message["warned"])
      let index = Int(try #require(warned["index"]?.integer))
      answers.warnings[index] = warned
      answers.told.append(index)
    }
  }

  private static func counts(_ json: JSONValue?) -> [Int64?] {
    ["acknowledged", "created", "revised", "duplicates", "rejected"].map { json?[$0]?.integer }
  }

  private static func storedFindings(_ client: LineClient) async throws -> Int {
    var request: JSONObject = ["kind": "finding", "programme": "p", "pageSize": 500]
    var count = 0
    repeat {
      let page = try await client.ask("Records/List", .object(request))
      count += page["records"]?.array?.count ?? 0
      request["pageToken"] = page["nextPageToken"]
    } while request["pageToken"] != nil
    return count
  }

  @Test("Records are stored in the order of the stream, a programme before what belongs to it")
  func stored() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      var items = [RecordsServiceTests.programme]
      items += (0..<3_000).map { Self.finding("f\($0)") }
      items += [Self.finding("f7", title: "Autre"), Self.finding("f7", title: "Autre")]
      let answers = try await Self.send(items, over: client)
      #expect(Self.counts(answers.result) == [3_003, 3_001, 1, 1, 0])
      #expect(answers.failure == nil && answers.rejects.isEmpty)
      #expect(answers.acknowledged == Set(answers.acknowledged).sorted())
      #expect(answers.acknowledged.last == 3_003)
      let found = try await client.ask("Records/Get", ["kind": "finding", "programme": "p", "key": "f7"])
      #expect(found["revision"] == 2 && found["record"]?["title"] == "Autre")
    }
  }

  @Test("What is refused is told by its index, with its path, and stops nothing")
  func rejects() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      let items: [JSONValue] = [
        RecordsServiceTests.programme, Self.finding("a"), ["kind": "finding"], Self.finding("b", programme: "q"), 7,
        Self.finding("c"),
      ]
      let answers = try await Self.send(items, over: client, ["firstIndex": 100])
      #expect(Self.counts(answers.result) == [106, 3, 0, 0, 3])
      #expect(
        answers.rejects.mapValues { $0["reason"]?.string } == [
          102: "RECORD_INVALID", 103: "PROGRAMME_UNKNOWN", 104: "RECORD_INVALID",
        ])
      #expect(answers.rejects[102]?["details"]?.array?.contains { $0["path"] == "title" } == true)
      #expect(answers.rejects[102]?["requestId"]?.string?.isEmpty == false)
    }
  }

  @Test("What is told of items comes in their order, whichever is settled first")
  func order() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      var items = [RecordsServiceTests.programme]
      for number in 0..<600 {
        guard case .object(var record) = Self.finding("f\((number * 7_919) % 600)") else { return }
        if number % 3 == 0 { record["grant"] = "UDF-9" }
        if number % 5 == 0 { record["title"] = "" }
        items.append(.object(record))
      }
      let answers = try await Self.send(items, over: client)
      #expect(answers.rejects.count == 120 && answers.warnings.count >= 160)
      #expect(answers.told == Set(answers.told).sorted())
    }
  }

  @Test("Warnings come with the record that they are of")
  func warnings() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      guard case .object(var record) = Self.finding("a") else { return }
      record["grant"] = "UDF-9"
      let answers = try await Self.send([RecordsServiceTests.programme, .object(record)], over: client)
      let warned = try #require(answers.warnings[1])
      #expect(warned["key"] == "a" && warned["kind"] == "finding" && warned["programme"] == "p")
      #expect(warned["warnings"]?.array?.contains { $0["rule"] == "grant_known" } == true)
      #expect(Self.counts(answers.result) == [2, 2, 0, 0, 0])
    }
  }

  @Test("A first index that no stream has is refused", arguments: [-1, (1 << 53) + 1])
  func firstIndex(index: Int) async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      let answers = try await Self.send([], over: client, ["firstIndex": .integer(Int64(index))])
      #expect(answers.failure?.reason == .parameterInvalid)
      #expect(answers.failure?.details.map(\.path) == ["firstIndex"])
    }
  }

  @Test("A programme that the sender may not use is refused, record by record")
  func scope() async throws {
    try await ServiceFixture.with { fixture in
      let token = try await ServiceFixture.token(
        of: Principal(name: "fanta", role: .submitter, level: .restricted, programmes: ["q"]), in: fixture.store)
      let answers = try await Self.send(
        [RecordsServiceTests.programme, Self.finding("a")], over: try await fixture.client(token: token))
      #expect(answers.rejects.count == 2 && Self.counts(answers.result) == [2, 0, 0, 0, 2])
    }
  }

  @Test("A token that ends while its stream goes on ends the stream, and what was acknowledged stays")
  func revoked() async throws {
    try await ServiceFixture.with { fixture in
      let root = try await fixture.client(
        token: try await ServiceFixture.token(
          of: Principal(name: "root", role: .administrator, level: .public), in: fixture.store))
      let issued = try await root.ask(
        "Access/Issue", ["principal": "kadidia", "role": "submitter", "level": "restricted"])
      let client = try await fixture.client(token: try #require(issued["token"]?.string))
      let call = try client.open(Self.method)
      try await call.send(RecordsServiceTests.programme.bytes)
      var events = call.events.makeAsyncIterator()
      _ = try await events.next()
      #expect(try await root.ask("Access/Revoke", ["id": try #require(issued["id"])])["changed"] == true)
      // A token ends within a second: until then each record is taken and acknowledged.
      var sent = 1
      let status = await #expect(throws: Status.self) {
        while sent < 20_000 {
          try await call.send(Self.finding("late\(sent)").bytes)
          sent += 1
          _ = try await events.next()
        }
      }
      #expect(status?.reason == .unauthenticated && status?.resumeFrom == sent - 1)
    }
  }

  @Test("A stream whose server shuts down goes on over another, and everything is stored once")
  func resumed() async throws {
    try await ServiceFixture.with { fixture in
      let count = 2_000
      let router = ServiceMethods.router(store: fixture.store, host: fixture.host, version: "test")
      let first = LineServer(
        configuration: LineServerConfiguration(port: 0), router: router, logger: Logger(label: "test"))
      let port = Mutex(try await first.start())
      let client = RetryingClient(
        policy: RetryPolicy(firstPause: .milliseconds(1)),
        connect: { () throws(Status) in
          do {
            let client = try await LineClient.connect(host: "127.0.0.1", port: port.withLock { $0 })
            try await client.authenticate(token: fixture.submitterToken)
            return client
          } catch {
            throw error as? Status ?? Status(.connectFailed, "\(error)")
          }
        })
      let stream = ResumingStream(client, window: 300) { index in
        if index == 0 { return RecordsServiceTests.programme.bytes }
        return index > count ? nil : Self.finding("f\(index)", title: index % 100 == 50 ? "" : "Constat").bytes
      }
      var rejected: [Int] = []
      var goingDown: Task<Void, Never>?
      let totals = try await stream.run { event in
        if case .rejected(let index, _) = event { rejected.append(index) }
        guard case .acknowledged(let index, _) = event, index > 500, goingDown == nil else { return }
        port.withLock { $0 = fixture.port }
        goingDown = Task { await first.shutdown(grace: .seconds(30)) }
      }
      await goingDown?.value
      await client.close()
      #expect(goingDown != nil)
      #expect(rejected.sorted() == Array(stride(from: 50, through: count, by: 100)))
      #expect(totals.settled == count + 1 && totals.rejected == rejected.count)
      let stored = try await Self.storedFindings(try await fixture.client(token: fixture.submitterToken))
      #expect(stored == count - rejected.count)
    }
  }

  @Test("Of two versions of a record, of which the first was not stored for a passing reason, the second one stands")
  func versions() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      _ = try await Self.send([RecordsServiceTests.programme], over: client)
      let holder = try await Connection.connect(ConnectionConfiguration(fixture.connectionString))
      // A sequence counts on when its transaction does not.
      try await holder.execute(
        script: """
          CREATE SEQUENCE tries;
          CREATE FUNCTION interrupt_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM pg_advisory_xact_lock_shared(1);
            IF nextval('tries') = 1 THEN RAISE EXCEPTION 'as if' USING ERRCODE = '57014'; END IF;
            RETURN NULL;
          END $$;
          CREATE TRIGGER interrupt_first BEFORE INSERT ON finding FOR EACH STATEMENT EXECUTE FUNCTION interrupt_first();
          """)
      try await holder.query("SELECT pg_advisory_lock(1)")
      let versions = [Self.finding("a"), Self.finding("a", title: "Autre")]
      async let interrupted = Self.send(versions, over: client, ["firstIndex": 1])
      // One writer has the first version; the second one waits, since that record is at hand.
      while fixture.store.intake.waiting.records == 0 { await Task.yield() }
      try await holder.query("SELECT pg_advisory_unlock(1)")
      let first = try await interrupted
      #expect(first.failure?.reason == .databaseNotReady && first.failure?.resumeFrom == 1)
      #expect(first.rejects.isEmpty && first.acknowledged.isEmpty)
      let second = try await Self.send(versions, over: client, ["firstIndex": 1])
      #expect(Self.counts(second.result) == [3, 1, 1, 0, 0])
      let found = try await client.ask("Records/Get", ["kind": "finding", "programme": "p", "key": "a"])
      #expect(found["revision"] == 2 && found["record"]?["title"] == "Autre")
      await holder.close()
    }
  }
}
