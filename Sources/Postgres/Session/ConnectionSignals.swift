import CLinux
import Synchronization

/// What other threads may tell a connection, or ask about it, while its own thread is in a statement.
final class ConnectionSignals: Sendable {
  enum State: UInt8 {
    case idle, inTransaction, broken
  }

  let descriptor: Int32
  private let cancelledOperation = Atomic<UInt64>(0)
  private let cancelRequestsUnderWay = Atomic<Int>(0)
  private let stateValue = Atomic<UInt8>(State.idle.rawValue)

  init() throws(DatabaseError) {
    descriptor = kurukan_eventfd_create()
    guard descriptor >= 0 else {
      throw DatabaseError(.connectFailed, "No descriptor is left for the connection.")
    }
  }

  deinit { closeDescriptor(descriptor) }

  var state: State {
    get { State(rawValue: stateValue.load(ordering: .acquiring)) ?? .broken }
    set { stateValue.store(newValue.rawValue, ordering: .releasing) }
  }

  /// Asks the operation with this number, and no later one, to stop.
  func cancel(operation: UInt64) {
    cancelledOperation.store(operation, ordering: .releasing)
    kurukan_eventfd_signal(descriptor)
  }

  func isCancelled(_ operation: UInt64) -> Bool { cancelledOperation.load(ordering: .acquiring) == operation }

  var hasCancelRequestUnderWay: Bool { cancelRequestsUnderWay.load(ordering: .acquiring) > 0 }

  func cancelRequestStarts() { cancelRequestsUnderWay.add(1, ordering: .acquiringAndReleasing) }

  func cancelRequestEnds() {
    cancelRequestsUnderWay.subtract(1, ordering: .acquiringAndReleasing)
    kurukan_eventfd_signal(descriptor)
  }

  func clear() { kurukan_eventfd_clear(descriptor) }
}
