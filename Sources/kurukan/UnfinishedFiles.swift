import Dispatch
import Glibc
import Synchronization

/// Names of files that are not whole yet. A signal that ends the program takes them away first.
enum UnfinishedFiles {
  private struct State: @unchecked Sendable {
    var paths: Set<String> = []
    /// Who waits for signals while there are paths.
    var sources: [any DispatchSourceSignal] = []

    mutating func disarm() {
      guard paths.isEmpty else { return }
      sources.forEach(SignalWatch.end)
      sources = []
    }
  }

  private static let state = Mutex(State())

  /// Creates a file whose name is kept until ``remove(_:)``; no signal comes between. The file's descriptor, or a negative
  /// number with `errno`.
  static func create(_ path: String, _ open: () -> Int32) -> Int32 {
    state.withLock { state in
      if state.paths.isEmpty {
        state.sources = [SIGINT, SIGTERM, SIGHUP].compactMap { number in
          SignalWatch.watch(number) { end(by: number) }
        }
      }
      let descriptor = open()
      let error = errno
      if descriptor >= 0 { state.paths.insert(path) } else { state.disarm() }
      errno = error
      return descriptor
    }
  }

  static func remove(_ path: String) {
    state.withLock { state in
      state.paths.remove(path)
      state.disarm()
    }
  }

  private static func end(by number: Int32) {
    state.withLock { state in
      for path in state.paths { unlink(path) }
      SignalWatch.die(by: number)
    }
  }
}
