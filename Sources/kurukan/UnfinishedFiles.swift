import Dispatch
import Glibc
import Synchronization

/// Names of files that are not whole yet. A signal that ends the program takes them away first.
enum UnfinishedFiles {
  private struct State: @unchecked Sendable {
    var paths: Set<String> = []
    /// Who waits for signals while there are paths.
    var sources: [any DispatchSourceSignal] = []
  }

  private static let state = Mutex(State())

  static func add(_ path: String) {
    state.withLock { state in
      if state.paths.isEmpty { state.sources = [SIGINT, SIGTERM, SIGHUP].compactMap(watch) }
      state.paths.insert(path)
    }
  }

  static func remove(_ path: String) {
    state.withLock { state in
      guard state.paths.remove(path) != nil, state.paths.isEmpty else { return }
      for source in state.sources {
        source.cancel()
        signal(Int32(source.handle), SIG_DFL)
      }
      state.sources = []
    }
  }

  /// Nil if the signal is ignored or handled already, as `nohup` has it.
  private static func watch(_ number: Int32) -> (any DispatchSourceSignal)? {
    var current = sigaction()
    guard sigaction(number, nil, &current) == 0, isDefault(current) else { return nil }
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { end(by: number) }
    source.resume()
    return source
  }

  private static func isDefault(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0
  }

  private static func end(by number: Int32) {
    state.withLock { state in
      for path in state.paths { unlink(path) }
      signal(number, SIG_DFL)
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, number)
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      raise(number)
    }
  }
}
