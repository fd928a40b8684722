import Digests
public import Disclosure
public import Records

/// One record on its way into the store.
///
/// An object, not a value: it is queued, sorted and grouped.
public final class Submission: Sendable {
  /// The record, already validated.
  public let record: Record
  /// Who submits it.
  public let sender: Sender
  /// The request's id, unique among all requests of all servers.
  public let requestID: String
  /// Until when the submission may wait for a writer. Once a writer has it, it is carried through.
  public let deadline: ContinuousClock.Instant?
  /// Whether its sender has been told already that it takes too long, so that it may be dropped before a writer has it.
  let isTooLate: @Sendable () -> Bool
  /// Called once, from any thread, when the record is committed and flushed, or is not going to be.
  let onAnswer: @Sendable (Submission, Result<IntakeAnswer, IntakeFault>) -> Void

  /// What makes it this record.
  public let identity: RecordIdentity
  /// Its identity's number.
  let lockKey: LockKey
  let bodyHash: [UInt8]
  let ownLevel: ConfidentialityLevel

  /// A submission, its hash and level computed here, on the caller's thread.
  public init(
    record: Record, sender: Sender, requestID: String,
    deadline: ContinuousClock.Instant? = nil, isTooLate: @escaping @Sendable () -> Bool = { false },
    onAnswer: @escaping @Sendable (Submission, Result<IntakeAnswer, IntakeFault>) -> Void
  ) {
    self.record = record
    self.sender = sender
    self.requestID = requestID
    self.deadline = deadline
    self.isTooLate = isTooLate
    self.onAnswer = onAnswer
    identity = RecordIdentity(kind: record.kind, programme: record.programme, key: record.key)
    lockKey = LockKey(identity)
    bodyHash = SHA256.digest(of: record.text)
    ownLevel = OwnLevel.of(record)
  }

  func answer(_ result: Result<IntakeAnswer, IntakeFault>) { onAnswer(self, result) }
}

/// Who submits, and whose records they may replace.
public struct Sender: Sendable {
  /// Who signs the revision.
  public let name: String
  /// To whom a new record belongs.
  public let team: String
  /// The team whose records they may revise; nil for all teams'.
  public let replaces: String?

  /// Somebody who submits for a team, by default one of their own, and revises its records only.
  public init(name: String, team: String? = nil) {
    self.name = name
    self.team = team ?? name
    replaces = self.team
  }

  /// A principal; reviewers may revise what others sent.
  public init(_ principal: Principal) {
    name = principal.name
    team = principal.team
    replaces = principal.role == .reviewer ? nil : principal.team
  }
}

/// Programme, kind and key: what makes a record the same record.
public struct RecordIdentity: Hashable, Sendable, Comparable {
  /// The kind.
  public let kind: RecordKind
  /// The programme's key.
  public let programme: String
  /// The submitter's own key.
  public let key: String

  /// The identity of a kind, programme and key.
  public init(kind: RecordKind, programme: String, key: String) {
    self.kind = kind
    self.programme = programme
    self.key = key
  }

  /// By kind, programme and key, so that all writers lock rows in one order.
  public static func < (left: RecordIdentity, right: RecordIdentity) -> Bool {
    if left.kind != right.kind { return left.kind.name < right.kind.name }
    if left.programme != right.programme { return left.programme < right.programme }
    return left.key < right.key
  }
}

/// What became of a submission.
public struct IntakeAnswer: Sendable, Equatable {
  /// What the store did.
  public enum Outcome: String, Sendable {
    /// The first revision of a record.
    case created
    /// A new revision of a record that was there.
    case revised
    /// Nothing: the same body is there already.
    case duplicate
  }

  /// What the store did.
  public let outcome: Outcome
  /// The record's current revision.
  public let revision: Int
  /// Set for a late retry: the body equals an earlier revision, not the current one.
  public let isSuperseded: Bool
  /// The level of the current revision: the record's own, or that of what it hangs on.
  public let effectiveLevel: ConfidentialityLevel
  /// Whether the record is withdrawn, so that no report shows this revision either.
  public let isWithdrawn: Bool
  /// The references of the record to others that have not arrived.
  public internal(set) var dangling: [DanglingReference] = []

  init(_ outcome: Outcome, revision: Int, level: Int16, isSuperseded: Bool = false, isWithdrawn: Bool = false) {
    self.outcome = outcome
    self.revision = revision
    self.isSuperseded = isSuperseded
    self.isWithdrawn = isWithdrawn
    effectiveLevel = ConfidentialityLevel(rawValue: level) ?? .confidential
  }
}
