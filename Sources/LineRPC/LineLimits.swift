import JSONBytes

/// Every limit of the protocol, in one place. The standard values can be changed by the server's
/// configuration; `Server/Info` returns those in force.
public struct LineLimits: Sendable, Equatable {
  /// Bytes of one line from the client, without its end. A record has 1 KB, the largest 256 KiB.
  public var lineBytes = 1 << 20
  /// Calls of one connection that run at once. Reading stops while there are as many.
  public var callsPerConnection = 1_024
  /// Bytes of requests that the running calls of one connection hold, and of messages of streams that they have not
  /// taken. Reading stops above.
  public var requestBytesPerConnection = 16 << 20
  /// Bytes of answers that wait for one client to read them. Reading stops above.
  public var answerBytesPerConnection = 8 << 20
  /// Bytes that wait for one client before its server streams pause. Enough to keep a fast link busy.
  public var streamWindowBytes = 1 << 20
  /// Connections at once.
  public var connections = 1_024
  /// Calls of all connections that run at once.
  public var callsPerServer = 16_384
  /// Bytes of requests and messages that all running calls hold. Above, no call begins; above half of it, each connection
  /// may hold as many as a stranger.
  public var requestBytesPerServer = 256 << 20
  /// How long a connection may take until its first line can come: for TLS's handshake, and for a PROXY header.
  public var handshakeSeconds = 10
  /// How long a connection may be silent with no call open.
  public var idleSeconds = 600
  /// How long it is counted how much of its answers a client reads, before it is closed for reading too little.
  public var slowReaderSeconds = 30
  /// Bytes a second that a client must read while answers wait, over ``slowReaderSeconds``. A bad link over a satellite
  /// has ten times as much.
  public var slowReaderBytesPerSecond = 512
  /// Lines over the limit, with no good line between them, after which the connection is closed.
  public var breachesPerConnection = 16
  /// Calls refused for want of a credential, after which the connection is closed.
  public var authenticationFailures = 100
  /// How old a connection gets. Then its calls end and it is closed, so that connections spread over servers anew.
  public var ageSeconds = 86_400

  // What a stranger may: a connection over which no valid credential has come.

  /// How long a connection may go on without a valid credential.
  public var strangerSeconds = 120
  /// Lines that a stranger may send at once. Reading stops above.
  public var strangerLines = 128
  /// Lines a second that a stranger may send after that. A person types fewer, a probe asks less often.
  public var strangerLinesPerSecond = 32
  /// Calls of a stranger that run at once. Reading stops while there are as many.
  public var strangerCalls = 16
  /// Bytes of requests that a stranger's running calls hold. Reading stops above.
  public var strangerRequestBytes = 64 << 10
  /// Bytes of answers that wait for a stranger to read them. Reading stops above, and server streams pause.
  public var strangerAnswerBytes = 64 << 10

  // What all connections together may.

  /// Bytes of unread answers of all connections. Above, each may hold as many as a stranger.
  public var answerBytesPerServer = 128 << 20
  /// Bytes of unfinished lines of all connections. Above, a line over ``shortLineBytes`` is skipped.
  public var lineBytesPerServer = 64 << 20

  /// Bytes of unfinished lines up to which a stranger's are held: the rest is for who has shown a credential.
  public var lineBytesForStrangers: Int { lineBytesPerServer / 2 }
  /// Bytes of requests, of whomever, up to which a stranger's calls begin that have more than ``shortLineBytes``. Less than
  /// what makes the server hold everybody to less.
  public var requestBytesForStrangers: Int { requestBytesPerServer / 4 }

  /// Bytes of an unfinished line that a connection may hold whatever the others do.
  public static let shortLineBytes = 8 << 10
  /// Bytes of an id.
  public static let idBytes = 128
  /// Bytes of a method's name.
  public static let methodBytes = 256
  /// Bytes of `meta`.
  public static let metaBytes = 8 << 10
  /// Seconds in the longest timeout a call may ask for.
  public static let timeoutSeconds = 86_400
  /// Characters of a name or a value of the client that an answer repeats.
  public static let quotedCharacters = 200
  /// Characters of a sentence in an answer, which may repeat the client's words.
  public static let messageCharacters = 2_000
  /// Field violations in one answer; the message says how many there are.
  public static let violations = 100

  /// The standard values.
  public static let standard = LineLimits()

  /// Standard values, to be changed one by one.
  public init() {}
}

extension LineLimits {
  /// One limit, for documentation and `Server/Info`.
  public struct Entry: Sendable, Equatable {
    /// The limit's name, lower camel case.
    public let name: String
    /// Its value in force.
    public let value: Int
    /// What it limits and what happens then.
    public let meaning: String
  }

