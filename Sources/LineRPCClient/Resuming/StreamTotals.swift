/// How many items of a stream were settled, and how.
public struct StreamTotals: Sendable, Equatable {
  /// Stored for the first time.
  public var created: Int
  /// Stored as a new revision.
  public var revised: Int
  /// Stored already: by somebody before, or by this stream before its connection was lost and its answer with it.
  public var duplicates: Int
  /// Refused for good.
  public var rejected: Int

  /// Nothing, unless given.
  public init(created: Int = 0, revised: Int = 0, duplicates: Int = 0, rejected: Int = 0) {
    self.created = created
    self.revised = revised
    self.duplicates = duplicates
    self.rejected = rejected
  }

  /// All of them.
  public var settled: Int { created + revised + duplicates + rejected }

  static func + (left: StreamTotals, right: StreamTotals) -> StreamTotals {
    StreamTotals(
      created: left.created + right.created, revised: left.revised + right.revised,
      duplicates: left.duplicates + right.duplicates, rejected: left.rejected + right.rejected)
  }
}
