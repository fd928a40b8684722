import NIOCore
import NIOSSL
import NIOTLS

/// Tells how a client's handshake ends, and words what TLS has against the connection for those behind it.
final class ClientHandshake: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let ended: EventLoopPromise<Void>
  private let time: TimeAmount
  /// The name that the server's certificate must have; nil for a host that is an address.
  private let name: String?
  private var timer: Scheduled<Void>?
  private var isEnded = false

  init(_ ended: EventLoopPromise<Void>, from name: String?, within time: TimeAmount) {
    self.ended = ended
    self.time = time
    self.name = name
  }

  func channelActive(context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
      self.end(.failure(HandshakeFault.tooLate))
      context.close(promise: nil)
    }
    context.fireChannelActive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent {
      guard hasName(context) else {
        errorCaught(context: context, error: HandshakeFault.otherName(name ?? ""))
        return context.close(promise: nil)
      }
      end(.success(()))
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // The other side's good-bye was missing. What matters of that is that lines are missing, which others see.
    if case .uncleanShutdown? = error as? NIOSSLError, isEnded { return }
    let worded = HandshakeFault.of(error)
    end(.failure(worded))
    context.fireErrorCaught(worded)
  }

  /// NIOSSL lets a certificate for the server's address stand for any name, which RFC 6125 does not.
  private func hasName(_ context: ChannelHandlerContext) -> Bool {
    guard let name else { return true }
    guard let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate() else { return false }
    return certificate._subjectAlternativeNames().contains { entry in
      entry.nameType == .dnsName && HostName.matches(name, pattern: String(decoding: entry.contents, as: UTF8.self))
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(.failure(HandshakeFault.ended))
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end(.failure(HandshakeFault.ended)) }

  private func end(_ result: Result<Void, any Error>) {
    guard !isEnded else { return }
    isEnded = true
    timer?.cancel()
    timer = nil
    ended.completeWith(result)
  }
}
