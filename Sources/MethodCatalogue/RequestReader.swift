public import LineRPC

/// Reads the messages of a client's stream.
public struct RequestReader: Sendable {
  private let take: @Sendable () async throws -> [ClientItem]?

  /// A reader that gets the messages from `take`, for testing a method without a server.
  public init(_ take: @escaping @Sendable () async throws -> [ClientItem]?) { self.take = take }

  /// The messages that have come since, at least one, in order; waits for them. Nil after the last.
  ///
  /// What is not taken stays in the connection, which stops reading when that is much: a method takes no more than it
  /// can deal with. Throws `INPUT_ENDED` if the client has closed its side without ending the stream, and
  /// `CancellationError` once the call is cancelled, late, or without a client.
  public func next() async throws -> [ClientItem]? { try await take() }
}