  /// Every limit with its value in force, in the order of the documentation.
  public var entries: [Entry] {
    [
      Entry("lineBytes", lineBytes, "bytes of a line; a longer one is skipped and answered `LINE_TOO_LONG`"),
      Entry("idBytes", Self.idBytes, "bytes of an `id` as written"),
      Entry("methodBytes", Self.methodBytes, "bytes of a `method`"),
      Entry("metaBytes", Self.metaBytes, "bytes of `meta`"),
      Entry("timeoutSeconds", Self.timeoutSeconds, "the longest `meta.timeout`"),
      Entry("jsonDepth", JSONLimits.depth, "arrays and objects within one another; more is no JSON"),
      Entry("jsonMembers", JSONLimits.membersPerObject, "members of one object; more is no JSON"),
      Entry("jsonNumberCharacters", JSONLimits.numberLength, "characters of a number; more is no JSON"),
      Entry("quotedCharacters", Self.quotedCharacters, "characters of a client's name or value that an answer repeats"),
      Entry("messageCharacters", Self.messageCharacters, "characters of a sentence in an answer"),
      Entry("violations", Self.violations, "entries in the `details` of one answer"),
      Entry("callsPerConnection", callsPerConnection, "calls running; above, the server stops reading"),
      Entry(
        "requestBytesPerConnection", requestBytesPerConnection,
        "bytes of running requests, and of streams' messages that wait to be taken; above, the server stops reading"),
      Entry(
        "answerBytesPerConnection", answerBytesPerConnection,
        "bytes of unread answers; above, the server stops reading"),
      Entry("streamWindowBytes", streamWindowBytes, "bytes of unread answers; above, server streams pause"),
      Entry(
        "connections", connections, "connections; one more is answered `TOO_MANY_CONNECTIONS` and closed"),
      Entry("callsPerServer", callsPerServer, "calls running; one more is answered `TOO_MANY_CALLS`"),
      Entry(
        "requestBytesPerServer", requestBytesPerServer,
        "bytes of the same of all connections; one more is answered `TOO_MANY_CALLS`, a stranger's of more than"
          + " `shortLineBytes` above a quarter of it, and above half of it `strangerRequestBytes` holds for each"),
      Entry(
        "handshakeSeconds", handshakeSeconds,
        "a TLS handshake, and a PROXY header before it; then closed without a word"),
      Entry(
        "answerBytesPerServer", answerBytesPerServer,
        "bytes of unread answers of all connections; above, `strangerAnswerBytes` holds for each"),
      Entry(
        "lineBytesPerServer", lineBytesPerServer,
        "bytes of unfinished lines of all connections; above, and a stranger's above half of it, a line over"
          + " `shortLineBytes` is skipped and answered `TOO_MANY_CALLS`"),
      Entry("shortLineBytes", Self.shortLineBytes, "bytes of a line that is never skipped for those of others"),
      Entry("idleSeconds", idleSeconds, "silence with no call open; then closed with `IDLE`"),
      Entry(
        "slowReaderSeconds", slowReaderSeconds,
        "answers waiting with too few bytes read; then closed with `SLOW_READER`"),
      Entry(
        "slowReaderBytesPerSecond", slowReaderBytesPerSecond,
        "bytes of waiting answers that a client must read a second, over `slowReaderSeconds`"),
      Entry(
        "breachesPerConnection", breachesPerConnection,
        "over-long lines without a good one between; then closed with `REPEATED_BREACH`"),
      Entry(
        "authenticationFailures", authenticationFailures,
        "`UNAUTHENTICATED` answers; then closed with `AUTHENTICATION_FAILURES`"),
      Entry("ageSeconds", ageSeconds, "age of a connection; then its calls end and it is closed with `CONNECTION_AGE`"),
      Entry(
        "strangerSeconds", strangerSeconds,
        "time within which a valid credential comes; then closed with `AUTHENTICATION_TIMEOUT`"),
      Entry("strangerLines", strangerLines, "lines at once before a valid credential has come; then the server waits"),
      Entry("strangerLinesPerSecond", strangerLinesPerSecond, "lines a second after those"),
      Entry(
        "strangerCalls", strangerCalls, "calls running without a valid credential; above, the server stops reading"),
      Entry(
        "strangerRequestBytes", strangerRequestBytes,
        "bytes of running requests without a valid credential; above, the server stops reading"),
      Entry(
        "strangerAnswerBytes", strangerAnswerBytes,
        "bytes of unread answers without a valid credential; above, the server stops reading and streams pause"),
    ]
  }
}

extension LineLimits.Entry {
  fileprivate init(_ name: String, _ value: Int, _ meaning: String) {
    self.name = name
    self.value = value
    self.meaning = meaning
  }
}
