import NIOCore

/// Flushes every few kilobytes: TLS tells that bytes were written for all that were flushed at once, and how fast a client
/// reads a long line would not show until it has read all of it.
final class PieceFlush: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// As much as one record of TLS holds (RFC 8446, section 5.1).
  private static let bytes = 16 << 10

  private var waiting = 0

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    waiting += unwrapOutboundIn(data).readableBytes
    context.write(data, promise: promise)
    if waiting >= Self.bytes { flush(context: context) }
  }

  func flush(context: ChannelHandlerContext) {
    waiting = 0
    context.flush()
  }
}
