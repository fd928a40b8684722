public import Postgres

/// Why a submission was not taken in.
public struct IntakeFault: Error, Sendable {
  /// The kinds of faults.
  public enum Code: Sendable {
    /// The queue is full; nothing was stored.
    case full
    /// The deadline passed, or the sender cancelled, while the submission waited; nothing was stored.
    case expired
    /// The store is closing; nothing was stored.
    case closing
    /// The programme does not exist.
    case programmeUnknown
    /// A record of another team has the key.
    case keyTaken
    /// The record was erased: nothing is taken under its key any more.
    case erased
    /// `ifRevision` names another revision than the current one.
    case revisionConflict
    /// PostgreSQL cannot be reached, or failed in a way that says nothing about the record.
    case database
    /// No synchronous standby is named, and one is required; the primary alone may have stored the record.
    case standbyMissing
    /// The wait for the synchronous standby was cancelled, and it is required; the primary alone may have stored the
    /// record.
    case standbyUnconfirmed
    /// PostgreSQL refused this record.
    case refused
  }

  /// What went wrong.
  public let code: Code
  /// The current revision, with ``Code/revisionConflict``; 0 if there is none.
  public let currentRevision: Int?
  /// PostgreSQL's error, if there is one.
  public let cause: DatabaseError?

  init(_ code: Code, currentRevision: Int? = nil, cause: DatabaseError? = nil) {
    self.code = code
    self.currentRevision = currentRevision
    self.cause = cause
  }
}
