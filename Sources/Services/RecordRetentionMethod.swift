import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Violations

/// `kurukan.v1.Records/Retain`: what a programme keeps no longer.
struct RecordRetentionMethod: Sendable {
  let store: Store

  var method: Method { .unary(Self.declaration, retain) }

  static let declaration = MethodDeclaration(
    "kurukan.v1.Records/Retain",
    Wording(
      en: "Tells which restricted texts a programme keeps no longer, and erases them for good if asked to.",
      fr: "Indique les textes restreints qu’un programme ne conserve plus, et les efface définitivement sur demande."),
    access: .roles([.reviewer]), cost: .database, timeout: .seconds(60),
    parameters: .fields([
      .required("programme", .string, Wording(en: "the programme's key", fr: "la clé du programme")),
      .optional(
        "erase", .boolean,
        Wording(en: "erases them; otherwise they are only counted", fr: "les efface ; sinon ils sont seulement comptés")
      ),
      .optional(
        "after", .object,
        Wording(
          en: "the `next` of the answer before: kind and key", fr: "le `next` de la réponse précédente : kind et key")
      ),
    ]),
    answer: [
      .required(
        "months", .integer, Wording(en: "how long the programme keeps them", fr: "combien de mois elle les conserve")),
      .required(
        "submittedBefore", .string,
        Wording(
          en: "records whose last submission is older are looked through, RFC 3339",
          fr: "les enregistrements soumis pour la dernière fois avant cette date sont parcourus, RFC 3339")),
      .required(
        "records", .objects,
        Wording(
          en: "kind, key, and how many revisions and texts it concerns",
          fr: "kind, key, et combien de révisions et de textes sont concernés")),
      .optional(
        "next", .object,
        Wording(en: "send it as `after` to go on; absent at the end", fr: "à renvoyer dans `after` ; absent à la fin")),
    ])

  @Sendable private func retain(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let programme = parameters.text("programme")
    let erases = parameters.boolean("erase") ?? false
    let after = parameters.retentionPosition(among: store.kinds)
    try parameters.finish()
    try principal.require(programme: programme)
    call.notes.note("programme", programme)
    call.notes.note("erase", String(erases))
    guard let page = try await store.retention.run(of: programme, after: after, erases: erases, by: principal) else {
      throw Self.nothingSet
    }
    call.notes.note("records", String(page.records.count))
    return Self.json(page)
  }

  private static let nothingSet = Status(
    .parameterInvalid,
    Wording(
      en: "The programme says nowhere for how long restricted texts are kept, so all of them are.",
      fr: "Le programme ne dit pas combien de temps les textes restreints sont conservés ; tous le sont donc."),
    details: [
      FieldViolation(
        path: "programme",
        message: Wording(
          "retention_months", en: "Its validated record has no `retentionMonths`.",
          fr: "Son enregistrement validé n’a pas de `retentionMonths`."))
    ])

  private static func json(_ page: RetentionPage) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("months", page.months)
    json.member("submittedBefore", page.submittedBefore)
    json.key("records")
    json.beginArray()
    for record in page.records {
      json.beginObject()
      json.member("kind", record.identity.kind.name)
      json.member("key", record.identity.key)
      json.member("revisions", record.revisions)
      json.member("texts", record.texts)
      json.endObject()
    }
    json.endArray()
    if let next = page.next {
      json.key("next")
      json.beginObject()
      json.member("kind", next.kind)
      json.member("key", next.key)
      json.endObject()
    }
    json.endObject()
    return json.bytes
  }
}

extension CallParameters {
  /// Where to go on; nil if it is not said, or a fault was noted.
  fileprivate mutating func retentionPosition(among kinds: KindCatalogue) -> RetentionPosition? {
    guard let after = object("after") else { return nil }
    guard let kind = after["kind"]?.string, kinds.kind(kind) != nil, let key = after["key"]?.string else {
      note(
        "after",
        Wording(
          "position", en: "Send the whole `next` of the answer before.",
          fr: "Renvoyez tout le `next` de la réponse précédente."))
      return nil
    }
    return RetentionPosition(kind: kind, key: key)
  }
}
