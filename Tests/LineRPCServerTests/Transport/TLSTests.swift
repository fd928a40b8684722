import JSONBytes
import LineRPC
import LineRPCServer
import LineRPCTLS
import NIOCore
import NIOPosix
import NIOSSL
import TestSupport
import Testing

/// The server over TLS: who is let in, and that nothing of the protocol changes.
@Suite(.timeLimit(.minutes(1))) struct TLSTests {
  private static let call = #"{"id":1,"method":"t.Echo/Now","params":{"a":1}}"# + "\n"
  private static let answer = #"{"id":1,"result":{"a":1}}"#

  /// A client's context. `certificate` is what it shows.
  private func context(
    _ authority: TestAuthority, _ certificate: TestAuthority.Files? = nil, _ version: TLSVersion = .tlsv13
  ) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = version
    configuration.maximumTLSVersion = version
    configuration.trustRoots = .file(authority.certificate)
    if let certificate {
      configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate.certificate).map {
        .certificate($0)
      }
      configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem))
    }
    return try NIOSSLContext(configuration: configuration)
  }

  private func with(
    clientAuthority: TestAuthority? = nil, limits: LineLimits = .standard,
    _ body: (TestServer, TestAuthority, ServerTLS) async throws -> Void
  ) async throws {
    let authority = try await TestAuthority()
    let files = try await authority.sign("server")
    let tls = try ServerTLS(
      TLSIdentityFiles(certificate: files.certificate, key: files.key), clientAuthority: clientAuthority?.certificate)
    let test = try await TestServer.start(limits: limits) { $0.tls = tls }
    try await body(test, authority, tls)
    try await test.shutdown()
    #expect(try test.server.statistics.connections == 0)
  }

  @Test func callsStreamsAndLongLinesGoThrough() async throws {
    try await with { test, authority, _ in
      let connection = try await test.connect(tls: context(authority))
      try await connection.send(Self.call)
      #expect(await connection.line() == Self.answer)
      let long = String(repeating: "x", count: 300_000)
      try await connection.send(#"{"id":2,"method":"t.Echo/Later","params":{"x":"\#(long)"}}"# + "\n")
      #expect(await connection.line() == #"{"id":2,"result":{"x":"\#(long)"}}"#)
      try await connection.send(#"{"id":3,"method":"t.Stream/Count"}"# + "\n")
      for number in 1...5 { #expect(await connection.line() == "{\"id\":3,\"item\":\(number)}") }
      #expect(await connection.line() == #"{"id":3,"result":{"count":5}}"#)
      await connection.close()
    }
  }

  @Test func aClientMayEndItsSideAndStillGetsItsAnswers() async throws {
    try await with { test, authority, _ in
      let connection = try await test.connect(tls: context(authority))
      try await connection.send(#"{"id":1,"method":"t.Gate/Wait"}"# + "\n")
      try await connection.send(#"{"id":2,"method":"t.Echo/Now"}"#)
      try await connection.closeOutput()
      #expect(await connection.line() == #"{"id":2,"result":{}}"#)
      test.gate.open()
      #expect(await connection.line() == #"{"id":1,"result":{"waited":true}}"#)
      #expect(await connection.line() == nil)
    }
  }

  @Test func aLineThatWasCutIsNotRun() async throws {
    try await with { test, authority, _ in
      let connection = try await test.connect(tls: context(authority))
      try await connection.send(Self.call)
      #expect(await connection.line() == Self.answer)
      try await connection.send(#"{"id":2,"method":"t.Echo/Now"}"#)
      try await connection.cut()
      #expect(await connection.line() == nil)
      #expect(try test.server.statistics.callsBegun == 1)
      await connection.close()
    }
  }

  @Test func theLastLineSaysWhyTheServerCloses() async throws {
    var limits = LineLimits()
    limits.lineBytes = 64
    limits.breachesPerConnection = 1
    try await with(limits: limits) { test, authority, _ in
      let connection = try await test.connect(tls: context(authority))
      try await connection.send(String(repeating: "x", count: 100) + "\n")
      let reasons = try await connection.rest().map { $0["error"]?["reason"] }
      #expect(reasons == ["LINE_TOO_LONG", "REPEATED_BREACH"])
    }
  }

  @Test func drainingReachesConnectionsAndThoseThatNeverSpoke() async throws {
    try await with { test, authority, _ in
      let connection = try await test.connect(tls: context(authority))
      try await connection.send(Self.call)
      #expect(await connection.line() == Self.answer)
      let silent = try await test.connect()
      try await test.shutdown(grace: .seconds(20))
      #expect(try await connection.rest().map { $0["error"]?["reason"] } == ["DRAINING"])
      #expect(await silent.line() == nil)
    }
  }

  @Test func olderVersionsAreRefused() async throws {
    try await with { test, authority, _ in
      let connection = try await test.connect(tls: context(authority, nil, .tlsv12))
      #expect(await connection.line() == nil)
      try await test.shutdown()
      #expect(try test.server.handshakesFailed == 1)
    }
  }

  @Test func plainLinesAreAnsweredInPlain() async throws {
    try await with { test, _, _ in
      let connection = try await test.connect()
      try await connection.send(Self.call)
      let error = try #require(try await connection.answer()?["error"])
      #expect(error["reason"] == "INVALID_REQUEST" && error["message"] == "This port speaks TLS 1.3 only.")
      #expect(await connection.line() == nil)
      await connection.close()
      try await test.shutdown()
      #expect(try test.server.handshakesFailed == 1)
    }
  }

  @Test func whoeverDoesNotShakeHandsInTimeIsLetGo() async throws {
    var limits = LineLimits()
    // Long enough that a busy machine completes the third connection's handshake before it counts as late.
    limits.handshakeSeconds = 4
    try await with(limits: limits) { test, authority, _ in
      let silent = try await test.connect()
      let slow = try await test.connect()
      // The beginning of a record of TLS, and no more.
      try await slow.send(bytes: [0x16, 0x03, 0x01, 0x02])
      let shaken = try await test.connect(tls: context(authority))
      try await shaken.send(Self.call)
      #expect(await shaken.line() == Self.answer)
      #expect(await silent.line() == nil)
      #expect(await slow.line() == nil)
      try await shaken.send(Self.call)
      #expect(await shaken.line() == Self.answer)
      await shaken.close()
      try await test.shutdown()
      #expect(try test.server.handshakesFailed == 2)
    }
  }

  @Test func mutualTLSLetsInWhomTheAuthorityHasSigned() async throws {
    let people = try await TestAuthority()
    let strangers = try await TestAuthority()
    try await with(clientAuthority: people) { test, authority, _ in
      let known = try await test.connect(tls: context(authority, try await people.sign("awa")))
      try await known.send(Self.call)
      #expect(await known.line() == Self.answer)
      await known.close()
      for certificate in [nil, try await strangers.sign("mallory"), try await people.sign("old", days: -1)] {
        let refused = try await test.connect(tls: context(authority, certificate))
        try? await refused.send(Self.call)
        #expect(await refused.line() == nil)
      }
      try await test.shutdown()
      #expect(try test.server.handshakesFailed == 3)
    }
  }

  @Test func aNewCertificateIsForNewConnections() async throws {
    try await with { test, authority, tls in
      let old = try await test.connect(tls: context(authority))
      try await old.send(Self.call)
      #expect(await old.line() == Self.answer)
      _ = try await authority.sign("server", names: "DNS:elsewhere.example")
      try tls.reload()
      try await old.send(Self.call)
      #expect(await old.line() == Self.answer)
      // The new one is for another host, which this client notices.
      let new = try await test.connect(tls: context(authority))
      try? await new.send(Self.call)
      #expect(await new.line() == nil)
      await old.close()
    }
  }
}
