import JSONBytes
public import LineRPC
public import NIOCore
import NIOPosix
import Violations

/// A client of the line protocol: one connection, any number of calls at once.
///
/// Nothing is repeated and nothing reconnects by itself. When a call fails with a status that `isRetryable`,
/// wait for its `retryAfter`, connect again if the client is no longer open, and repeat the call. How many
/// calls are open at once is the caller's to bound: each holds its request in memory until it is sent.
public final class LineClient: Sendable {
  private let connection: ClientConnection
  private let channel: any Channel

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
    let bootstrap = ClientBootstrap(group: connection.eventLoop)
      .connectTimeout(TimeAmount(configuration.connectTimeout))
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ClientChannelHandler(connection))
        }
      }
    do {
      let channel = try await bootstrap.connect(host: host, port: port).get()
      return LineClient(connection, channel)
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
  /// When the task is cancelled, the server is told so and the call fails with `CANCELLED` at once.
  ///
  /// - Parameter params: one JSON object; empty for none.
  public func call(
    _ method: String, _ params: [UInt8] = [], options: CallOptions = CallOptions()
  ) async throws(Status) -> [UInt8] {
    try Self.check(params)
    return try await connection.call(method, params, options).get()
  }

  /// Starts a call that streams. Reading stops, for every call of this connection, while too much of the
  /// stream is unread; a stream that is let go of is cancelled.
  public func stream(
    _ method: String, _ params: [UInt8] = [], options: CallOptions = CallOptions()
  ) throws(Status) -> CallStream {
    try Self.check(params)
    return try connection.stream(method, params, options)
  }

  /// Authenticates this connection, so that no call need carry the credential.
  public func authenticate(token: String) async throws(Status) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("token", token)
    writer.endObject()
    _ = try await call("kurukan.v1.Session/Authenticate", writer.bytes)
  }

  /// Closes the connection; open calls fail with `CANCELLED`.
  public func close() async {
    connection.fail(
      Status(
        .cancelled, Wording(en: "The client closed the connection.", fr: "Le client a fermé la connexion.")))
    try? await channel.close()
  }

  /// What the server would refuse without being able to say whose call it was is refused here.
  private static func check(_ params: [UInt8]) throws(Status) {
    guard !params.isEmpty else { return }
    let kind: JSONKind
    do {
      kind = try JSONReader.read(params) { (reader) throws(JSONError) in
        let kind = try reader.peek()
        try reader.skipValue()
        try reader.finish()
        return kind
      }
    } catch {
      throw Status(
        .parseError,
        Wording(
          en: "The parameters are not strict JSON: at byte \(error.offset): \(error.message)",
          fr: "Les paramètres ne sont pas du JSON strict : à l’octet \(error.offset) : "
            + error.wording.text(in: .french)),
        offset: error.offset)
    }
    guard kind == .object else {
      throw Status(
        .invalidRequest,
        Wording(
          en: "The parameters must be a JSON object, not of the type \(kind.rawValue).",
          fr: "Les paramètres doivent être un objet JSON, et non du type \(kind.rawValue)."))
    }
  }
}
