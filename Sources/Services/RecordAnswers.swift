import JSONBytes
import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Violations

/// The answers of `kurukan.v1.Records` as JSON.
enum RecordAnswers {
  static func submitted(
    _ identity: RecordIdentity, _ answer: IntakeAnswer, _ warnings: [FieldViolation], in language: MessageLanguage
  ) -> [UInt8] {
    var json = JSONWriter(capacity: 160)
    json.beginObject()
    json.member("kind", identity.kind.name)
    json.member("programme", identity.programme)
    json.member("key", identity.key)
    json.member("revision", answer.revision)
    json.member("outcome", answer.outcome.rawValue)
    if answer.isSuperseded { json.member("superseded", true) }
    if answer.isWithdrawn { json.member("withdrawn", true) }
    if !warnings.isEmpty {
      json.key("warnings")
      json.beginArray()
      for warning in warnings { warning.write(to: &json, language: language) }
      json.endArray()
    }
    json.endObject()
    return json.bytes
  }

  static func reviewed(
    _ identity: RecordIdentity, _ revision: Int, _ decision: ReviewDecision, _ outcome: ReviewOutcome
  ) throws(Status) -> [UInt8] {
    switch outcome {
    case .done, .unchanged: break
    case .notFound: throw noSuchRecord
    case .otherRevision(let current):
      throw Status(
        .revisionConflict,
        Wording(
          en: "The current revision is \(current), not \(revision): read it before you decide.",
          fr: "La révision actuelle est \(current), et non \(revision) : lisez-la avant de décider."),
        details: [
          FieldViolation(
            path: "revision",
            message: Wording(
              "current_revision", en: "Not the current revision.", fr: "N’est pas la révision actuelle."),
            found: "\(revision)")
        ])
    case .ownRevision:
      throw Status(
        .reviewNotAllowed,
        Wording(
          en: "Who submitted a revision cannot review it: a second person must.",
          fr: "Qui a soumis une révision ne peut pas la revoir : il faut une deuxième personne."))
    case .ownSubject:
      throw Status(
        .reviewNotAllowed,
        Wording(
          en: "Who submitted the finding cannot accept that its recommendation is closed: a second person must.",
          fr:
            "Qui a soumis le constat ne peut pas accepter que sa recommandation soit close : il faut une deuxième personne."
        ))
    case .wrongStatus(let status):
      throw Status(
        .reviewNotAllowed,
        Wording(
          en: "A revision that is \(status) cannot be decided as \(decision.rawValue).",
          fr: "Une révision dont le statut est \(status) ne peut pas recevoir la décision \(decision.rawValue)."),
        hint: Wording(
          en: "What is submitted or returned can be validated, what is validated can be published.",
          fr: "Ce qui est soumis ou renvoyé peut être validé, ce qui est validé peut être publié."))
    case .withdrawn:
      throw Status(
        .reviewNotAllowed,
        Wording(
          en: "The record is withdrawn: nothing is decided on it as long as no report may show it.",
          fr: "L’enregistrement est retiré : rien n’est décidé tant qu’aucun rapport ne peut le montrer."),
        hint: Wording(
          en: "Put it back first, by Records/Restore or `kurukan records restore`.",
          fr: "Rétablissez-le d’abord, par Records/Restore ou `kurukan records restore`."))
    case .incomplete(let missing):
      throw Status(
        .reviewNotAllowed,
        Wording(
          en: "The record lacks what it needs before it can be validated.",
          fr: "Il manque à l’enregistrement ce qu’il faut pour qu’il puisse être validé."),
        hint: Wording(
          en: "Return it with a reason, so that its submitter adds what is missing.",
          fr: "Renvoyez-le avec un motif, pour que son auteur ajoute ce qui manque."),
        details: missing)
    }
    var json = JSONWriter()
    json.beginObject()
    json.member("kind", identity.kind.name)
    json.member("programme", identity.programme)
    json.member("key", identity.key)
    json.member("revision", revision)
    json.member("decision", decision.rawValue)
    json.member("changed", outcome == .done)
    json.endObject()
    return json.bytes
  }

  /// Says the same of a record that is not there and of one that may not be read.
  static let noSuchRecord = Status(
    .notFound,
    Wording(
      en: "There is no such record, or this token may not read it.",
      fr: "Cet enregistrement n’existe pas, ou ce jeton ne permet pas de le lire."))

