import LineRPC
import Synchronization
import Violations

/// The places that each caller has for calls of each cost. Who finds none free waits for its turn, so that somebody who
/// asks for much at once is slowed down and not sent away; nobody waits for the calls of another.
final class CallPlaces: Sendable {
  struct Place: Hashable, Sendable {
    let principal: String
    let cost: MethodCost
  }

  /// The most calls of one caller and cost that wait.
  static let waitingLimit = 512

  private struct Room {
    var taken = 0
    var waiting: [(number: Int, entry: CheckedContinuation<Void, any Error>)] = []
  }

  private struct State {
    var rooms: [Place: Room] = [:]
    var lastNumber = 0
    /// Calls that were cancelled before they waited.
    var cancelled: Set<Int> = []
  }

  private let state = Mutex(State())

  /// Takes a place as soon as one is free. Leave it with ``leave(_:)``.
  ///
  /// - Throws: `TOO_MANY_CALLS` if too many wait already, `CancellationError` if the task was cancelled meanwhile.
  func enter(_ place: Place, limit: Int) async throws {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    defer { state.withLock { _ = $0.cancelled.remove(number) } }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { entry in
        let answer: Result<Void, any Error>? = state.withLock { state in
          guard state.cancelled.remove(number) == nil else { return .failure(CancellationError()) }
          let room = state.rooms[place] ?? Room()
          guard room.taken >= limit else {
            state.rooms[place, default: Room()].taken += 1
            return .success(())
          }
          guard room.waiting.count < Self.waitingLimit else { return .failure(Status.tooManyWait(limit)) }
          state.rooms[place, default: Room()].waiting.append((number, entry))
          return nil
        }
        if let answer { entry.resume(with: answer) }
      }
    } onCancel: {
      let entry = state.withLock { state -> CheckedContinuation<Void, any Error>? in
        guard let index = state.rooms[place]?.waiting.firstIndex(where: { $0.number == number }) else {
          state.cancelled.insert(number)
          return nil
        }
        return state.rooms[place]?.waiting.remove(at: index).entry
      }
      entry?.resume(throwing: CancellationError())
    }
  }

  /// Gives a place to whoever waited longest.
  func leave(_ place: Place) {
    let entry = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      guard var room = state.rooms[place] else { return nil }
      defer { state.rooms[place] = room.taken == 0 ? nil : room }
      guard room.waiting.isEmpty else { return room.waiting.removeFirst().entry }
      room.taken -= 1
      return nil
    }
    entry?.resume()
  }

  /// How many wait.
  var waitingCount: Int { state.withLock { $0.rooms.values.reduce(0) { $0 + $1.waiting.count } } }
}

extension Status {
  fileprivate static func tooManyWait(_ limit: Int) -> Status {
    let waiting = CallPlaces.waitingLimit
    return Status(
      .tooManyCalls,
      Wording(
        en: "This token has \(limit) calls of this kind at work and \(waiting) that wait.",
        fr: "Ce jeton a \(limit) appels de ce genre en cours et \(waiting) en attente."),
      retryAfter: .seconds(1))
  }
}
