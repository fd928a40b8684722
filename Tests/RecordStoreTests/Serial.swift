import Synchronization

/// Numbers that never repeat within a process.
final class Serial: Sendable {
  private let last = Atomic<Int>(0)

  func next() -> Int { last.wrappingAdd(1, ordering: .relaxed).newValue }
}
