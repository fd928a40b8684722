public import LineRPC

/// What a stream tells of its items, each once.
public enum ResumingStreamEvent: Sendable, Equatable {
  /// The item of this index is refused for good; the stream goes on.
  case rejected(Int, Status)
  /// The item of this index is stored, with warnings: one JSON object, with `index`, `kind`, `programme`, `key` and
  /// `warnings`.
  case warned(Int, [UInt8])
  /// Every item below this index is settled for good, and what was to be told of it was told. The totals are of the
  /// whole stream, from its first item.
  case acknowledged(Int, StreamTotals)
}

/// Why a stream has stopped before its end, and what is settled.
public struct ResumingStreamFailure: Error, Sendable {
  /// The server's failure or the client's as a `Status`, or the error that the source or the handler has thrown.
  public let cause: any Error
  /// Every item below this index is settled for good: a stream that is started again with it as its first index goes on
  /// where this one has stopped.
  public let acknowledged: Int
  /// What became of the items that are settled.
  public let totals: StreamTotals
}
