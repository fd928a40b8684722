import CLinux
import Synchronization

/// Has the allocator give memory back to the system once many connections have gone.
///
/// What a flood of connections held is free then, but glibc keeps it for the next one, in arenas of every thread.
final class MemoryTrimming: Sendable {
  /// Connections that must have gone before it is worth the walk through the heap.
  private static let connections = 64
  /// How long it waits for more of them to go.
  private static let delay: Duration = .seconds(5)

  private struct Guarded {
    var gone = 0
    var isScheduled = false
  }

  private let guarded = Mutex(Guarded())

  /// A connection has gone.
  func noteGone() {
    let mustSchedule = guarded.withLock { state in
      state.gone += 1
      guard state.gone >= Self.connections, !state.isScheduled else { return false }
      state.isScheduled = true
      return true
    }
    guard mustSchedule else { return }
    Task.detached(priority: .background) { [self] in
      try? await Task.sleep(for: Self.delay)
      guarded.withLock { $0 = Guarded() }
      kurukan_return_memory()
    }
  }
}