  /// What is told of a record wherever it is read.
  static let fields: [MethodField] = [
    .required("revision", .integer, Wording(en: "the current revision", fr: "la révision actuelle")),
    .required("reviewStatus", .string, Wording(en: "where its review stands", fr: "où en est sa revue")),
    .required("effectiveLevel", .string, Wording(en: "how confidential it counts", fr: "son niveau effectif")),
    .required("submittedBy", .string, Wording(en: "who submitted it", fr: "qui l’a soumis")),
    .required("submittedAt", .string, Wording(en: "when, RFC 3339", fr: "quand, RFC 3339")),
    .optional("reviewedBy", .string, Wording(en: "who reviewed it", fr: "qui l’a revu")),
    .optional("reviewedAt", .string, Wording(en: "when, RFC 3339", fr: "quand, RFC 3339")),
    .optional("returnReason", .string, Wording(en: "why it was given back", fr: "pourquoi il a été renvoyé")),
    .optional(
      "withdrawn", .object,
      Wording(
        en: "where no report shows it: by, at, and reason if one was given",
        fr: "si aucun rapport ne le montre : by, at, et reason s’il a été donné")),
    .optional(
      "textsErased", .object,
      Wording(
        en: "where its restricted texts were erased at the end of their time: by and at",
        fr: "si ses textes restreints ont été effacés au terme de leur conservation : by et at")),
    .optional(
      "changedFields", .strings,
      Wording(
        en: "where it waits for review: the fields that differ from the last validated revision",
        fr: "s’il attend une revue : les champs qui diffèrent de la dernière révision validée")),
    .required("record", .object, Wording(en: "the record itself", fr: "l’enregistrement lui-même")),
  ]

  static func stored(_ record: StoredRecord) -> [UInt8] {
    var json = JSONWriter(capacity: record.body.count + 384)
    json.beginObject()
    write(record, to: &json)
    json.endObject()
    return json.bytes
  }

  /// A message of an export, which tells where to resume behind it.
  static func exported(_ record: StoredRecord) -> [UInt8] {
    var json = JSONWriter(capacity: record.body.count + 512)
    json.beginObject()
    json.key("position")
    json.beginObject()
    json.member("kind", record.identity.kind.name)
    json.member("programme", record.identity.programme)
    json.member("key", record.identity.key)
    json.endObject()
    write(record, to: &json)
    json.endObject()
    return json.bytes
  }

  static func page(_ page: RecordPage, _ order: RecordOrder) -> [UInt8] {
    var json = JSONWriter(capacity: page.records.reduce(64) { $0 + $1.body.count + 384 })
    json.beginObject()
    json.key("records")
    json.beginArray()
    for record in page.records {
      json.beginObject()
      write(record, to: &json)
      json.endObject()
    }
    json.endArray()
    json.member("nextPageToken", ifPresent: page.next.map { PageToken($0, order).text })
    json.endObject()
    return json.bytes
  }

  static func history(_ page: RevisionPage) -> [UInt8] {
    var json = JSONWriter(capacity: page.revisions.reduce(64) { $0 + ($1.body?.count ?? 0) + 384 })
    json.beginObject()
    json.key("revisions")
    json.beginArray()
    for revision in page.revisions {
      json.beginObject()
      json.member("revision", revision.revision)
      json.member("reviewStatus", revision.reviewStatus)
      json.member("effectiveLevel", revision.effectiveLevel.code)
      json.member("submittedBy", revision.principal)
      json.member("submittedAt", revision.submittedAt)
      json.member("reviewedBy", ifPresent: revision.reviewedBy)
      json.member("reviewedAt", ifPresent: revision.reviewedAt)
      json.member("returnReason", ifPresent: revision.returnReason)
      if let changes = revision.changes { json.member("changes", .array(changes.map(JSONValue.string))) }
      if let body = revision.body {
        json.key("record")
        json.raw(body)
      }
      json.endObject()
    }
    json.endArray()
    json.member("nextPageToken", ifPresent: page.next.map { PageToken(revision: $0).text })
    json.endObject()
    return json.bytes
  }

  private static func write(_ record: StoredRecord, to json: inout JSONWriter) {
    json.member("revision", record.revision)
    json.member("reviewStatus", record.reviewStatus)
    json.member("effectiveLevel", record.effectiveLevel.code)
    json.member("submittedBy", record.principal)
    json.member("submittedAt", record.submittedAt)
    json.member("reviewedBy", ifPresent: record.reviewedBy)
    json.member("reviewedAt", ifPresent: record.reviewedAt)
    json.member("returnReason", ifPresent: record.returnReason)
    if let withdrawal = record.withdrawal {
      json.key("withdrawn")
      json.beginObject()
      json.member("by", withdrawal.by)
      json.member("at", withdrawal.at)
      json.member("reason", ifPresent: withdrawal.reason)
      json.endObject()
    }
    if let erasure = record.textErasure {
      json.key("textsErased")
      json.beginObject()
      json.member("by", erasure.by)
      json.member("at", erasure.at)
      json.endObject()
    }
    if let changed = record.changedFields {
      json.member("changedFields", .array(changed.map(JSONValue.string)))
    }
    json.key("record")
    json.raw(record.body)
  }
}
