import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Synchronization
import Violations

/// What one stream may have open. All of its limits stand here.
enum StreamLimits {
  /// Items that are open: begun, and their end not told. Four full transactions of the intake.
  static let items = 1_024
  /// Bytes of records that wait to be stored.
  static let bytes = 2 << 20
  /// Bytes of rejects and warnings that wait to be told.
  static let messageBytes = 256 << 10
}

/// The book of one stream, between the task that feeds the intake, the intake's writers, and the task that tells the
/// client.
final class StreamBook: Sendable {
  /// What is to be told.
  struct News: Sendable {
    /// Rejects and warnings, then how far all is settled, if that has changed.
    let messages: [[UInt8]]
    /// Every item below is settled.
    let acknowledged: Int
  }

  private struct State {
    var items: SettledItems
    /// Every item below is settled, and the client has been told.
    var told: Int
    /// Rejects and warnings of items that are settled, in their order, as soon as all before them are.
    var messages: [[UInt8]] = []
    var early: [Int: [UInt8]] = [:]
    /// Bytes of both.
    var messageBytes = 0
    /// Bytes of the records that are not settled.
    var bytes: [Int: Int] = [:]
    var waitingBytes = 0
    /// Programmes that are not settled.
    var programmes: Set<Int> = []
    var isFinished = false
    var failure: (any Error)?
    /// Who waits to feed, and who waits to tell.
    var feeder: CheckedContinuation<Void, Never>?
    var teller: CheckedContinuation<Void, Never>?

    var hasRoom: Bool {
      items.next - told < StreamLimits.items && waitingBytes < StreamLimits.bytes
        && messageBytes < StreamLimits.messageBytes
    }
    mutating func settle(_ index: Int, _ fate: SettledItems.Fate, _ message: [UInt8]?) {
      let before = items.acknowledged
      items.settle(index, fate)
      if let message {
        early[index] = message
        messageBytes += message.count
      }
      guard !early.isEmpty else { return }
      for index in before..<items.acknowledged {
        if let message = early.removeValue(forKey: index) { messages.append(message) }
      }
    }

    var hasNews: Bool { !messages.isEmpty || items.acknowledged > told }
    var isOver: Bool { failure != nil || isFinished && items.open == 0 }
  }

  private let state: Mutex<State>

  init(firstIndex: Int) {
    state = Mutex(State(items: SettledItems(firstIndex: firstIndex), told: firstIndex))
  }

  /// Every item below is settled, and the client has been told.
  var told: Int { state.withLock { $0.told } }

  /// What has become of the items that are settled.
  var totals: SettledItems.Totals { state.withLock { $0.items.totals } }

  // MARK: - The feeding side

  /// Waits until another item may be begun. Throws what has ended the stream.
  func waitForRoom() async throws { try await wait { $0.hasRoom } }

  /// Waits until every programme that was begun is settled. Throws what has ended the stream.
  func waitForProgrammes() async throws { try await wait { $0.programmes.isEmpty } }

  /// Begins the next item; its index.
  func begin(bytes: Int, isProgramme: Bool) -> Int {
    state.withLock { state in
      let index = state.items.begin()
      state.bytes[index] = bytes
      state.waitingBytes += bytes
      if isProgramme { state.programmes.insert(index) }
      return index
    }
  }

  /// Notes that there are no more items.
  func finish() { change { $0.isFinished = true } }

  /// Ends the stream before its time.
  func fail(_ error: any Error) { change { if $0.failure == nil { $0.failure = error } } }

  // MARK: - Fates

  /// An item is refused for good.
  func reject(_ index: Int, _ status: Status, in context: CallContext) {
    var status = status
    status.requestID = context.requestID
    settle(index, .rejected, StreamAnswers.rejected(index, status, in: context.language))
  }

  /// An item is stored.
  func store(
    _ index: Int, _ identity: RecordIdentity, _ answer: IntakeAnswer, _ warnings: [FieldViolation],
    in language: MessageLanguage
  ) {
    let fate: SettledItems.Fate =
      switch answer.outcome {
      case .created: .created
      case .revised: .revised
      case .duplicate: .duplicate
      }
    settle(index, fate, warnings.isEmpty ? nil : StreamAnswers.warned(index, identity, warnings, in: language))
  }

  private func settle(_ index: Int, _ fate: SettledItems.Fate, _ message: [UInt8]?) {
    change { state in
      state.settle(index, fate, message)
      state.waitingBytes -= state.bytes.removeValue(forKey: index) ?? 0
      state.programmes.remove(index)
    }
  }

  // MARK: - The telling side

  /// What is to be told next; waits for it. Nil when all is settled and told. Throws what has ended the stream, once what
  /// was known before has been told.
  func news() async throws -> News? {
    while true {
      try Task.checkCancellation()
      let (news, isOver) = try state.withLock { state -> (News?, Bool) in
        if state.hasNews { return (Self.takeNews(&state), false) }
        if let failure = state.failure { throw failure }
        return (nil, state.isOver)
      }
      if news != nil || isOver { return news }
      await pause(unless: { $0.hasNews || $0.isOver }, keep: { $0.teller = $1 })
    }
  }

  private static func takeNews(_ state: inout State) -> News {
    var messages = state.messages
    state.messages = []
    state.messageBytes -= messages.reduce(0) { $0 + $1.count }
    if state.items.acknowledged > state.told {
      messages.append(StreamAnswers.acknowledged(state.items.acknowledged, state.items.totals))
    }
    return News(messages: messages, acknowledged: state.items.acknowledged)
  }

  /// Notes that news was handed to the connection.
  func noteTold(_ news: News) { change { $0.told = news.acknowledged } }

  // MARK: - Waiting

  private func change(_ body: (inout State) -> Void) {
    let woken = state.withLock { state -> [CheckedContinuation<Void, Never>?] in
      body(&state)
      let teller = state.hasNews || state.isOver ? state.teller.take() : nil
      return [teller, state.feeder.take()]
    }
    for continuation in woken { continuation?.resume() }
  }

  private func wait(until isTrue: @escaping @Sendable (borrowing State) -> Bool) async throws {
    while true {
      try Task.checkCancellation()
      let isReady = try state.withLock { state in
        if let failure = state.failure { throw failure }
        return isTrue(state)
      }
      guard !isReady else { return }
      await pause(unless: { isTrue($0) || $0.failure != nil }, keep: { $0.feeder = $1 })
    }
  }

  /// Waits until somebody changes something, unless there is nothing to wait for, or the task is cancelled.
  private func pause(
    unless isReady: @escaping @Sendable (borrowing State) -> Bool,
    keep: @escaping @Sendable (inout State, CheckedContinuation<Void, Never>) -> Void
  ) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustResume = state.withLock { state in
          guard !Task.isCancelled, !isReady(state) else { return true }
          keep(&state, continuation)
          return false
        }
        if mustResume { continuation.resume() }
      }
    } onCancel: {
      // Both look again; the one whose task goes on waits anew.
      let woken = state.withLock { [$0.teller.take(), $0.feeder.take()] }
      for continuation in woken { continuation?.resume() }
    }
  }
}
