import LineRPC
import Synchronization
import Violations

/// Lets so many renderings work at once; the others wait in the order in which they came.
final class WorkerGate: Sendable {
  private struct Waiter {
    let number: UInt64
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var working = 0
    var waiters: [Waiter] = []
    /// Those who are on their way in; with a reason once they gave up before they stood in the queue.
    var arriving: [UInt64: Status?] = [:]
    var nextNumber: UInt64 = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let limits: PluginHostLimits

  init(limits: PluginHostLimits) { self.limits = limits }

  /// How many work and how many wait.
  var load: (working: Int, waiting: Int) { state.withLock { ($0.working, $0.waiters.count) } }

  /// Waits for a place until `deadline`. Whoever returns from here must leave.
  func enter(until deadline: ContinuousClock.Instant) async throws {
    if try enterAtOnce() { return }
    let number = state.withLock { state in
      state.nextNumber += 1
      state.arriving.updateValue(nil, forKey: state.nextNumber)
      return state.nextNumber
    }
    defer { state.withLock { _ = $0.arriving.removeValue(forKey: number) } }
    let timer = Task {
      try await Task.sleep(until: deadline, clock: .continuous)
      self.giveUp(
        number,
        Status(
          .deadlineExceeded,
          Wording(en: "No worker was free in time.", fr: "Aucun processus ne s’est libéré à temps.")))
    }
    defer { timer.cancel() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        queue(Waiter(number: number, continuation: continuation))
      }
    } onCancel: {
      giveUp(
        number,
        Status(
          .cancelled,
          Wording(
            en: "The rendering was cancelled while it waited for a worker.",
            fr: "La production du rapport a été annulée alors qu’elle attendait un processus.")))
    }
  }

  /// Gives the place to the next.
  func leave() {
    let next = state.withLock { state -> Waiter? in
      guard !state.waiters.isEmpty else {
        state.working -= 1
        return nil
      }
      return state.waiters.removeFirst()
    }
    next?.continuation.resume()
  }

  /// Refuses all that wait and all that come.
  func close() {
    let waiters = state.withLock { state in
      defer { state.waiters = [] }
      state.isClosed = true
      return state.waiters
    }
    for waiter in waiters { waiter.continuation.resume(throwing: Self.closedFault) }
  }

  private static var closedFault: Status { .hostStopping }

  private func enterAtOnce() throws -> Bool {
    try state.withLock { state in
      guard !state.isClosed else { throw Self.closedFault }
      guard state.working < limits.workers else {
        guard state.waiters.count < limits.waiting else {
          throw Status(
            .renderingLimit,
            Wording(
              en: "\(limits.workers) reports are being rendered and \(limits.waiting) wait; try again later.",
              fr: "\(limits.workers) rapports sont en cours de production et \(limits.waiting) attendent ; réessayez"
                + " plus tard."),
            retryAfter: .seconds(5))
        }
        return false
      }
      state.working += 1
      return true
    }
  }

  private func queue(_ waiter: Waiter) {
    let answer = state.withLock { state -> Result<Void, any Error>? in
      if state.isClosed { return .failure(Self.closedFault) }
      if case .some(.some(let reason)) = state.arriving[waiter.number] { return .failure(reason) }
      guard state.working >= limits.workers else {
        state.working += 1
        return .success(())
      }
      state.waiters.append(waiter)
      return nil
    }
    if let answer { waiter.continuation.resume(with: answer) }
  }

  private func giveUp(_ number: UInt64, _ reason: Status) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
        if state.arriving[number] != nil { state.arriving[number] = .some(reason) }
        return nil
      }
      return state.waiters.remove(at: index)
    }
    waiter?.continuation.resume(throwing: reason)
  }
}
