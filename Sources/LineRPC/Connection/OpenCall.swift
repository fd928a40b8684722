public import Violations

/// What a connection must know of a call that begins.
public struct CallBeginning: Sendable {
  /// The line that starts it.
  public let id: CallID
  /// Whether its answer speaks JSON-RPC's dialect.
  public let isJSONRPC: Bool
  /// The language of its answer.
  public let language: MessageLanguage
  /// The server's name for it.
  public let requestID: String
  /// Its caller's name for what it is part of.
  public let traceparent: String?
  /// Bytes of its request that are held while it runs.
  public let requestBytes: Int
  /// When its time is up; nil for never.
  public let deadline: ContinuousClock.Instant?
  /// How it stands to other calls and to the connection's end.
  public let manner: CallManner

  /// What there is to know of the call that `start` starts.
  public init(
    _ start: CallStart, requestID: String, requestBytes: Int = 0, deadline: ContinuousClock.Instant? = nil,
    manner: CallManner = .single
  ) {
    id = start.id
    isJSONRPC = start.isJSONRPC
    language = start.language
    traceparent = start.traceparent
    self.requestID = requestID
    self.requestBytes = requestBytes
    self.deadline = deadline
    self.manner = manner
  }
}

/// How a call stands to the others of its connection.
public enum CallManner: Sendable, Equatable {
  /// It answers once. A draining connection waits for it.
  case single
  /// It answers once, and the lines after it wait for that.
  case barrier
  /// It sends messages before its answer. A draining connection ends it.
  case stream
  /// It takes messages and sends messages before its answer. A draining connection ends it.
  case exchange
}

/// A call that has not been answered.
struct OpenCall {
  let number: CallNumber
  let isJSONRPC: Bool
  let language: MessageLanguage
  let requestID: String
  let requestBytes: Int
  let deadline: ContinuousClock.Instant?
  let manner: CallManner
  /// Whether its work was told to stop because the server shuts down.
  var isDraining = false
  /// The messages that wait to be taken; nil for a call that takes none.
  var inbox: ItemInbox?

  init(_ beginning: CallBeginning, _ number: CallNumber) {
    self.number = number
    isJSONRPC = beginning.isJSONRPC
    language = beginning.language
    requestID = beginning.requestID
    requestBytes = beginning.requestBytes
    deadline = beginning.deadline
    manner = beginning.manner
    inbox = manner == .exchange ? ItemInbox() : nil
  }

  /// Bytes that are held for it.
  var heldBytes: Int { requestBytes + (inbox?.heldBytes ?? 0) }

  /// Whether it goes on for as long as its client likes.
  var isStream: Bool { manner == .stream || manner == .exchange }
}

extension Status {
  /// Refuses what comes while the server shuts down.
  public static let draining = Status(.draining, Reason.draining.summary, retryAfter: .seconds(1))
  /// Ends what ran when the server shut down.
  static let drained = Status(
    .draining,
    Wording(
      en: "The server is shutting down and stopped the call; it may have taken effect.",
      fr: "Le serveur s’arrête et a interrompu l’appel ; il a pu prendre effet."), retryAfter: .seconds(1))
  /// Ends what was told to stop.
  public static let cancelled = Status(
    .cancelled, Wording(en: "The call was cancelled.", fr: "L’appel a été annulé."))
  /// Ends what took too long.
  static let deadlinePassed = Status(
    .deadlineExceeded,
    Wording(
      en: "The call's timeout passed before it ended.", fr: "Le délai de l’appel a expiré avant sa fin."))
}
