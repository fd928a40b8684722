public import JSONBytes
import Synchronization

/// Values that a streaming closure collects.
public final class Collected: Sendable {
  private let state = Mutex<[JSONValue]>([])

  /// None yet.
  public init() {}

  /// Adds a value.
  public func append(_ value: JSONValue) { state.withLock { $0.append(value) } }

  /// All values, in the order in which they came.
  public var values: [JSONValue] { state.withLock { $0 } }
}
