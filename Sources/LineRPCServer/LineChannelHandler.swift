import LineRPC
import Logging
import MethodCatalogue
import NIOCore
import Synchronization
import Violations

/// Reads a connection's lines and writes its answers: the one handler of a connection's channel.
///
/// Lines are handled as they come out of a read burst, and the answers given by then leave in one flush at
/// its end.
final class LineChannelHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let shared: ServerShared
  private let eventLoop: any EventLoop
  private let woken: WokenConnection
  private var splitter: LineSplitter
  /// Bytes that were read and not looked at, because too much is going on already.
  private var backlog: ByteBuffer?
  private var isReadWanted = false
  private var isInputClosed = false
  private var breaches = 0
  private(set) var connection: Connection?
  private var context: ChannelHandlerContext?
  private(set) var closing = ClosePhase.none
  private var watch = ConnectionWatch()

  /// How far closing has come.
  enum ClosePhase { case none, lastLine, lingering, closed }

  init(_ shared: ServerShared, _ eventLoop: any EventLoop) {
    self.shared = shared
    self.eventLoop = eventLoop
    woken = WokenConnection(eventLoop)
    splitter = LineSplitter(limit: shared.limits.lineBytes)
  }

  // MARK: - The channel's life

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    woken.bind(self)
    if context.channel.isActive { begin(context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    end()
    woken.bind(nil)
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    begin(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    connection?.logger.debug("A connection broke.", metadata: ["error": "\(error)"])
    context.close(promise: nil)
  }

  private func begin(_ context: ChannelHandlerContext) {
    guard connection == nil else { return }
    let queue = shared.wakeQueue(for: context.eventLoop)
    let woken = woken
    let address = context.remoteAddress.map { "\($0)" } ?? "unknown"
    var logger = shared.logger
    logger[metadataKey: "client"] = "\(address)"
    let connection = Connection(
      state: ConnectionState(remoteAddress: address), limits: shared.limits, load: shared.load,
      router: shared.router, logger: logger, wakeUp: { _ in queue.add(woken) })
    self.connection = connection
    watch.start(on: context.eventLoop, shared.limits) { [woken] in woken.onEventLoop { $0.watchClock() } }
    switch shared.registry.add(woken) {
    case .accepted: break
    case .full:
      close(
        because: Status(
          .tooManyConnections,
          "The server has \(shared.limits.connections) connections, as many as it takes.",
          retryAfter: .seconds(1)))
    case .draining: close(because: .draining)
    }
  }

  private func end() {
    guard closing != .closed else { return }
    closing = .closed
    watch.stop()
    connection?.abandon()
    shared.registry.remove(woken)
    backlog = nil
  }

  // MARK: - Reading

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    guard let connection, closing == .none else { return }
    watch.noteActivity()
    shared.load.bytesRead.add(bytes.readableBytes, ordering: .relaxed)
    connection.beginBatch()
    if backlog == nil { return take(bytes) }
    backlog?.writeBuffer(&bytes)
  }

  /// Answers go out a tick later: when this is called because the client has closed its side, SwiftNIO goes on to
  /// half-close the channel and asserts that no failed write has closed it meanwhile.
  func channelReadComplete(context: ChannelHandlerContext) {
    context.eventLoop.assumeIsolated().execute { self.look() }
    context.fireChannelReadComplete()
  }

  func read(context: ChannelHandlerContext) {
    if backlog == nil, connection?.isOverLimit != true { return context.read() }
    isReadWanted = true
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      isInputClosed = true
      if closing == .lingering { context.close(promise: nil) } else { look() }
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// Takes lines from `bytes` until there are no more or too much is going on; keeps the rest.
  private func take(_ bytes: ByteBuffer) {
    let taken = bytes.withUnsafeReadableBytes { splitter.take($0, handle) }
    let rest = bytes.readableBytes - taken
    backlog = rest > 0 ? bytes.getSlice(at: bytes.readerIndex + taken, length: rest) : nil
  }

  /// Handles a line; returns whether there is room for more.
  private func handle(_ piece: LineSplitter.Piece) -> Bool {
    guard let connection, closing == .none else { return true }
    switch piece {
    case .line(let line): handle(line, connection)
    case .tooLong(let prefix): refuseTooLong(prefix, connection)
    }
    return !connection.isOverLimit
  }

  private func handle(_ line: UnsafeRawBufferPointer, _ connection: Connection) {
    guard !Self.isBlank(line) else { return }
    do {
      switch try ClientFrame.parse(line, parametersReader: { shared.router.method($0)?.parametersReader }) {
      case .call(let start):
        breaches = 0
        CallRunner(connection: connection, eventLoop: eventLoop).run(start, line)
      case .item(let id, _): refuseItem(id, connection)
      case .end: break
      case .cancel(let id): connection.cancel(id)
      case .notification: shared.load.notificationsDropped.add(1, ordering: .relaxed)
      }
    } catch {
      shared.load.linesRefused.add(1, ordering: .relaxed)
      connection.tell(error.status, id: error.id, isJSONRPC: error.isJSONRPC, language: error.language)
    }
  }

  /// An item may have crossed its call's answer; one for an open call is a mistake worth telling.
  private func refuseItem(_ id: CallID, _ connection: Connection) {
    guard let language = connection.language(ofOpen: id) else { return }
    shared.load.linesRefused.add(1, ordering: .relaxed)
    connection.tell(
      Status(
        .invalidRequest,
        Wording(
          en: "The method of call \(id) takes no items; its parameters are all it reads.",
          fr: "La méthode de l’appel \(id) n’accepte pas d’item ; elle ne lit que ses paramètres.")),
      id: nil, isJSONRPC: false, language: language)
  }

  private func refuseTooLong(_ prefix: UnsafeRawBufferPointer, _ connection: Connection) {
    shared.load.linesRefused.add(1, ordering: .relaxed)
    breaches += 1
    let limit = shared.limits.lineBytes
    connection.tell(
      Status(.lineTooLong, "The line has more than \(limit) bytes and was not read."),
      id: ClientFrame.id(inPrefix: prefix), isJSONRPC: false)
    guard breaches >= shared.limits.breachesPerConnection else { return }
    connection.close(
      because: Status(.repeatedBreach, "\(breaches) lines in a row had more than \(limit) bytes."))
  }

  private static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  // MARK: - Writing and going on

  /// Writes what there is to write, then sees what else can go on. Cheap when nothing has changed.
  func look() {
    guard let context, let connection, closing != .closed else { return }
    var output = connection.takeOutput()
    write(output.pieces, context)
    if let reason = output.closeReason, closing == .none { return close(because: reason) }
    guard closing == .none else { return }
    while let bytes = backlog, !output.isOverLimit {
      backlog = nil
      connection.beginBatch()
      take(bytes)
      output = connection.takeOutput()
      write(output.pieces, context)
    }
    if backlog == nil, isInputClosed { return finishInput(context, connection) }
    if shared.registry.isDraining, connection.isQuiet { return close(because: .draining) }
    guard isReadWanted, backlog == nil, !output.isOverLimit else { return }
    isReadWanted = false
    context.read()
  }

  private func write(_ pieces: [[UInt8]], _ context: ChannelHandlerContext) {
    guard !pieces.isEmpty else { return }
    for piece in pieces {
      watch.noteOutput()
      let promise = context.eventLoop.makePromise(of: Void.self)
      let count = piece.count
      promise.futureResult.assumeIsolated().whenComplete { [weak self] _ in self?.didWrite(count) }
      context.write(wrapOutboundOut(ByteBuffer(bytes: piece)), promise: promise)
    }
    context.flush()
  }

  private func didWrite(_ count: Int) {
    guard let connection, closing != .closed else { return }
    watch.noteProgress()
    connection.didWrite(count)
    if closing == .lastLine, connection.waitingBytes == 0 { return linger() }
    if isReadWanted || backlog != nil || isInputClosed || shared.registry.isDraining { connection.wakeSoon() }
  }

  /// The client has closed its side: its last line may lack an end, and when all is answered we close too.
  private func finishInput(_ context: ChannelHandlerContext, _ connection: Connection) {
    connection.beginBatch()
    splitter.finish { handle($0) }
    write(connection.takeOutput().pieces, context)
    if connection.isQuiet { context.close(promise: nil) }
  }

  // MARK: - Closing

  /// Refuses new calls and ends streams; closes as soon as the open calls are answered.
  func drain() {
    connection?.drain(.draining)
    look()
  }

  /// Answers the calls still open and closes.
  func endDrain() {
    guard closing == .none else { return }
    connection?.endAllCalls(.draining)
    close(because: .draining)
  }

  /// Writes a last line that says why, and closes when it has gone out or the client will not take it.
  func close(because reason: Status) {
    guard let context, let connection, closing == .none else { return }
    closing = .lastLine
    backlog = nil
    connection.logger.info("Closing a connection.", metadata: ["reason": "\(reason.reason)"])
    shared.load.connectionsRefused.add(1, ordering: .relaxed)
    connection.appendLastLine(reason)
    write(connection.takeOutput().pieces, context)
    let woken = woken
    context.eventLoop.scheduleTask(in: shared.lingerTime) { woken.onEventLoop { $0.closeNow() } }
  }

  /// Closes our side and waits a little for the client's: closing both while unread input waits would reset
  /// the connection, and the client would lose the last line.
  private func linger() {
    guard let context else { return }
    closing = .lingering
    if isInputClosed { return context.close(promise: nil) }
    context.close(mode: .output, promise: nil)
    context.read()
  }

  /// Closes whatever the client does.
  func closeNow() { context?.close(promise: nil) }

  // MARK: - The clock

  private func watchClock() {
    guard let connection, closing == .none else { return }
    let waiting = connection.waitingBytes
    if waiting > 0 {
      guard watch.isStalled(shared.limits) else { return }
      close(
        because: Status(
          .slowReader,
          "\(waiting) bytes of answers waited \(shared.limits.slowReaderSeconds) s with none of them read."
        ))
    } else if connection.isQuiet, watch.isIdle(shared.limits) {
      close(because: Status(.idle, "Nothing was sent for \(shared.limits.idleSeconds) s."))
    }
  }
}
