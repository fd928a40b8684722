public import LineRPC
public import LineRPCTLS

/// Where a server listens, and its limits.
public struct LineServerConfiguration: Sendable {
  /// The host name or address to listen on.
  public var host: String
  /// The port; 0 lets the system choose.
  public var port: Int
  /// A bound socket to listen on instead, for a process that may not take the port any more.
  public var socket: Int32?
  /// The TLS to speak; nil for plain lines.
  public var tls: ServerTLS?
  /// Peers whose connections begin with a header of the PROXY protocol, version 2, that says whom they speak for.
  public var proxyPeers: [AddressRange] = []
  /// The limits in force.
  public var limits: LineLimits
  /// How long a connection that is being closed waits for its client to read the last line.
  public var lingerTime: Duration
  /// Connections that the system holds until they are accepted.
  public var backlog: Int
  /// Connections above the limit that are told so at a time. While there are as many, no other is accepted.
  public static let refusedAtOnce = 64
  /// Bytes that the kernel keeps of what a connection sends and the server does not read, if `net.core.rmem_max` allows as
  /// many. Enough for a third of a megabyte a second over a satellite.
  static let receiveBytes = 256 << 10

  /// The port that a server has unless told otherwise.
  public static let standardPort = 4_460

  /// Loopback and the standard port, unless given.
  public init(
    host: String = "127.0.0.1", port: Int = standardPort, limits: LineLimits = .standard,
    lingerTime: Duration = .seconds(1), backlog: Int = 512
  ) {
    self.host = host
    self.port = port
    self.limits = limits
    self.lingerTime = lingerTime
    self.backlog = backlog
  }
}

/// Why a server could not start.
public struct LineServerError: Error, Sendable, CustomStringConvertible {
  /// A stable name for one kind of fault.
  public struct Code: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The address cannot be listened on.
    public static let cannotListen = Code(name: "cannot_listen")
    /// The server was started before.
    public static let alreadyStarted = Code(name: "already_started")
  }

  /// What kind of fault it is.
  public let code: Code
  /// One sentence for a person.
  public let message: String

  /// The sentence.
  public var description: String { message }
}
