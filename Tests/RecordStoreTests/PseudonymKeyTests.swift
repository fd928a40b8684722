import Logging
import Postgres
import RecordStore
import Records
import TestSupport
import Testing

@Suite("The pseudonym key") struct PseudonymKeyTests {
  static let digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

  @Test("A key is 64 hexadecimal digits in either case, and nothing else")
  func reading() {
    #expect(PseudonymKey(hexadecimal: Self.digits) != nil)
    #expect(PseudonymKey(hexadecimal: Self.digits.uppercased()) != nil)
    for text in ["", "00", String(Self.digits.dropLast()), Self.digits + "0", "g" + Self.digits.dropFirst()] {
      #expect(PseudonymKey(hexadecimal: text) == nil, "\(text)")
    }
    #expect(PseudonymKey(hexadecimal: PseudonymKey.random()) != nil)
    #expect(PseudonymKey.random() != PseudonymKey.random())
  }

  // What Python's hmac makes of the same key and of "pseudonym", the programme and the code, with zero bytes between.
  @Test(
    "Pseudonyms are HMAC-SHA-256 over programme and code",
    arguments: [
      ("p", "F-014", "p-2b94d634464facb1914b4163fa03ee3a"), ("q", "F-014", "p-bc9bf162863b8ac5cd3edf10b2f44086"),
      ("p", "Tombouctou n° 7", "p-afa14e2762eb699fb8aec4f9df7ded50"),
    ])
  func known(programme: String, code: String, pseudonym: String) throws {
    let key = try #require(PseudonymKey(hexadecimal: Self.digits))
    #expect(try subject(code, programme, key.pseudonyms) == pseudonym)
  }

  @Test("All servers of a database have one key; a server without one is let in, one with another is not")
  func oneKey() async throws {
    let key = try #require(PseudonymKey(hexadecimal: Self.digits))
    let other = try #require(PseudonymKey(hexadecimal: PseudonymKey.random()))
    try await TestDatabase.withFresh { connectionString in
      for key in [nil, key, key, nil] { try await open(connectionString, key) }
      await #expect(throws: PseudonymKeyFault.self) { try await open(connectionString, other) }
      try await TestQuery.run(connectionString) { connection in
        let row = try await connection.query("SELECT count(*), max(length(fingerprint)) FROM pseudonym_key").first
        let (count, length) = try (try #require(row)).decode((Int, Int32).self)
        #expect(count == 1 && length == 8)
        _ = try await connection.query("DELETE FROM pseudonym_key")
      }
      try await open(connectionString, other)
      await #expect(throws: PseudonymKeyFault.self) { try await open(connectionString, key) }
    }
  }

  private func open(_ connectionString: String, _ key: PseudonymKey?) async throws {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let store = try await Store.open(ConnectionConfiguration(connectionString), pseudonymKey: key, logger: logger)
    #expect((store.pseudonyms == nil) == (key == nil))
    await store.close()
  }

  private func subject(_ code: String, _ programme: String, _ pseudonyms: Pseudonyms) throws -> String? {
    let line =
      #"{"kind":"consent","programme":"\#(programme)","key":"c","subjectCode":"\#(code)","#
      + #""basis":"written","scopes":["quote"],"givenOn":"2024-01-01"}"#
    return try RecordReader(pseudonyms: pseudonyms).read(Array(line.utf8))["subjectCode"]?.string
  }
}
