import NIOCore
import Synchronization

/// Accepts no more connections while there are as many as descriptors were set aside for, refused ones that linger
/// included: the system keeps the others waiting, at no cost to those that are served.
final class AcceptGate: ChannelDuplexHandler, Sendable {
  typealias InboundIn = any Channel
  typealias InboundOut = any Channel
  typealias OutboundIn = Never

  private struct Guarded {
    var open = 0
    var isReadHeld = false
  }

  private let limit: Int
  private let guarded = Mutex(Guarded())
  private let told: @Sendable () -> Void

  /// - Parameter told: called when it closes.
  init(limit: Int, told: @escaping @Sendable () -> Void) {
    self.limit = limit
    self.told = told
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let channel = unwrapInboundIn(data)
    guarded.withLock { $0.open += 1 }
    let server = context.channel
    channel.closeFuture.whenComplete { _ in self.closed(server) }
    context.fireChannelRead(data)
  }

  func read(context: ChannelHandlerContext) {
    let isOpen = guarded.withLock { state in
      state.isReadHeld = state.open >= limit
      return !state.isReadHeld
    }
    if isOpen { context.read() } else { told() }
  }

  private func closed(_ server: any Channel) {
    let mustRead = guarded.withLock { state in
      state.open -= 1
      guard state.isReadHeld, state.open < limit else { return false }
      state.isReadHeld = false
      return true
    }
    if mustRead { server.read() }
  }
}
