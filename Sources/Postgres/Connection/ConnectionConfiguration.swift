/// How to reach a database.
public struct ConnectionConfiguration: Sendable {
  /// libpq's connection string or URI, several hosts allowed; asked for whenever a connection is made. What it sets wins
  /// over the defaults here (`target_session_attrs=read-write`, TCP keepalives).
  public var connectionString: @Sendable () -> String
  /// Hears the string whose login the server has refused (class 28, or a password that is missing). Another one is tried at
  /// once; nil is the end of it.
  public var renewedConnectionString: @Sendable (_ refused: String) -> String?
  /// The name the server's own views and logs show.
  public var applicationName: String
  /// How long all attempts of one connect may take together. Of several hosts each has three seconds, or what the string's
  /// `connect_timeout` says.
  public var connectTimeout: Duration
  /// Settings of the session, such as `statement_timeout`, sent while connecting.
  public var settings: [(name: String, value: String)]
  /// How many prepared statements a connection keeps; 0 for poolers that cannot keep them.
  public var preparedStatements: Int
  /// Hears notices and warnings of the server, on the connection's own thread; it must not block.
  public var onNotice: @Sendable (Notice) -> Void

  /// Hears how each attempt to connect ended: nil once there is a connection. It must not block.
  public var onAttempt: @Sendable (DatabaseError?) -> Void = { _ in }

  /// A configuration with the usual values: UTC, ISO dates, ten seconds to connect, a client that is gone without a word
  /// noticed by the server within a minute.
  public init(
    _ connectionString: String, applicationName: String = "kurukan",
    onNotice: @escaping @Sendable (Notice) -> Void = { _ in }
  ) {
    self.connectionString = { connectionString }
    renewedConnectionString = { _ in nil }
    self.applicationName = applicationName
    self.onNotice = onNotice
    connectTimeout = .seconds(10)
    settings = [("TimeZone", "UTC"), ("DateStyle", "ISO")] + Self.serverKeepalives
    preparedStatements = PostgresLimits.preparedStatements
  }

  /// The keywords for libpq: later ones win, so the caller's string comes last.
  ///
  /// A server whose machine is gone without a word is noticed within some ten seconds, before a failover ends: over a
  /// connection that waits for an answer or for nothing by the probes, over one that sends by what is not acknowledged.
  func keywords(_ connectionString: String) -> [(String, String)] {
    [
      ("client_encoding", "UTF8"), ("fallback_application_name", applicationName),
      ("target_session_attrs", "read-write"), ("options", options), ("keepalives", "1"),
      ("keepalives_idle", "5"), ("keepalives_interval", "2"), ("keepalives_count", "3"),
      // Milliseconds after which unanswered data ends the connection.
      ("tcp_user_timeout", "10000"), ("dbname", connectionString),
    ]
  }

  /// A client whose machine is gone without a word leaves its session behind, with the locks of its transaction: by its
  /// own settings Linux would keep both for two hours.
  private static let serverKeepalives = [
    (name: "tcp_keepalives_idle", value: "\(PostgresLimits.serverKeepaliveIdle)"),
    (name: "tcp_keepalives_interval", value: "\(PostgresLimits.serverKeepaliveInterval)"),
    (name: "tcp_keepalives_count", value: "\(PostgresLimits.serverKeepaliveCount)"),
  ]

  private var options: String {
    settings.map { setting in
      let value = setting.value.map { $0 == " " || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
      return "-c \(setting.name)=\(value)"
    }.joined(separator: " ")
  }
}

/// A message of the server that is no error.
public struct Notice: Sendable {
  /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`.
  public let severity: String
  /// The code, as in `DatabaseError`.
  public let sqlstate: String
  /// The message.
  public let message: String
}
