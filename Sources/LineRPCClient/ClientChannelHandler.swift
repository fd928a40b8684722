import LineRPC
import NIOCore

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
    connection.fail(.connectionBroke(error))
    context.close(promise: nil)
  }

  private func end() {
    context = nil
    connection.bind(nil)
    connection.fail(.connectionEnded)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    _ = bytes.withUnsafeReadableBytes { bytes in
      splitter.take(bytes) { piece in
        switch piece {
        case .line(let line): connection.receive(line)
        case .tooLong: connection.fail(.lineTooLong(fromServer: connection.configuration.lineBytes))
        }
        return true
      }
    }
    if connection.failure != nil { context.close(promise: nil) }
  }

  func read(context: ChannelHandlerContext) {
    if connection.isFull { isReadWanted = true } else { context.read() }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    look()
    context.fireChannelWritabilityChanged()
  }

  /// Sends what there is to send and reads on if there is room. On the event loop.
  func look() {
    guard let context else { return }
    let bytes = connection.takeOutgoing(isWritable: context.channel.isWritable)
    if !bytes.isEmpty {
      let connection = connection
      let count = bytes.count
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)))
        .whenComplete { _ in connection.didSend(count) }
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
