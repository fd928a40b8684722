import JSONBytes
public import LineRPC
import Postgres
import RecordStore
import Records

/// Turns the errors of the modules below into the one public error. Nothing of an unknown error's text leaves the
/// server: it may quote data.
public enum StatusMapping {
  /// The status for any error that a service throws.
  public static func status(of error: any Error) -> Status {
    switch error {
    case let status as Status: status
    case let fault as RecordFault: self.status(of: fault)
    case let fault as IntakeFault: self.status(of: fault)
    case let fault as SnapshotFault: self.status(of: fault)
    case let error as DatabaseError: self.status(of: error)
    case let error as JSONError: Status(.parseError, error.message, offset: error.offset)
    case is CancellationError: Status(.cancelled, "The call was cancelled.")
    default: Status(.unexpected, "The server met an error that it does not know.")
    }
  }

  static func status(of fault: RecordFault) -> Status {
    switch fault {
    case .syntax(let error):
      return Status(.parseError, error.message, offset: error.offset)
    case .violations(let violations):
      let count = violations.count == 1 ? "one fault" : "\(violations.count) faults"
      return Status(
        .recordInvalid, "The record has \(count); nothing was stored.", details: violations.map(self.violation))
    }
  }

  static func violation(_ violation: Violation) -> FieldViolation {
    FieldViolation(
      path: violation.path, message: violation.message, found: violation.found, allowed: violation.allowed,
      suggestion: violation.suggestion)
  }

  static func status(of fault: IntakeFault) -> Status {
    switch fault.code {
    case .full:
      Status(.intakeFull, "Too many records wait to be stored.", retryAfter: .seconds(1))
    case .expired:
      Status(.deadlineExceeded, "The deadline passed before the record was stored; nothing was stored.")
    case .closing:
      Status(.draining, "The server is stopping; nothing was stored.", retryAfter: .seconds(5))
    case .programmeUnknown:
      Status(
        .programmeUnknown, "The programme does not exist; nothing was stored.",
        hint: "Submit the programme's own record first and wait for its answer.",
        details: [FieldViolation(path: "programme", message: "No programme has this key.")])
    case .revisionConflict:
      Status(
        .revisionConflict,
        (fault.currentRevision ?? 0) == 0
          ? "`ifRevision` is set, but the record does not exist; nothing was stored."
          : "The current revision is \(fault.currentRevision ?? 0), not the one in `ifRevision`; nothing was stored.",
        details: [FieldViolation(path: "ifRevision", message: "Read the record and decide again.")])
    case .refused:
      Status(
        .recordInvalid, "The database refused the record; nothing was stored.",
        details: [
          FieldViolation(
            path: fault.cause?.column ?? "",
            message: "Refused by \(fault.cause?.constraint ?? fault.cause?.sqlstate ?? "a rule of the database").")
        ])
    case .database:
      fault.cause.map(status(of:)) ?? Status(.databaseFault, "The database failed; the record may not be stored.")
    }
  }

  static func status(of fault: SnapshotFault) -> Status {
    switch fault {
    case .programmeUnknown:
      Status(
        .programmeUnknown, "There is no such programme, or this token may not use it.",
        details: [FieldViolation(path: "programme", message: "No programme has this key.")])
    case .levelTooLow:
      Status(
        .parameterInvalid, "The report groups by something that this level may not see.",
        details: [FieldViolation(path: "level", message: "Ask for a higher level.")])
    default:
      Status(
        .renderingLimit, "A count of the report is too fine: \(fault.name).",
        hint: "Narrow the period, or ask the format's author to group by fewer dimensions.")
    }
  }

  static func status(of error: DatabaseError) -> Status {
    if error.isConnection {
      return Status(
        .databaseUnreachable, "The database cannot be reached.", retryAfter: error.retryAfter ?? .seconds(1))
    }
    if error.isSerialization {
      return Status(.serializationConflict, "Others changed the same rows at the same time.")
    }
    switch error.kind {
    case .poolExhausted:
      return Status(.poolExhausted, "All database connections are in use.", retryAfter: .seconds(1))
    case .timeout: return Status(.deadlineExceeded, "The deadline passed while the database was working.")
    case .cancelled: return Status(.cancelled, "The call was cancelled.")
    default: return Status(.databaseFault, "The database failed.")
    }
  }
}
