import LineRPC
import NIOCore
import Violations

/// Reads the server's lines and writes the client's.
final class ClientChannelHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let connection: ClientConnection
  private var splitter: LineSplitter
  private var context: ChannelHandlerContext?
  private var isReadWanted = false

  init(_ connection: ClientConnection) {
    self.connection = connection
    splitter = LineSplitter(limit: connection.configuration.lineBytes)
  }

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    connection.bind(HandlerBox(self, context.eventLoop))
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    connection.fail(
      Status(
        .connectionLost,
        Wording(en: "The connection broke: \(error)", fr: "La connexion s’est rompue : \(error)")))
    context.close(promise: nil)
  }

  private func end() {
    context = nil
    connection.bind(nil)
    connection.lose()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    _ = bytes.withUnsafeReadableBytes { bytes in
      splitter.take(bytes) { piece in
        switch piece {
        case .line(let line): connection.receive(line)
        case .tooLong:
          connection.fail(
            Status(
              .connectionLost,
              Wording(
                en: "The server sent a line of more than \(connection.configuration.lineBytes) bytes.",
                fr: "Le serveur a envoyé une ligne de plus de \(connection.configuration.lineBytes) octets.")))
        }
        return true
      }
    }
    if connection.failure?.reason == .connectionLost { context.close(promise: nil) }
  }

  func read(context: ChannelHandlerContext) {
    if connection.isFull { isReadWanted = true } else { context.read() }
  }

  /// Sends what there is to send and reads on if there is room. On the event loop.
  func look() {
    let bytes = connection.takeOutgoing()
    guard let context else { return }
    if !bytes.isEmpty {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
    if isReadWanted, !connection.isFull {
      isReadWanted = false
      context.read()
    }
  }
}

/// Reaches the handler from other threads.
final class HandlerBox: Sendable {
  private let handler: NIOLoopBound<ClientChannelHandler>

  init(_ handler: ClientChannelHandler, _ eventLoop: any EventLoop) {
    self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
  }

  /// Lets the handler look at its connection soon.
  func look() {
    handler.eventLoop.execute { self.handler.value.look() }
  }
}
