import JSONBytes
import LineRPC
import NIOCore
import TestSupport
import Testing

@testable import LineRPCServer

/// Headers of the PROXY protocol, version 2.
enum ProxyBytes {
  static let signature: [UInt8] = Array("\r\n\r\n".utf8) + [0] + Array("\r\nQUIT\n".utf8)

  static func header(_ command: UInt8 = 0x21, _ family: UInt8 = 0x11, _ body: [UInt8]) -> [UInt8] {
    signature + [command, family, UInt8(body.count >> 8), UInt8(body.count & 0xFF)] + body
  }

  /// 203.0.113.7 port 50,000 to 192.0.2.1 port 4,460.
  static let four = header(0x21, 0x11, [203, 0, 113, 7, 192, 0, 2, 1, 0xC3, 0x50, 0x11, 0x6C])
  /// 2001:db8::7 port 50,000 to 2001:db8::1 port 4,460.
  static let six = header(
    0x21, 0x21,
    [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [7] + [0x20, 1, 0x0D, 0xB8]
      + [UInt8](repeating: 0, count: 11) + [1, 0xC3, 0x50, 0x11, 0x6C])
}

@Suite struct ProxyHeaderTests {
  private func source(_ bytes: [UInt8]) -> String? {
    guard case .header(let header) = ProxyHeader.read(bytes), let source = header.source else { return nil }
    return "\(source.ipAddress ?? "") \(source.port ?? 0)"
  }

