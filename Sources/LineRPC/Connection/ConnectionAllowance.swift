/// What a connection may hold at once.
struct ConnectionAllowance {
  let calls: Int
  let requestBytes: Int
  let answerBytes: Int
  let streamWindowBytes: Int

  /// - Parameters:
  ///   - isKnown: whether a valid credential has come over the connection.
  ///   - pressure: what all connections together hold too much of; of that, each may hold as much as a stranger.
  init(_ limits: LineLimits, isKnown: Bool, _ pressure: ServerPressure) {
    calls = isKnown ? limits.callsPerConnection : min(limits.strangerCalls, limits.callsPerConnection)
    requestBytes =
      !isKnown || pressure.contains(.requests)
      ? min(limits.strangerRequestBytes, limits.requestBytesPerConnection) : limits.requestBytesPerConnection
    answerBytes =
      !isKnown || pressure.contains(.answers)
      ? min(limits.strangerAnswerBytes, limits.answerBytesPerConnection) : limits.answerBytesPerConnection
    streamWindowBytes = min(limits.streamWindowBytes, answerBytes)
  }
}

/// What all connections of a server together hold as much of as they may.
public struct ServerPressure: OptionSet, Sendable {
  /// The members' bits.
  public let rawValue: UInt8

  /// A set of the members whose bits are set.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Bytes of requests and of streams' messages that calls have not taken.
  public static let requests = ServerPressure(rawValue: 1)
  /// Bytes of answers that clients have not read.
  public static let answers = ServerPressure(rawValue: 2)
}
