import JSONBytes
import Synchronization

/// Values that a streaming closure collects.
final class Collected: Sendable {
  private let state = Mutex<[JSONValue]>([])

  func append(_ value: JSONValue) { state.withLock { $0.append(value) } }

  var values: [JSONValue] { state.withLock { $0 } }
}

/// Numbers that never repeat within a process.
final class Serial: Sendable {
  private let last = Atomic<Int>(0)

  func next() -> Int { last.wrappingAdd(1, ordering: .relaxed).newValue }
}
