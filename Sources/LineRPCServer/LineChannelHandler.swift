import LineRPC
import Logging
import MethodCatalogue
import NIOCore
import Synchronization
import Violations

/// Reads a connection's lines and writes its answers: the one handler of a connection's channel. It decides nothing: what
/// is taken, answered, written and closed says the connection's state machine.
///
/// What is read is put by, and its lines are taken when the event loop's ``WakeQueue`` comes to the connection: a few at a
/// time, in turn with all others. The answers that they get at once leave in one flush at the turn's end.
final class LineChannelHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Lines that a connection takes in one turn, fewer before it has shown a credential, and bytes of lines.
  private static let linesPerTurn = 32
  private static let strangerLinesPerTurn = 4
  private static let bytesPerTurn = 64 << 10
  /// Bytes of a write of its own: so the kernel's progress on a long line shows.
  private static let writtenBytes = 16 << 10

  let shared: ServerShared
  private let woken: WokenConnection
  private let peer: PeerAddress
  private var splitter: LineSplitter
  /// Bytes that were read and not looked at.
  private var backlog: ByteBuffer?
  private var turn = (lines: 0, bytes: 0)
  /// Bytes of an unfinished line that the server counts for this connection.
  private var countedLineBytes = 0
  /// Whether the channel reads as much at once as for whoever has shown a credential.
  private var readsMuch = false
  private var isReadWanted = false
  /// How far the client's side has ended: its last line may lack an end.
  private var input = Input.open
  private var isOutputClosed = false
  private(set) var connection: Connection?
  private var context: ChannelHandlerContext?
  private var alarm: (time: ContinuousClock.Instant, task: Scheduled<Void>)?

  private enum Input { case open, ended, finished }

  init(_ shared: ServerShared, _ eventLoop: any EventLoop, _ peer: PeerAddress = PeerAddress()) {
    self.shared = shared
    self.peer = peer
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
    let address = peer.text(context.remoteAddress)
    var logger = shared.logger
    logger[metadataKey: "client"] = "\(address)"
    let connection = Connection(
      ConnectionMachine(limits: shared.limits, linger: shared.linger, at: .now),
      state: ConnectionState(remoteAddress: address), load: shared.load, router: shared.router, logger: logger,
      wakeUp: { queue.add(woken, isContinuing: $0) })
    self.connection = connection
    switch shared.registry.add(woken) {
    case .accepted: break
    case .full: connection.tell { $0.close(.tooManyConnections(shared.limits.connections), at: .now) }
    case .draining: connection.tell { $0.close(.draining, at: .now) }
    }
    look()
  }

  private func end() {
    guard let connection else { return }
    alarm?.task.cancel()
    alarm = nil
    connection.tell { $0.lost() }
    shared.registry.remove(woken)
    backlog = nil
    _ = shared.load.holdLineBytes(-countedLineBytes, isKnown: true)
    countedLineBytes = 0
  }

  // MARK: - Reading

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    // What a client still sends to a connection that says good-bye is read to be dropped.
    guard let connection, !isOutputClosed else { return }
    shared.load.bytesRead.add(bytes.readableBytes, ordering: .relaxed)
    connection.noteBytesRead()
    if backlog == nil { backlog = bytes } else { backlog?.writeBuffer(&bytes) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    connection?.wakeSoon()
    context.fireChannelReadComplete()
  }

  func read(context: ChannelHandlerContext) {
    if isOutputClosed || hasRoomToRead { return context.read() }
    isReadWanted = true
  }

  /// Whether more may be read before what was read is looked at. From who is known, it may: to stop the socket and start
  /// it again for every call would cost two system calls.
  private var hasRoomToRead: Bool {
    let unseen = backlog?.readableBytes ?? 0
    return unseen < (readsMuch ? Self.bytesPerTurn : 1) && connection?.takesLines != false
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      if input == .open { input = .ended }
      connection?.tell { $0.inputEnded() }
    }
    context.fireUserInboundEventTriggered(event)
  }

  private var hasTurn: Bool {
    turn.lines < (readsMuch ? Self.linesPerTurn : Self.strangerLinesPerTurn) && turn.bytes < Self.bytesPerTurn
  }

  /// Takes lines from `bytes` until there are no more, the turn is over or too much is going on; keeps the rest.
  private func take(_ bytes: ByteBuffer, _ connection: Connection) {
    let taken = bytes.withUnsafeReadableBytes { bytes in splitter.take(bytes) { handle($0, connection) } }
    let rest = bytes.readableBytes - taken
    backlog = rest > 0 ? bytes.getSlice(at: bytes.readerIndex + taken, length: rest) : nil
    countLineBytes(connection)
  }

  /// Holds the unfinished line as long as there is room for it among those of all connections.
  private func countLineBytes(_ connection: Connection) {
    guard recountLineBytes(connection), splitter.heldBytes > LineLimits.shortLineBytes else { return }
    splitter.abandonLine { prefix in
      shared.load.linesRefused.add(1, ordering: .relaxed)
      connection.tell { $0.refuse(LineBeginning(prefix).fault(.serverFull)) }
    }
    _ = recountLineBytes(connection)
  }

  /// Tells the server what is held now; returns whether all connections together hold more than this one may add to.
  private func recountLineBytes(_ connection: Connection) -> Bool {
    defer { countedLineBytes = splitter.heldCapacity }
    return shared.load.holdLineBytes(splitter.heldCapacity - countedLineBytes, isKnown: connection.state.isKnown)
  }

  /// Handles a line; returns whether there is room for more.
  private func handle(_ piece: LineSplitter.Piece, _ connection: Connection) -> Bool {
    turn.lines += 1
    if !connection.state.isKnown { connection.noteLine() }
    switch piece {
    case .line(let line):
      turn.bytes += line.count
      handle(line, connection)
    case .tooLong(let prefix):
      shared.load.linesRefused.add(1, ordering: .relaxed)
      connection.tell { $0.lineTooLong(LineBeginning(prefix), at: .now) }
    }
    return hasTurn && connection.takesLines
  }

  private func handle(_ line: UnsafeRawBufferPointer, _ connection: Connection) {
    guard !Self.isBlank(line) else { return }
    do {
      let frame = try ClientFrame.parse(
        line, isUnfinished: input == .finished, parametersReader: { shared.router.method($0)?.parametersReader })
      switch frame {
      case .call(let start): CallRunner(connection: connection).run(start, line)
      case .item(let id, let range): connection.tell { $0.item(.json(Array(line[range])), of: id) }
      case .end(let id): connection.tell { $0.endItems(of: id) }
      case .cancel(let id): connection.tell { $0.cancel(id) }
      case .notification: shared.load.notificationsDropped.add(1, ordering: .relaxed)
      }
    } catch {
      shared.load.linesRefused.add(1, ordering: .relaxed)
      connection.tell { $0.refuse(error) }
    }
  }

  private static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  // MARK: - Writing and going on

  /// Writes what there is to write, then sees what else can go on. Cheap when nothing has changed.
  func look() {
    guard let context, let connection else { return }
    turn = (0, 0)
    while true {
      readMuch(context, connection)
      let (output, alarm) = connection.look(hasUnreadBytes: backlog != nil || input == .ended)
      set(alarm, context)
      write(output.pieces, context)
      switch output.step {
      case .wait: return
      case .closeOutput: return closeOutput(context)
      case .close: return context.close(promise: nil)
      case .read:
        guard hasTurn else { return connection.wakeSoon(isContinuing: true) }
        if let bytes = backlog {
          backlog = nil
          connection.beginTurn()
          take(bytes, connection)
        } else if input == .ended {
          input = .finished
          connection.beginTurn()
          splitter.finish { handle($0, connection) }
          _ = recountLineBytes(connection)
        } else {
          guard isReadWanted else { return }
          isReadWanted = false
          return context.read()
        }
      }
    }
  }

  /// Reads in larger parts once somebody known is at the other end: what a stranger sends is not worth the room.
  private func readMuch(_ context: ChannelHandlerContext, _ connection: Connection) {
    guard !readsMuch, connection.state.isKnown else { return }
    readsMuch = true
    let options = context.channel.syncOptions
    try? options?.setOption(.recvAllocator, value: AdaptiveRecvByteBufferAllocator())
    try? options?.setOption(.maxMessagesPerRead, value: 4)
  }

  private func write(_ pieces: [[UInt8]], _ context: ChannelHandlerContext) {
    guard !pieces.isEmpty else { return }
    for piece in pieces {
      var bytes = ByteBuffer(bytes: piece)
      while let part = bytes.readSlice(length: min(bytes.readableBytes, Self.writtenBytes)), part.readableBytes > 0 {
        let promise = context.eventLoop.makePromise(of: Void.self)
        let count = part.readableBytes
        promise.futureResult.assumeIsolated().whenComplete { [weak self] _ in self?.didWrite(count) }
        context.write(wrapOutboundOut(part), promise: promise)
      }
    }
    context.flush()
  }

  private func didWrite(_ count: Int) {
    guard let connection else { return }
    shared.load.bytesWritten.add(count, ordering: .relaxed)
    connection.tell { $0.written(count, at: .now) }
    if isReadWanted || backlog != nil { connection.wakeSoon() }
  }

  private func closeOutput(_ context: ChannelHandlerContext) {
    guard !isOutputClosed else { return }
    isOutputClosed = true
    backlog = nil
    context.close(mode: .output, promise: nil)
    context.read()
  }

  /// Closes whatever the client does.
  func closeNow() { context?.close(promise: nil) }

  // MARK: - The clock

  private func set(_ time: ContinuousClock.Instant?, _ context: ChannelHandlerContext) {
    guard let time else { return }
    if let alarm, alarm.time <= time { return }
    alarm?.task.cancel()
    let woken = woken
    let delay = max(.zero, time - .now)
    let task = context.eventLoop.scheduleTask(in: TimeAmount(delay)) { woken.onEventLoop { $0.ring() } }
    alarm = (time, task)
  }

  private func ring() {
    alarm = nil
    connection?.tell { $0.tick(at: .now) }
    look()
  }
}

extension Status {
  fileprivate static func tooManyConnections(_ limit: Int) -> Status {
    Status(
      .tooManyConnections, "The server has \(limit) connections, as many as it takes.", retryAfter: .seconds(1))
  }
}
