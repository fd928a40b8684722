extension LineLimits {
  /// A limit that can be set, and to what.
  public struct Setting: Sendable {
    /// Its name, as in ``Entry``.
    public let name: String
    /// The values that it may have.
    public let range: ClosedRange<Int>
    /// Whether it holds for each connection by itself, so that it can be changed for those to come.
    public var isOfConnection: Bool { name != "connections" && !name.hasSuffix("PerServer") }
    let path: any WritableKeyPath<LineLimits, Int> & Sendable
  }

  private static let bytes = 1_024...(1 << 30)
  private static let counts = 1...1_000_000
  private static let seconds = 1...604_800

  /// Every limit that can be set.
  public static let settings = [
    Setting(name: "lineBytes", range: 1_024...(64 << 20), path: \.lineBytes),
    Setting(name: "callsPerConnection", range: counts, path: \.callsPerConnection),
    Setting(name: "requestBytesPerConnection", range: bytes, path: \.requestBytesPerConnection),
    Setting(name: "answerBytesPerConnection", range: bytes, path: \.answerBytesPerConnection),
    Setting(name: "streamWindowBytes", range: bytes, path: \.streamWindowBytes),
    Setting(name: "connections", range: counts, path: \.connections),
    Setting(name: "callsPerServer", range: counts, path: \.callsPerServer),
    Setting(name: "requestBytesPerServer", range: bytes, path: \.requestBytesPerServer),
    Setting(name: "answerBytesPerServer", range: bytes, path: \.answerBytesPerServer),
    Setting(name: "lineBytesPerServer", range: bytes, path: \.lineBytesPerServer),
    Setting(name: "handshakeSeconds", range: 1...600, path: \.handshakeSeconds),
    Setting(name: "idleSeconds", range: seconds, path: \.idleSeconds),
    Setting(name: "slowReaderSeconds", range: 1...3_600, path: \.slowReaderSeconds),
    Setting(name: "slowReaderBytesPerSecond", range: 1...(1 << 20), path: \.slowReaderBytesPerSecond),
    Setting(name: "breachesPerConnection", range: counts, path: \.breachesPerConnection),
    Setting(name: "authenticationFailures", range: counts, path: \.authenticationFailures),
    Setting(name: "ageSeconds", range: seconds, path: \.ageSeconds),
    Setting(name: "strangerSeconds", range: seconds, path: \.strangerSeconds),
    Setting(name: "strangerLines", range: counts, path: \.strangerLines),
    Setting(name: "strangerLinesPerSecond", range: counts, path: \.strangerLinesPerSecond),
    Setting(name: "strangerCalls", range: counts, path: \.strangerCalls),
    Setting(name: "strangerRequestBytes", range: bytes, path: \.strangerRequestBytes),
    Setting(name: "strangerAnswerBytes", range: bytes, path: \.strangerAnswerBytes),
  ]

  /// The value of a limit, which must be within its range.
  public subscript(setting: Setting) -> Int {
    get { self[keyPath: setting.path] }
    set { self[keyPath: setting.path] = newValue }
  }
}
