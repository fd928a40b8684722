/// Writes the messages of a server's stream.
public struct ResponseWriter: Sendable {
  private let send: @Sendable ([UInt8]) async throws -> Void

  /// A writer that hands each message to `send`, for testing a method without a server.
  public init(_ send: @escaping @Sendable ([UInt8]) async throws -> Void) { self.send = send }

  /// Writes one JSON value. Returns when there is room for the next, that is, not while the client is slow to
  /// read. Throws `CancellationError` once the call is cancelled, late, or without a client.
  public func write(_ json: [UInt8]) async throws { try await send(json) }
}
