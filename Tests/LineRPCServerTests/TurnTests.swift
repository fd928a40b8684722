import LineRPC
import Logging
import MethodCatalogue
import NIOCore
import NIOEmbedded
import Synchronization
import TestSupport
import Testing
import Violations

@testable import LineRPCServer

/// How much of a flood is taken, and when.
@Suite struct TurnTests {
  /// A channel with a client, whose event loop runs when it is told to.
  private static func channel(
    _ limits: LineLimits = .standard
  ) throws -> (channel: EmbeddedChannel, loop: EmbeddedEventLoop, shared: ServerShared) {
    let loop = EmbeddedEventLoop()
    let shared = shared(limits, loop, [])
    return (try channel(shared, loop), loop, shared)
  }

  private static func shared(_ limits: LineLimits, _ loop: EmbeddedEventLoop, _ methods: [Method]) -> ServerShared {
    ServerShared(
      LineServerConfiguration(limits: limits), Router(methods: methods, callers: EverybodyKnown()),
      Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, loop)
  }

  private static func channel(_ shared: ServerShared, _ loop: EmbeddedEventLoop) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: LineChannelHandler(shared, loop), loop: loop)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return channel
  }

  @Test("Whoever sends one line waits for a turn or two of whoever sends thousands, not for all of theirs")
  func inTurns() throws {
    let taken = Mutex<[String]>([])
    let loop = EmbeddedEventLoop()
    var limits = LineLimits()
    limits.strangerLines = 1_000
    let note = Method.immediate("t.Note/Now") { _, params, reply in
      taken.withLock { $0.append(String(decoding: params, as: UTF8.self)) }
      reply.succeed(Array("{}".utf8))
    }
    let shared = Self.shared(limits, loop, [note])
    func line(_ id: Int, _ name: String) -> String {
      "{\"id\":\(id),\"method\":\"t.Note/Now\",\"params\":{\"\(name)\":1}}\n"
    }
    let channels = try (0..<2).map { _ in try Self.channel(shared, loop) }
    try channels[0].writeInbound(ByteBuffer(string: (0..<500).map { line($0, "many") }.joined()))
    try channels[1].writeInbound(ByteBuffer(string: line(0, "one")))
    loop.run()
    let order = taken.withLock { $0 }
    #expect(order.count == 501)
    // A stranger's turn has four lines.
    #expect(try #require(order.firstIndex { $0.contains("one") }) <= 8)
    for channel in channels { _ = try channel.finish(acceptAlreadyClosed: true) }
  }

  @Test("A line that the connection's end cut off is held by nobody once it is read, and a connection ends once")
  func lastLine() throws {
    let (channel, loop, shared) = try Self.channel()
    try channel.writeInbound(ByteBuffer(string: String(repeating: "x", count: 9_000)))
    loop.run()
    #expect(shared.load.lineBytes.load(ordering: .relaxed) >= 9_000)
    channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    channel.pipeline.fireChannelReadComplete()
    loop.run()
    #expect(shared.load.lineBytes.load(ordering: .relaxed) == 0)
    #expect(shared.load.linesRefused.load(ordering: .relaxed) == 1)
    _ = try channel.finish(acceptAlreadyClosed: true)
    #expect(shared.load.connections.load(ordering: .relaxed) == 0)
  }

  @Test("Lines are taken in short turns, between which others come, and all of them in the end")
  func turns() throws {
    var limits = LineLimits()
    limits.strangerLines = 1_000
    let (channel, loop, shared) = try Self.channel(limits)
    var refused: Int { shared.load.linesRefused.load(ordering: .relaxed) }

    try channel.writeInbound(ByteBuffer(string: String(repeating: "x\n", count: 1_000)))
    // Reading alone takes nothing.
    #expect(refused == 0)
    loop.run()
    #expect(refused == 1_000)
    var answers = 0
    while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
      answers += bytes.readableBytesView.count { $0 == 0x0A }
    }
    #expect(answers == 1_000)
    _ = try channel.finish(acceptAlreadyClosed: true)
  }

  @Test("Whatever becomes of unfinished lines, the server counts the memory of those that are held, and of no others")
  func unfinishedLines() throws {
    var limits = LineLimits()
    limits.lineBytesPerServer = 80_000
    limits.strangerLines = 1_000
    let (channel, loop, shared) = try Self.channel(limits)
    var counted: Int { shared.load.lineBytes.load(ordering: .relaxed) }

    for _ in 0..<10 {
      for (part, held) in [(12_000, 12_000), (7_000, 19_000), (30_000, 0), (5_000, 0)] {
        try channel.writeInbound(ByteBuffer(string: String(repeating: "x", count: part)))
        loop.run()
        // An array has room for more than it holds, for as much again at most.
        #expect((held...2 * held + 64).contains(counted) && (held > 0 || counted == 0))
      }
      try channel.writeInbound(ByteBuffer(string: "\n"))
      loop.run()
    }
    try channel.writeInbound(ByteBuffer(string: String(repeating: "x", count: 9_000)))
    loop.run()
    #expect((9_000...18_064).contains(counted))
    _ = try channel.finish(acceptAlreadyClosed: true)
    #expect(counted == 0)
  }

  @Test("Answers that nobody has read are counted until they are written or their connection has gone")
  func unreadAnswers() throws {
    let (channel, loop, shared) = try Self.channel()
    let connection = try #require(try channel.pipeline.syncOperations.handler(type: LineChannelHandler.self).connection)
    var counted: Int { shared.load.unreadBytes.load(ordering: .relaxed) }

    connection.tell { $0.refuse(.serverFull, nil, false, .english) }
    let waiting = counted
    #expect(waiting > 0)
    loop.run()
    #expect(counted == 0)
    connection.tell { $0.refuse(.serverFull, nil, false, .english) }
    #expect(counted == waiting)
    connection.tell { $0.lost() }
    #expect(counted == 0)
    _ = try channel.finish(acceptAlreadyClosed: true)
    #expect(counted == 0)
  }
}
