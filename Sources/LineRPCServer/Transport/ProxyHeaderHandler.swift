import NIOCore

/// Reads the header with which each connection of a listed peer begins. Until it is whole, nobody else hears of the
/// connection, TLS neither.
final class ProxyHeaderHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let peers: [AddressRange]
  private let seconds: Int
  private let peer: PeerAddress
  private let faults: ConnectionFaults
  private var bytes = ByteBuffer()
  private var timer: Scheduled<Void>?
  private var isWaiting = false
  private var isRefused = false

  init(from peers: [AddressRange], seconds: Int, _ peer: PeerAddress, _ faults: ConnectionFaults) {
    self.peers = peers
    self.seconds = seconds
    self.peer = peer
    self.faults = faults
  }

  func channelActive(context: ChannelHandlerContext) {
    guard let address = context.remoteAddress, peers.contains(where: { $0.contains(address) }) else {
      return pass(on: context)
    }
    isWaiting = true
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
      self.refuse("no PROXY header within \(self.seconds) s", context)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard isWaiting else { return context.fireChannelRead(data) }
    guard !isRefused else { return }
    var more = unwrapInboundIn(data)
    bytes.writeBuffer(&more)
    switch ProxyHeader.read(bytes.readableBytesView) {
    case .incomplete: break
    case .invalid(let why): refuse("it sent \(why)", context)
    case .header(let header):
      peer.told = header.source
      bytes.moveReaderIndex(forwardBy: header.length)
      let rest = bytes
      bytes = ByteBuffer()
      isWaiting = false
      pass(on: context)
      guard rest.readableBytes > 0 else { return }
      context.fireChannelRead(wrapInboundOut(rest))
      context.fireChannelReadComplete()
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if !isWaiting { context.fireChannelReadComplete() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard isWaiting else { return context.fireUserInboundEventTriggered(event) }
    if case .inputClosed? = event as? ChannelEvent { refuse("it ended within the PROXY header", context) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    if !isWaiting { context.fireChannelInactive() }
  }

  private func pass(on context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
    context.fireChannelActive()
  }

  private func refuse(_ why: String, _ context: ChannelHandlerContext) {
    guard !isRefused else { return }
    isRefused = true
    bytes = ByteBuffer()
    faults.note(why, from: peer.text(context.remoteAddress))
    context.close(promise: nil)
  }
}
