import NIOCore

/// Cuts off whoever sends more than a request may have, before anybody reads it.
final class RequestSizeLimit: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var bytes = 0

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes += unwrapInboundIn(data).readableBytes
    guard bytes <= AdminLimits.requestBytes else {
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }
}