  @Test func addressesOfBothFamilies() {
    #expect(source(ProxyBytes.four) == "203.0.113.7 50000")
    #expect(source(ProxyBytes.six) == "2001:db8::7 50000")
    #expect(source(ProxyBytes.four + Array("{}\n".utf8)) == "203.0.113.7 50000")
    // Extensions behind the addresses belong to the header.
    let body = ProxyBytes.four.dropFirst(16) + [0x04, 0, 3, 1, 2, 3]
    let extended = ProxyBytes.header(0x21, 0x11, Array(body))
    #expect(source(extended) == "203.0.113.7 50000")
    guard case .header(let header) = ProxyHeader.read(extended) else { return #expect(Bool(false)) }
    #expect(header.length == extended.count)
  }

  @Test(
    "A balancer that speaks for itself, or of what is no TCP, names nobody",
    arguments: [
      ProxyBytes.header(0x20, 0x00, []), ProxyBytes.header(0x20, 0x11, Array(ProxyBytes.four.dropFirst(16))),
      ProxyBytes.header(0x21, 0x00, []), ProxyBytes.header(0x21, 0x31, [UInt8](repeating: 1, count: 216)),
      ProxyBytes.header(0x21, 0x12, Array(ProxyBytes.four.dropFirst(16))),
    ])
  func nobody(_ bytes: [UInt8]) {
    #expect(ProxyHeader.read(bytes) == .header(ProxyHeader(source: nil, length: bytes.count)))
  }

  @Test(
    "What is none is refused as soon as that shows",
    arguments: [
      Array("{".utf8), Array("PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n".utf8), Array("\r\n\r\n{".utf8), [0x16, 0x03, 0x01],
      ProxyBytes.header(0x11, 0x11, []), ProxyBytes.header(0x22, 0x11, []),
      ProxyBytes.header(0x21, 0x11, [UInt8](repeating: 0, count: 11)),
      ProxyBytes.header(0x21, 0x21, [UInt8](repeating: 0, count: 35)),
      ProxyBytes.signature + [0x21, 0x11, 0xFF, 0xFF],
    ])
  func invalid(_ bytes: [UInt8]) {
    guard case .invalid(let why) = ProxyHeader.read(bytes) else { return #expect(Bool(false), "\(bytes)") }
    #expect(!why.isEmpty)
  }

  @Test(arguments: [ProxyBytes.four, ProxyBytes.six])
  func everyTruncationIsIncomplete(_ bytes: [UInt8]) {
    for count in 0..<bytes.count { #expect(ProxyHeader.read(bytes.prefix(count)) == .incomplete, "\(count)") }
  }

  @Test func theLongestThatIsReadAndOneByteMore() {
    let room = ProxyHeader.limit - 16 - 12
    let body = Array(ProxyBytes.four.dropFirst(16)) + [UInt8](repeating: 0, count: room)
    #expect(source(ProxyBytes.header(0x21, 0x11, body)) == "203.0.113.7 50000")
    guard case .invalid = ProxyHeader.read(ProxyBytes.header(0x21, 0x11, body + [0])) else {
      return #expect(Bool(false))
    }
  }

  @Test("Bytes changed at random never give more than was there", arguments: 0..<40)
  func mutations(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    for _ in 0..<500 {
      var bytes = Bool.random(using: &dice) ? ProxyBytes.four : ProxyBytes.six
      bytes += (0..<Int.random(in: 0...40, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
      for _ in 0..<Int.random(in: 0...3, using: &dice) {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      let whole = ProxyHeader.read(bytes)
      if case .header(let header) = whole {
        #expect((16...min(bytes.count, ProxyHeader.limit)).contains(header.length))
        // What follows changes nothing, and less is not enough.
        #expect(ProxyHeader.read(bytes.prefix(header.length)) == whole)
        #expect(ProxyHeader.read(bytes.prefix(header.length - 1)) == .incomplete)
      }
    }
  }
}

/// Servers behind a balancer.
@Suite(.timeLimit(.minutes(1))) struct ProxiedConnectionTests {
  private static let call = #"{"id":1,"method":"t.Echo/Address"}"# + "\n"

  private func with(
    _ ranges: [String], limits: LineLimits = .standard, _ body: (TestServer) async throws -> Void
  ) async throws {
    let peers = try ranges.map { try #require(AddressRange($0)) }
    let test = try await TestServer.start(limits: limits) { $0.proxyPeers = peers }
    try await body(test)
    try await test.shutdown()
  }

  @Test func theClientIsWhomTheBalancerNames() async throws {
    try await with(["127.0.0.0/8"]) { test in
      for (header, address) in [(ProxyBytes.four, "203.0.113.7:50000"), (ProxyBytes.six, "2001:db8::7]:50000")] {
        for isSlow in [false, true] {
          let connection = try await test.connect()
          let bytes = header + Array(Self.call.utf8)
          if isSlow {
            for byte in bytes { try await connection.send(bytes: [byte]) }
          } else {
            try await connection.send(bytes: bytes)
          }
          let answer = try #require(try await connection.answer()?["result"]?.string)
          #expect(answer.contains(address.split(separator: "]").first ?? "") && answer.hasSuffix(":50000"), "\(answer)")
          await connection.close()
        }
      }
      let itself = try await test.connect()
      try await itself.send(bytes: ProxyBytes.header(0x20, 0x00, []) + Array(Self.call.utf8))
      #expect(try await itself.answer()?["result"]?.string?.contains("127.0.0.1") == true)
      await itself.close()
    }
  }

  @Test func fromOthersAHeaderIsABadLine() async throws {
    try await with(["192.0.2.0/24"]) { test in
      let connection = try await test.connect()
      try await connection.send(bytes: ProxyBytes.four + Array("\n".utf8) + Array(Self.call.utf8))
      var reasons: [String] = []
      var address: String?
      while address == nil, let answer = try await connection.answer() {
        if let reason = answer["error"]?["reason"]?.string { reasons.append(reason) }
        address = answer["result"]?.string
      }
      #expect(Set(reasons) == ["PARSE_ERROR"])
      #expect(address?.contains("127.0.0.1") == true)
      await connection.close()
    }
  }

  @Test func aListedPeerWithoutAHeaderIsRefused() async throws {
    var limits = LineLimits()
    limits.handshakeSeconds = 1
    try await with(["127.0.0.1"], limits: limits) { test in
      let plain = try await test.connect()
      try await plain.send(Self.call)
      #expect(await plain.line() == nil)
      let silent = try await test.connect()
      #expect(await silent.line() == nil)
      let half = try await test.connect()
      try await half.send(bytes: Array(ProxyBytes.four.prefix(20)))
      try await half.closeOutput()
      #expect(await half.line() == nil)
      #expect(try test.server.proxyHeadersRefused == 3)
      #expect(try test.server.statistics.connections == 0)
    }
  }
}

@Suite struct AddressRangeTests {
  @Test(
    arguments: [
      ("10.1.0.0/16", "10.1.255.255", true), ("10.1.0.0/16", "10.2.0.0", false), ("10.1.2.3", "10.1.2.3", true),
      ("10.1.2.3", "10.1.2.4", false), ("0.0.0.0/0", "203.0.113.7", true), ("0.0.0.0/0", "2001:db8::1", false),
      ("10.0.0.0/7", "11.9.9.9", true), ("10.0.0.0/7", "12.0.0.0", false), ("2001:db8::/32", "2001:db8:1::2", true),
      ("2001:db8::/32", "2001:db9::", false), ("10.1.0.0/16", "::ffff:10.1.2.3", true), ("::1", "::1", true),
    ])
  func ranges(_ range: String, _ address: String, _ contains: Bool) throws {
    let range = try #require(AddressRange(range))
    #expect(range.contains(try SocketAddress(ipAddress: address, port: 1)) == contains)
  }

  @Test(arguments: [
    "", "/", "10.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "::/129", "host", " 1.1.1.1",
  ])
  func noRanges(_ text: String) { #expect(AddressRange(text) == nil) }
}
