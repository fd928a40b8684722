import LineRPC

/// Carries records to a server until each has its fate, over lost connections and restarts. What becomes of them it tells
/// the ledger.
protocol RecordSender: Sendable {
  /// Hands a record over; waits while too many are on their way.
  ///
  /// - Throws: why no more records can be sent.
  func send(_ line: RecordLine) async throws(Status)

  /// Returns once every record that was handed over has its fate.
  func settle() async throws(Status)

  /// Lets go of the connection.
  func close() async
}
