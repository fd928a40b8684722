import LineRPC
import Synchronization
import Testing

@testable import MethodCatalogue

@Suite("Places of a caller") struct CallPlacesTests {
  private static let amina = CallPlaces.Place(principal: "amina", cost: .database)

  private final class Entered: Sendable {
    let numbers = Mutex<[Int]>([])
  }

  @Test("Whoever waited longest is next, and all come in") func order() async throws {
    let places = CallPlaces()
    let place = Self.amina
    try await places.enter(place, limit: 1)
    let entered = Entered()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await places.enter(place, limit: 1)
          entered.numbers.withLock { $0.append(number) }
          places.leave(place)
        }
        while places.waitingCount <= number { await Task.yield() }
      }
      #expect(entered.numbers.withLock { $0.isEmpty })
      places.leave(place)
      try await group.waitForAll()
    }
    #expect(entered.numbers.withLock { $0 } == Array(0..<20))
    try await places.enter(place, limit: 1)
  }

  @Test("Who is cancelled waits no longer, before or while it waits, and takes no place") func cancelled() async throws
  {
    let places = CallPlaces()
    let place = Self.amina
    try await places.enter(place, limit: 1)
    let waiting = Task { try await places.enter(place, limit: 1) }
    while places.waitingCount < 1 { await Task.yield() }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(places.waitingCount == 0)
    let before = Task {
      while !Task.isCancelled { await Task.yield() }
      try await places.enter(place, limit: 1)
    }
    before.cancel()
    await #expect(throws: CancellationError.self) { try await before.value }
    places.leave(place)
    try await places.enter(place, limit: 1)
  }

  @Test("Beyond so many that wait, the next is refused and may come again") func full() async throws {
    let places = CallPlaces()
    let place = Self.amina
    try await places.enter(place, limit: 1)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<CallPlaces.waitingLimit {
        group.addTask {
          try await places.enter(place, limit: 1)
          places.leave(place)
        }
      }
      while places.waitingCount < CallPlaces.waitingLimit { await Task.yield() }
      let refused = await #expect(throws: Status.self) { try await places.enter(place, limit: 1) }
      #expect(refused?.reason == .tooManyCalls && refused?.retryAfter != nil)
      places.leave(place)
      try await group.waitForAll()
    }
    #expect(places.waitingCount == 0)
  }
}
