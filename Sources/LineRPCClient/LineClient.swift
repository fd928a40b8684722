import JSONBytes
public import LineRPC
import LineRPCTLS
public import NIOCore
import NIOPosix
import Synchronization
import Violations

/// A client of the line protocol: one connection, many calls at once.
///
/// However many calls are made, so many are open at a time as the configuration says; the others wait for a place, which
/// is part of their timeout. No call waits for ever for an answer that cannot come: a line that the server could not
/// read and did not name ends every call that it may have been of. Nothing is repeated and nothing reconnects by itself:
/// see ``RetryingClient``.
public final class LineClient: Sendable {
  private let connection: ClientConnection
  let channel: any Channel

  private init(_ connection: ClientConnection, _ channel: any Channel) {
    self.connection = connection
    self.channel = channel
  }

  deinit { channel.close(promise: nil) }

  /// Connects. Throws `CONNECT_FAILED` if the server cannot be reached in time.
  ///
  /// - Parameter group: the event loops to run on; by default those of the process.
  public static func connect(
    host: String, port: Int, configuration: LineClientConfiguration = LineClientConfiguration(),
    group: (any EventLoopGroup)? = nil
  ) async throws(Status) -> LineClient {
    let group = group ?? MultiThreadedEventLoopGroup.singleton
    let connection = ClientConnection(eventLoop: group.next(), configuration: configuration)
    // A host with several addresses gets several attempts, one of which wins.
    let handshakes = Mutex<[ObjectIdentifier: EventLoopFuture<Void>]>([:])
    let bootstrap = LinkWatch(patience: configuration.linkPatience)
      .applied(to: ClientBootstrap(group: connection.eventLoop))
      .connectTimeout(TimeAmount(configuration.connectTimeout))
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls = configuration.tls {
            let handshake = try tls.begin(on: channel, to: host, within: configuration.connectTimeout)
            handshakes.withLock { $0[ObjectIdentifier(channel)] = handshake }
          }
          try channel.pipeline.syncOperations.addHandler(ClientChannelHandler(connection))
        }
      }
    do {
      let channel = try await bootstrap.connect(host: host, port: port).get()
      try await handshakes.withLock { $0[ObjectIdentifier(channel)] }?.get()
      return LineClient(connection, channel)
    } catch let fault as TLSFault {
      throw Status(
        .connectFailed,
        Wording(
          en: "Cannot connect to \(host), port \(port): \(fault.message.en)",
          fr: "Impossible de se connecter à \(host), port \(port) : \(fault.message.text(in: .french))"))
    } catch {
      throw Status(
        .connectFailed,
        Wording(
          en: "Cannot connect to \(host), port \(port): \(error)",
          fr: "Impossible de se connecter à \(host), port \(port) : \(error)"),
        hint: Reason.connectFailed.remedy)
    }
  }

  /// Whether calls can be made: neither side has closed the connection.
  public var isOpen: Bool { channel.isActive && connection.failure == nil }

  /// Makes a call and returns its answer, one JSON value.
  ///
  /// When the task is cancelled, the server is told so and the call fails with `CANCELLED` at once. Throws
  /// `PARSE_ERROR`, `INVALID_REQUEST` or `LINE_TOO_LONG`, with nothing sent, if the server could not read the call.
  ///
  /// - Parameter params: one JSON object; empty for none.
  public func call(
    _ method: String, _ params: [UInt8] = [], options: CallOptions = CallOptions()
  ) async throws(Status) -> [UInt8] {
    try await attempt(method, params, options).mapError(\.status).get()
  }

  /// Makes a call, and says of a failure whether the server can have begun it.
  func attempt(_ method: String, _ params: [UInt8], _ options: CallOptions) async -> Result<[UInt8], CallFailure> {
    do throws(Status) {
      return await connection.call(try start(method, params, options))
    } catch {
      return .failure(CallFailure(status: error, wasSent: false))
    }
  }

  /// Starts a call whose answer is a stream. Reading stops, for every call of this connection, while too much of the
  /// stream is unread; a stream that is let go of is cancelled.
  public func stream(
    _ method: String, _ params: [UInt8] = [], options: CallOptions = CallOptions()
  ) throws(Status) -> CallStream {
    try stream(try start(method, params, options))
  }

  /// Starts a call that takes messages while it answers with messages. A call that is let go of is cancelled.
  public func open(
    _ method: String, _ params: [UInt8] = [], options: CallOptions = CallOptions()
  ) throws(Status) -> DuplexCall {
    DuplexCall(events: try stream(try start(method, params, options, sendsItems: true)))
  }

  private func stream(_ start: OpenedCall.Start) throws(Status) -> CallStream {
    let (id, buffer) = try connection.stream(start)
    return CallStream(reader: StreamReader(id, buffer, connection, self))
  }

  private func start(
    _ method: String, _ params: [UInt8], _ options: CallOptions, sendsItems: Bool = false
  ) throws(Status) -> OpenedCall.Start {
    try SentJSON.checkParameters(params)
    var options = options
    options.language = options.language ?? connection.configuration.language
    return OpenedCall.Start(method, params, options, sendsItems: sendsItems)
  }

  /// Authenticates this connection, so that no call need carry the credential. A server that does not answer in time is
  /// not reached, `CONNECT_FAILED`.
  ///
  /// - Parameter timeout: how long it may take; as long as connecting unless given.
  public func authenticate(token: String, timeout: Duration? = nil) async throws(Status) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("token", token)
    writer.endObject()
    let options = CallOptions(timeout: timeout ?? connection.configuration.connectTimeout)
    do throws(Status) {
      _ = try await call("kurukan.v1.Session/Authenticate", writer.bytes, options: options)
    } catch {
      guard error.reason == .deadlineExceeded else { throw error }
      throw Status(.connectFailed, error.message)
    }
  }

  /// Closes the connection; open calls fail with `CANCELLED`.
  public func close() async {
    connection.close()
    try? await channel.close()
  }

  /// Bytes that wait to be sent.
  var unsentBytes: Int { connection.unsentBytes }
}
