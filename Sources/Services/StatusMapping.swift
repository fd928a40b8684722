import JSONBytes
public import LineRPC
import Postgres
import RecordStore
import Records
import Violations

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
    case let fault as PeriodFault: self.status(of: fault, at: RecordQuery.Filter.notBefore)
    case let error as DatabaseError: self.status(of: error)
    case let error as JSONError: Status(.parseError, error.wording, offset: error.offset)
    case is CancellationError: cancelled
    default:
      Status(
        .unexpected,
        Wording(
          en: "The server met an error that it does not know.", fr: "Le serveur a rencontré une erreur inconnue."))
    }
  }

  static func status(of fault: RecordFault) -> Status {
    switch fault {
    case .syntax(let error):
      return Status(.parseError, error.wording, offset: error.offset)
    case .violations(let violations):
      let count = violations.count
      return Status(
        .recordInvalid,
        Wording(
          en: "The record has \(count == 1 ? "one fault" : "\(count) faults"); nothing was stored.",
          fr: "L’enregistrement a \(count == 1 ? "une faute" : "\(count) fautes") ; rien n’a été stocké."),
        details: violations)
    }
  }

  static func status(of fault: IntakeFault) -> Status {
    switch fault.code {
    case .full:
      Status(
        .intakeFull,
        Wording(
          en: "Too many records wait to be stored.", fr: "Trop d’enregistrements attendent d’être stockés."),
        retryAfter: .seconds(1))
    case .expired:
      Status(
        .deadlineExceeded,
        Wording(
          en: "The deadline passed before the record was stored; nothing was stored.",
          fr: "Le délai a expiré avant que l’enregistrement soit stocké ; rien n’a été stocké."))
    case .closing:
      Status(
        .draining,
        Wording(
          en: "The server is stopping; nothing was stored.", fr: "Le serveur s’arrête ; rien n’a été stocké."),
        retryAfter: .seconds(5))
    case .programmeUnknown:
      Status(
        .programmeUnknown,
        Wording(
          en: "The programme does not exist; nothing was stored.",
          fr: "Le programme n’existe pas ; rien n’a été stocké."),
        hint: Wording(
          en: "Submit the programme's own record first and wait for its answer.",
          fr: "Soumettez d’abord l’enregistrement du programme lui-même et attendez sa réponse."),
        details: [unknownProgramme])
    case .keyTaken:
      Status(
        .keyTaken, Reason.keyTaken.summary,
        details: [
          FieldViolation(
            path: "key", message: Wording("key_of_other_team", en: "The key is taken.", fr: "La clé est prise."))
        ])
    case .erased:
      Status(
        .recordErased, Reason.recordErased.summary,
        details: [
          FieldViolation(
            path: "key",
            message: Wording(
              "key_of_erased", en: "The key of an erased record.", fr: "La clé d’un enregistrement effacé."))
        ])
    case .revisionConflict:
      Status(
        .revisionConflict,
        (fault.currentRevision ?? 0) == 0
          ? Wording(
            en: "`ifRevision` is set, but the record does not exist; nothing was stored.",
            fr: "`ifRevision` est donné, mais l’enregistrement n’existe pas ; rien n’a été stocké.")
          : Wording(
            en:
              "The current revision is \(fault.currentRevision ?? 0), not the one in `ifRevision`; nothing was stored.",
            fr: "La révision actuelle est \(fault.currentRevision ?? 0), et non celle de `ifRevision` ; "
              + "rien n’a été stocké."),
        details: [
          FieldViolation(
            path: "ifRevision",
            message: Wording(
              "current_revision", en: "Read the record and decide again.",
              fr: "Lisez l’enregistrement et décidez de nouveau."))
        ])
    case .refused:
      Status(
        .recordInvalid,
        Wording(
          en: "The database refused the record; nothing was stored.",
          fr: "La base de données a refusé l’enregistrement ; rien n’a été stocké."),
        details: [
          FieldViolation(path: fault.cause?.column ?? "", message: refusal(fault.cause))
        ])
    case .standbyMissing:
      unconfirmed(
        Wording(
          en: "No synchronous standby is named (synchronous_standby_names is empty)",
          fr: "Aucun serveur de secours synchrone n’est désigné (synchronous_standby_names est vide)"))
    case .standbyUnconfirmed:
      unconfirmed(
        Wording(
          en: "The wait for the synchronous standby was cancelled",
          fr: "L’attente du serveur de secours synchrone a été annulée"))
    case .database:
      fault.cause.map(status(of:))
        ?? Status(
          .databaseFault,
          Wording(
            en: "The database failed; the record may not be stored.",
            fr: "La base de données a échoué ; l’enregistrement n’est peut-être pas stocké."))
    }
  }

  /// What is told of a record that may be on the primary alone where that is not enough.
  private static func unconfirmed(_ why: Wording) -> Status {
    let french = why.fr ?? why.en
    return Status(
      .standbyMissing,
      Wording(
        en:
          "\(why.en), so the record may be stored in one place only; sent again, it is acknowledged once a standby has it.",
        fr: "\(french) : l’enregistrement n’est peut-être stocké qu’à un seul endroit ; renvoyé, il sera confirmé dès "
          + "qu’un serveur de secours l’a."), retryAfter: .seconds(2))
  }

  private static let cancelled = Status(
    .cancelled, Wording(en: "The call was cancelled.", fr: "L’appel a été annulé."))

  private static let unknownProgramme = FieldViolation(
    path: "programme",
    message: Wording("programme_exists", en: "No programme has this key.", fr: "Aucun programme n’a cette clé."))

  private static func refusal(_ error: DatabaseError?) -> Wording {
    let rule = error?.constraint ?? error?.sqlstate
    return Wording(
      "database_rule", en: "Refused by \(rule ?? "a rule of the database").",
      fr: "Refusé par \(rule ?? "une règle de la base de données").")
  }

  static func status(of fault: SnapshotFault) -> Status {
    switch fault {
    case .programmeUnknown:
      Status(
        .programmeUnknown,
        Wording(
          en: "There is no such programme, or this token may not use it.",
          fr: "Ce programme n’existe pas, ou ce jeton n’en permet pas l’accès."),
        details: [unknownProgramme])
    case .tooManyOrganisations:
      Status(
        .renderingLimit,
        Wording(
          en: "The report would name more than \(SnapshotLimits.organisations) organisations.",
          fr: "Le rapport nommerait plus de \(SnapshotLimits.organisations) organisations."),
        hint: Wording(
          en: "Ask the format's author to list organisations in place of labels.",
          fr: "Demandez à l’auteur du format d’énumérer les organisations au lieu des libellés."))
    case .levelTooLow:
      Status(
        .parameterInvalid,
        Wording(
          en: "The report groups by something that this level may not see.",
          fr: "Le rapport regroupe selon un champ que ce niveau ne permet pas de voir."),
        details: [
          FieldViolation(
            path: "level",
            message: Wording("level_too_low", en: "Ask for a higher level.", fr: "Demandez un niveau plus élevé."))
        ])
    default:
      Status(
        .renderingLimit,
        Wording(
          en: "A count of the report is too fine: \(fault.name).",
          fr: "Un décompte du rapport est trop fin : \(fault.name)."),
        hint: Wording(
          en: "Narrow the period, or ask the format's author to group by fewer dimensions.",
          fr: "Réduisez la période, ou demandez à l’auteur du format de regrouper selon moins de dimensions."))
    }
  }

  /// - Parameter path: the parameter that the first day stands in.
  static func status(of fault: PeriodFault, at path: String) -> Status {
    let allowed = fault.cadences.map(\.rawValue) + fault.phases.map(\.description)
    return Status(
      .parameterInvalid,
      Wording(
        en: "People are counted over all days, or over whole periods of a report: these days are none.",
        fr: "Les personnes se comptent sur tous les jours, ou sur des périodes entières d’un rapport : ces jours n’en "
          + "forment pas une."),
      hint: Wording(
        en: "Leave both days out, or give the first and the last day of an allowed period.",
        fr: "Omettez les deux jours, ou donnez le premier et le dernier jour d’une période admise."),
      details: [
        FieldViolation(
          path: path,
          message: Wording("no_whole_period", en: "No whole period.", fr: "Pas une période entière."),
          allowed: allowed)
      ])
  }

  static func status(of error: DatabaseError) -> Status {
    if error.isConnection {
      return Status(
        .databaseUnreachable,
        Wording(en: "The database cannot be reached.", fr: "La base de données est injoignable."),
        retryAfter: error.retryAfter ?? .seconds(1))
    }
    if let impediment = error.impediment {
      return Status(.databaseNotReady, impediment.wording, retryAfter: impediment.isLasting ? .seconds(5) : .seconds(1))
    }
    if error.isSerialization {
      return Status(
        .serializationConflict,
        Wording(
          en: "Others changed the same rows at the same time.",
          fr: "D’autres ont modifié les mêmes lignes au même moment."))
    }
    switch error.kind {
    case .poolExhausted:
      return Status(.poolExhausted, Reason.poolExhausted.summary, retryAfter: .seconds(1))
    case .timeout:
      return Status(
        .deadlineExceeded,
        Wording(
          en: "The deadline passed while the database was working.",
          fr: "Le délai a expiré pendant que la base de données travaillait."))
    case .cancelled: return cancelled
    default:
      return Status(
        .databaseFault, Wording(en: "The database failed.", fr: "La base de données a échoué."))
    }
  }
}
