import Postgres

/// Asks the database for tokens that memory does not know: all that wait go as one question, and one question is on its
/// way at a time. However many guess, they take one connection and one look at an index each.
actor TokenLookups {
  /// The most ids of one question.
  static let batch = 1_000

  private let find: @Sendable ([String]) async throws -> [KnownToken]
  private var waiting: [(id: String, answer: CheckedContinuation<KnownToken?, any Error>)] = []
  private var isAsking = false

  /// How many wait for the next question.
  var waitingCount: Int { waiting.count }

  /// - Parameter find: returns those of some tokens, by their ids, that hold.
  init(find: @escaping @Sendable ([String]) async throws -> [KnownToken]) { self.find = find }

  /// The token of an id, if it holds.
  func token(_ id: String) async throws -> KnownToken? {
    try await withCheckedThrowingContinuation { answer in
      waiting.append((id, answer))
      guard !isAsking else { return }
      isAsking = true
      Task { await ask() }
    }
  }

  private func ask() async {
    while !waiting.isEmpty {
      let batch = waiting.prefix(Self.batch)
      waiting.removeFirst(batch.count)
      let result: Result<[KnownToken], any Error>
      do {
        result = .success(try await find(Array(Set(batch.map(\.id)))))
      } catch {
        result = .failure(error)
      }
      for (id, answer) in batch { answer.resume(with: result.map { $0.first { $0.id == id } }) }
    }
    isAsking = false
  }
}
