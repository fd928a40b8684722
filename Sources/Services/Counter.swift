import Synchronization

/// A sum that a streaming closure adds to.
final class Counter: Sendable {
  private let sum = Atomic<Int>(0)

  func add(_ count: Int) { sum.wrappingAdd(count, ordering: .relaxed) }

  var value: Int { sum.load(ordering: .relaxed) }
}
