import LineRPCTLS
import NIOCore
import NIOSSL
import NIOTLS

/// Ends a connection whose TLS handshake takes too long, and tells of those that fail. Keeps from a connection that was cut
/// without TLS's good-bye that its input has ended: a last line without its end may be half of one.
final class HandshakeWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let seconds: Int
  private let faults: ConnectionFaults
  private let peer: PeerAddress
  private var timer: Scheduled<Void>?
  private var hasEnded = false
  private var isCut = false

  init(seconds: Int, _ faults: ConnectionFaults, _ peer: PeerAddress) {
    self.seconds = seconds
    self.faults = faults
    self.peer = peer
  }

  func channelActive(context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
      self.fail("no handshake within \(self.seconds) s", context)
      context.close(promise: nil)
    }
    context.fireChannelActive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent { end() }
    if event is PlaintextSent { fail("it sent plain lines", context) }
    if case .inputClosed? = event as? ChannelEvent, isCut { return }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if case .uncleanShutdown? = error as? NIOSSLError { isCut = true }
    fail("\(HandshakeFault.of(error))", context)
    context.fireErrorCaught(error)
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail("\(HandshakeFault.ended)", context)
    context.fireChannelInactive()
  }

  private func fail(_ why: String, _ context: ChannelHandlerContext) {
    guard !hasEnded else { return }
    end()
    faults.note(why, from: peer.text(context.remoteAddress))
  }

  private func end() {
    hasEnded = true
    timer?.cancel()
    timer = nil
  }
}
