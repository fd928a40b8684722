import CLinux
import Synchronization

/// Has the allocator give memory back to the system once a crowd of connections has gone.
///
/// What a flood of connections held is free then, but glibc keeps it for the next one, in arenas of every thread.
final class MemoryTrimming: Sendable {
  private let departures = Mutex(Departures())

  /// A connection has gone.
  func noteGone() {
    guard departures.withLock({ $0.noteGone() }) else { return }
    Task.detached(priority: .background) { [self] in
      var look = Departures.Look(trims: false, goesOn: true)
      while look.goesOn {
        try? await Task.sleep(for: Departures.delay)
        look = departures.withLock { $0.look() }
        if look.trims { kurukan_return_memory() }
      }
    }
  }
}
