import NIOCore
import NIOHTTP1

/// Answers the one request of a connection, and closes it.
final class AdminRequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let pages: [String: AdminPage]
  private var head: HTTPRequestHead?
  private var alarms: [Scheduled<Void>] = []

  init(_ pages: [String: AdminPage]) { self.pages = pages }

  func channelActive(context: ChannelHandlerContext) {
    let channel = context.channel
    alarms = [AdminLimits.requestTime, AdminLimits.connectionTime].map { time in
      context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    for alarm in alarms { alarm.cancel() }
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = self.head ?? head
    case .body: break
    case .end:
      // Its time to come in is over; what follows is another request, which nobody answers.
      guard let head, alarms.count == 2 else { return }
      alarms.removeFirst().cancel()
      answer(head, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let path = String(head.uri.prefix { $0 != "?" })
    guard let page = pages[path] else {
      let text = "There is no page \(Self.printable(path)); there are \(pages.keys.sorted().joined(separator: ", ")).\n"
      return Answer(.notFound, text).write(to: head, context.channel)
    }
    guard head.method == .GET || head.method == .HEAD else {
      return Answer(.methodNotAllowed, "Only GET and HEAD are answered here.\n", more: [("Allow", "GET, HEAD")])
        .write(to: head, context.channel)
    }
    let channel = context.channel
    Task {
      let content = await page.content()
      Answer(content.isGood ? .ok : .serviceUnavailable, content.text, type: content.type).write(to: head, channel)
    }
  }

  /// What a path may show of itself in an answer.
  private static func printable(_ path: String) -> String {
    String(path.unicodeScalars.prefix(64).map { (0x21..<0x7F).contains($0.value) ? Character($0) : "?" })
  }
}

/// A response to come.
private struct Answer: Sendable {
  let status: HTTPResponseStatus
  let text: String
  let headers: HTTPHeaders

  init(
    _ status: HTTPResponseStatus, _ text: String, type: String = "text/plain; charset=utf-8",
    more: [(String, String)] = []
  ) {
    self.status = status
    self.text = text
    headers = HTTPHeaders(
      [
        ("Content-Type", type), ("Content-Length", "\(text.utf8.count)"), ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"), ("Connection", "close"),
      ] + more)
  }

  /// Sends it to whoever has sent the request, and closes the connection. From any thread.
  func write(to request: HTTPRequestHead, _ channel: any Channel) {
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    if request.method != .HEAD {
      channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: text))), promise: nil)
    }
    channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in channel.close(promise: nil) }
  }
}
