import LineRPC
import Synchronization

/// A connection as it is kept between calls.
final class KeptConnection: Sendable {
  let client: LineClient
  private let isLossCounted = Atomic(false)

  init(_ client: LineClient) { self.client = client }

  /// Whether this is the first that is heard of the connection's loss: it costs once, however many calls it fails.
  func countsLoss() -> Bool { !isLossCounted.exchange(true, ordering: .relaxed) }
}
