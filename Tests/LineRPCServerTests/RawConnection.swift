import JSONBytes
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A socket under the test's control: it sends bytes as they are, and reads lines when it is told to.
final class RawConnection: Sendable {
  private let channel: any Channel
  private let lines: LineQueue

  private init(_ channel: any Channel, _ lines: LineQueue) {
    self.channel = channel
    self.lines = lines
  }

  /// Connects to the server on loopback.
  ///
  /// - Parameter reads: whether to read from the start; otherwise ``startReading()`` does.
  static func connect(port: Int, reads: Bool = true, tls: NIOSSLContext? = nil) async throws -> RawConnection {
    let lines = LineQueue()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.autoRead, value: reads)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: tls, serverHostname: "localhost"))
          }
          try channel.pipeline.syncOperations.addHandler(LineQueueHandler(lines))
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
    return RawConnection(channel, lines)
  }

  func send(_ text: String) async throws { try await send(bytes: Array(text.utf8)) }

  func send(bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get() }

  /// Closes the writing side, as `nc -q1` does at the end of its input.
  func closeOutput() async throws { try await channel.close(mode: .output).get() }

  /// Closes the writing side below TLS, as whoever sits between can.
  func cut() async throws {
    try await channel.eventLoop.flatSubmit { [channel] in
      let promise = channel.eventLoop.makePromise(of: Void.self)
      do {
        try channel.pipeline.syncOperations.context(handlerType: NIOSSLClientHandler.self)
          .close(mode: .output, promise: promise)
      } catch {
        promise.fail(error)
      }
      return promise.futureResult
    }.get()
  }

  func startReading() async throws { try await channel.setOption(.autoRead, value: true).get() }

  func close() async { try? await channel.close().get() }

  /// The next line; nil at the end of the stream.
  func line() async -> String? { await lines.next() }

  /// The next line as JSON; nil at the end of the stream.
  func answer() async throws -> JSONValue? { try await line().map { try JSONValue(parsing: $0) } }

  /// Every line until the end of the stream.
  func rest() async throws -> [JSONValue] {
    var answers: [JSONValue] = []
    while let answer = try await answer() { answers.append(answer) }
    return answers
  }
}

/// The lines that have come and have not been asked for.
private final class LineQueue: Sendable {
  private struct Guarded {
    var lines: [String] = []
    var partial: [UInt8] = []
    var hasEnded = false
    var waiter: CheckedContinuation<String?, Never>?
  }

  private let guarded = Mutex(Guarded())

  func add(_ bytes: ByteBuffer) {
    let resumed = guarded.withLock { state -> (CheckedContinuation<String?, Never>, String)? in
      state.partial.append(contentsOf: bytes.readableBytesView)
      let pieces = state.partial.split(separator: 0x0A, omittingEmptySubsequences: false)
      state.lines += pieces.dropLast().map { String(decoding: $0, as: UTF8.self) }
      state.partial = Array(pieces.last ?? [])
      guard !state.lines.isEmpty, let waiter = state.waiter.take() else { return nil }
      return (waiter, state.lines.removeFirst())
    }
    resumed?.0.resume(returning: resumed?.1)
  }

  func end() {
    let waiter = guarded.withLock { state in
      state.hasEnded = true
      return state.waiter.take()
    }
    waiter?.resume(returning: nil)
  }

  func next() async -> String? {
    await withCheckedContinuation { continuation in
      let line = guarded.withLock { state -> String?? in
        if !state.lines.isEmpty { return .some(state.lines.removeFirst()) }
        if state.hasEnded { return .some(nil) }
        state.waiter = continuation
        return .none
      }
      if let line { continuation.resume(returning: line) }
    }
  }
}

private final class LineQueueHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let lines: LineQueue

  init(_ lines: LineQueue) { self.lines = lines }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { lines.add(unwrapInboundIn(data)) }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent { lines.end() }
  }

  func channelInactive(context: ChannelHandlerContext) { lines.end() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
