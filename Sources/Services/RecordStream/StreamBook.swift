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
  /// How soon after one acknowledgement the next one may come.
  static let acknowledgementPause: Duration = .milliseconds(1)
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
    /// Items of which it is not known what becomes of them.
    var open = 0
    var isFinished = false
    var failure: (any Error)?
    /// The first item of which it cannot be said what becomes of it.
    var firstUnknown: Int?
    /// Who waits to feed, and who waits to tell.
    var feeder: CheckedContinuation<Void, Never>?
    var teller: CheckedContinuation<Void, Never>?

    var hasRoom: Bool {
      items.next - told < StreamLimits.items && waitingBytes < StreamLimits.bytes
        && messageBytes < StreamLimits.messageBytes
    }

    func isReady(for bond: Bond) -> Bool { hasRoom && (bond != .member || programmes.isEmpty) }

    var hasNews: Bool { !messages.isEmpty || items.acknowledged > told }
    /// Whether nothing more is to be known. A stream that fails still learns what becomes of the items that are open, and
    /// the client with it how little it has to send again.
    var isOver: Bool { open == 0 && (failure != nil || isFinished) }

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
  }

  private let state: Mutex<State>

  init(firstIndex: Int) {
    state = Mutex(State(items: SettledItems(firstIndex: firstIndex), told: firstIndex))
  }

  /// Every item below is settled, and the client has been told.
  var told: Int { state.withLock { $0.told } }

  /// What has become of the items that are settled.
  var totals: SettledItems.Totals { state.withLock { $0.items.totals } }

  /// Whether all is settled, or the stream has failed.
  var isOver: Bool { state.withLock { $0.isOver } }

  // MARK: - The feeding side

  /// What an item has to do with programmes.
  enum Bond: Sendable {
    /// Nothing.
    case none
    /// It is one.
    case programme
    /// It belongs to one, and is refused until that exists.
    case member
  }

  /// Begins the next item, once there is room for it, and every programme that was begun is settled if it may belong to
  /// one; its index. Throws what has ended the stream.
  func begin(bytes: Int, _ bond: Bond) async throws -> Int {
    while true {
      try Task.checkCancellation()
      let index = try state.withLock { state -> Int? in
        if let failure = state.failure { throw failure }
        guard state.isReady(for: bond) else { return nil }
        let index = state.items.begin()
        if bytes > 0 { state.bytes[index] = bytes }
        state.waitingBytes += bytes
        if bond == .programme { state.programmes.insert(index) }
        state.open += 1
        return index
      }
      if let index { return index }
      await pause(unless: { $0.isReady(for: bond) || $0.failure != nil }, keep: { $0.feeder = $1 })
    }
  }

  /// Notes that there are no more items.
  func finish() { change { $0.isFinished = true } }

  /// Ends the stream before its time.
  func fail(_ error: any Error) { change { if $0.failure == nil { $0.failure = error } } }

  /// Ends the stream, since it cannot be said what becomes of an item.
  func fail(_ index: Int, _ error: any Error) {
    change { state in
      if state.failure == nil { state.failure = error }
      state.firstUnknown = min(state.firstUnknown ?? index, index)
      state.waitingBytes -= state.bytes.removeValue(forKey: index) ?? 0
      state.open -= 1
    }
  }

  /// Whether an item must not be stored any more, since one before it was not, or perhaps not: the client sends both again,
  /// and where they are revisions of one record, the earlier one, stored after the later, would stand in its place.
  ///
  /// What is open when the connection ends may be stored all the same: all before it is, too.
  func isTooLate(_ index: Int) -> Bool { state.withLock { $0.firstUnknown.map { $0 < index } ?? false } }

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
      state.open -= 1
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
        if state.isOver, let failure = state.failure { throw failure }
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
    let (teller, feeder) = state.withLock { state in
      body(&state)
      return (state.hasNews || state.isOver ? state.teller.take() : nil, state.feeder.take())
    }
    teller?.resume()
    feeder?.resume()
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
      let (teller, feeder) = state.withLock { ($0.teller.take(), $0.feeder.take()) }
      teller?.resume()
      feeder?.resume()
    }
  }
}
