import Glibc
import JSONBytes
import NIOCore
import NIOPosix

/// A server that says only what its test tells it to say, however wrong.
final class ScriptedServer: Sendable {
  private let channel: any Channel
  private let connections: AsyncStream<ScriptedConnection>

  var port: Int { channel.localAddress?.port ?? 0 }

  private init(_ channel: any Channel, _ connections: AsyncStream<ScriptedConnection>) {
    self.channel = channel
    self.connections = connections
  }

  static func with(_ body: (ScriptedServer) async throws -> Void) async throws {
    let (connections, continuation) = AsyncStream<ScriptedConnection>.makeStream()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let (lines, lineContinuation) = AsyncStream<String>.makeStream()
          try channel.pipeline.syncOperations.addHandler(ReceivedLines(lineContinuation))
          continuation.yield(ScriptedConnection(channel, lines))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = ScriptedServer(channel, connections)
    do {
      try await body(server)
    } catch {
      try? await channel.close()
      throw error
    }
    try await channel.close()
  }

  /// The next client that connects.
  func connection() async throws -> ScriptedConnection {
    var iterator = connections.makeAsyncIterator()
    guard let connection = await iterator.next() else { throw CancellationError() }
    return connection
  }

  /// Takes no more clients.
  func close() async throws { try await channel.close() }
}

/// One client's connection, as its scripted server sees it.
final class ScriptedConnection: Sendable {
  private let channel: any Channel
  private let lines: AsyncStream<String>

  init(_ channel: any Channel, _ lines: AsyncStream<String>) {
    self.channel = channel
    self.lines = lines
  }

  /// The next line from the client; nil once it has closed its side.
  func line() async -> String? {
    var iterator = lines.makeAsyncIterator()
    return await iterator.next()
  }

  /// The next line as JSON.
  func request() async throws -> JSONValue {
    guard let line = await line() else { throw Ended() }
    return try JSONValue(parsing: Array(line.utf8))
  }

  /// Sends lines.
  func send(_ lines: String...) async throws {
    try await send(bytes: Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  func send(bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get() }

  func closeOutput() async throws { try await channel.close(mode: .output).get() }

  func stopReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

  func startReading() async throws { try await channel.setOption(.autoRead, value: true).get() }

  func close() async { try? await channel.close().get() }

  /// Closes without a word: the client's next read fails.
  func reset() async throws {
    try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    await close()
  }

  struct Ended: Error {}
}

private final class ReceivedLines: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let lines: AsyncStream<String>.Continuation
  private var partial: [UInt8] = []

  init(_ lines: AsyncStream<String>.Continuation) { self.lines = lines }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    partial.append(contentsOf: unwrapInboundIn(data).readableBytesView)
    let pieces = partial.split(separator: 0x0A, omittingEmptySubsequences: false)
    for piece in pieces.dropLast() { lines.yield(String(decoding: piece, as: UTF8.self)) }
    partial = Array(pieces.last ?? [])
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent { lines.finish() }
  }

  func channelInactive(context: ChannelHandlerContext) { lines.finish() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
