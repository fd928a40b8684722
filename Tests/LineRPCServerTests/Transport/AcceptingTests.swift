import Glibc
import Instruments
import JSONBytes
import LineRPC
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import LineRPCServer

/// What is accepted when there are too many connections, and what is written when little is read.
@Suite(.timeLimit(.minutes(1))) struct AcceptingTests {
  @Test func refusedOnesThatLingerHoldUpOthersUntilTheyAreGone() async throws {
    var limits = LineLimits()
    limits.connections = 2
    let most = limits.connections + LineServerConfiguration.refusedAtOnce
    let test = try await TestServer.start(limits: limits, lingerTime: .seconds(30))
    // Both places are taken once both are served; event loops do not begin in the order of accepting.
    let served = [try await test.connect(), try await test.connect()]
    for connection in served {
      try await connection.send(#"{"id":1,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() != nil)
    }
    var refused: [RawConnection] = []
    for _ in 0..<(2 * most) { refused.append(try await test.connect()) }
    // Those that were accepted are the oldest; each of them is told, the last ones when there is room for them again.
    for connection in refused {
      let answer = try #require(try await connection.answer())
      #expect(answer["error"]?["reason"] == "TOO_MANY_CONNECTIONS")
      await connection.close()
    }
    #expect(try test.server.acceptPauses > 0)
    for connection in served {
      try await connection.send(#"{"id":2,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() == #"{"id":2,"result":{}}"#)
      await connection.close()
    }
    try await test.shutdown()
  }

  @Test("The system holds as many connections as it is told to, also behind a socket that was bound before")
  func backlog() async throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
    }
    try #require(isBound)
    let test = try await TestServer.start { $0.socket = descriptor }
    var info = tcp_info()
    var size = socklen_t(MemoryLayout<tcp_info>.size)
    try #require(getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &size) == 0)
    // Of a socket that listens, Linux tells its backlog here.
    #expect(Int(info.tcpi_sacked) == LineServerConfiguration().backlog)
    try await test.shutdown()
  }

  @Test func aLongAnswerIsFlushedInPieces() throws {
    let channel = EmbeddedChannel(handler: PieceFlush())
    for _ in 0..<5 { channel.write(ByteBuffer(repeating: 0x79, count: 8 << 10), promise: nil) }
    var pieces = 0
    while try channel.readOutbound(as: ByteBuffer.self) != nil { pieces += 1 }
    #expect(pieces == 4)
    channel.flush()
    #expect(try channel.readOutbound(as: ByteBuffer.self)?.readableBytes == 8 << 10)
    _ = try channel.finish()
  }

  @Test func aFloodOfFaultsIsLoggedNowAndThen() {
    var pacer = LogPacer()
    let start = ContinuousClock.now
    #expect(pacer.admit(at: start) == 0)
    for _ in 0..<1_000 { #expect(pacer.admit(at: start + .seconds(9)) == nil) }
    #expect(pacer.admit(at: start + .seconds(10)) == 1_000)
    #expect(pacer.admit(at: start + .seconds(19)) == nil)
    #expect(pacer.admit(at: start + .seconds(25)) == 1)
    var several = LogPacer(linesPerInterval: 3)
    let admitted = (0..<10).map { _ in several.admit(at: start) }
    #expect(admitted == [0, 0, 0] + Array(repeating: nil, count: 7))
    let next = (0..<4).map { _ in several.admit(at: start + .seconds(10)) }
    #expect(next == [7, 0, 0, nil])
  }
}
