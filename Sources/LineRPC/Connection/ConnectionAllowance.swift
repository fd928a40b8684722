/// What a connection may hold at once.
struct ConnectionAllowance {
  let calls: Int
  let requestBytes: Int
  let answerBytes: Int
  let streamWindowBytes: Int

  /// - Parameters:
  ///   - isKnown: whether a valid credential has come over the connection.
  ///   - isServerPressed: whether all connections together hold as many unread answers as they may.
  init(_ limits: LineLimits, isKnown: Bool, isServerPressed: Bool) {
    calls = isKnown ? limits.callsPerConnection : min(limits.strangerCalls, limits.callsPerConnection)
    requestBytes =
      isKnown
      ? limits.requestBytesPerConnection : min(limits.strangerRequestBytes, limits.requestBytesPerConnection)
    let isShort = !isKnown || isServerPressed
    answerBytes =
      isShort ? min(limits.strangerAnswerBytes, limits.answerBytesPerConnection) : limits.answerBytesPerConnection
    streamWindowBytes = min(limits.streamWindowBytes, answerBytes)
  }
}
