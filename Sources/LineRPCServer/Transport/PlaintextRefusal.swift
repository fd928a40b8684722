import LineRPC
import LineRPCTLS
import NIOCore
import Violations

/// Looks at the first byte of a connection that is to speak TLS: whoever sends plain lines gets one back that says so,
/// which no TLS alert could tell them.
final class PlaintextRefusal: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How a TLS record that holds a handshake begins (RFC 8446, section 5.1).
  private static let handshake: UInt8 = 0x16

  private var isRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused, let first = unwrapInboundIn(data).readableBytesView.first else { return }
    guard first != Self.handshake else {
      context.fireChannelRead(data)
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
      return
    }
    isRefused = true
    var line: [UInt8] = []
    ServerFrame.appendError(.needsTLS, id: nil, isJSONRPC: false, language: .english, to: &line)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: line)), promise: nil)
    // What has not been read would make the system reset the connection, and the line would be lost.
    context.close(mode: .output, promise: nil)
    context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(PlaintextSent())
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard isRefused else { return context.fireUserInboundEventTriggered(event) }
    if case .inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
  }
}

/// Tells the handlers behind that a client has sent plain lines where TLS is spoken.
struct PlaintextSent: Sendable {}

extension Status {
  static let needsTLS = Status(
    .invalidRequest,
    Wording(en: "This port speaks TLS 1.3 only.", fr: "Ce port ne parle que TLS 1.3."),
    hint: Wording(
      en: "Connect with TLS: kurukan --tls, openssl s_client, or the TLS of your language.",
      fr: "Connectez-vous en TLS : kurukan --tls, openssl s_client ou le TLS de votre langage."))
}
