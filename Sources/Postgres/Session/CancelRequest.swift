import CLibPQ
import Glibc

/// Asks the server, over a connection of its own, to stop a statement.
///
/// `PQcancel` blocks, so it runs on a thread of its own; it has its own copy of the address, and libpq
/// allows it beside any use of the connection. It is one attempt: without it, or when it is lost, the
/// connection is given up after `PostgresLimits.cancellation`.
final class CancelRequest: Sendable {
  private let signals: ConnectionSignals
  // Only the thread below uses it, once.
  nonisolated(unsafe) private let request: OpaquePointer

  private init(_ request: OpaquePointer, _ signals: ConnectionSignals) {
    self.request = request
    self.signals = signals
  }

  deinit { PQfreeCancel(request) }

  static func send(for connection: OpaquePointer, _ signals: ConnectionSignals) {
    guard let handle = PQgetCancel(connection) else { return }
    let reference = Unmanaged.passRetained(CancelRequest(handle, signals))
    signals.cancelRequestStarts()
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<CancelRequest>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, reference.toOpaque())
    if result == 0 {
      pthread_detach(thread)
    } else {
      reference.release()
      signals.cancelRequestEnds()
    }
  }

  private func run() {
    var text = [CChar](repeating: 0, count: 256)
    _ = PQcancel(request, &text, Int32(text.count))
    signals.cancelRequestEnds()
  }
}
