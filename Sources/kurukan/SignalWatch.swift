import Dispatch
import Glibc
import Synchronization

/// Signals that would end the program, told to it first.
enum SignalWatch {
  /// Calls `handler` for every signal of a number. Nil if the signal is ignored or handled already, as `nohup` has it.
  static func watch(_ number: Int32, _ handler: @escaping @Sendable () -> Void) -> (any DispatchSourceSignal)? {
    var current = sigaction()
    guard sigaction(number, nil, &current) == 0, isDefault(current) else { return nil }
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handler)
    // Dispatch begins to listen on a thread of its own. Whoever goes on before it does may be sent a signal that is lost.
    let listens = DispatchSemaphore(value: 0)
    source.setRegistrationHandler { listens.signal() }
    source.resume()
    listens.wait()
    return source
  }

  /// Watches no longer.
  static func end(_ source: any DispatchSourceSignal) {
    source.cancel()
    signal(Int32(source.handle), SIG_DFL)
  }

  /// Ends the program as the signal does that nobody handles.
  static func die(by number: Int32) {
    signal(number, SIG_DFL)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
  }

  private static func isDefault(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0
  }
}

/// The first of a person's signals to stop; the second ends the program at once.
final class InterruptSignals: @unchecked Sendable {
  private let first = Mutex<Int32?>(nil)
  private var sources: [any DispatchSourceSignal] = []

  /// - Parameter stop: is called with the first signal.
  init(_ stop: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].compactMap { number in
      SignalWatch.watch(number) { [self] in
        let isFirst = first.withLock { first in
          defer { first = first ?? number }
          return first == nil
        }
        if isFirst { stop() } else { SignalWatch.die(by: number) }
      }
    }
  }

  /// The number of the first signal that came.
  var received: Int32? { first.withLock { $0 } }
}
