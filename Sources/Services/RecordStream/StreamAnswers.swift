import JSONBytes
import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Violations

/// What `kurukan.v1.Records/SubmitStream` says.
enum StreamAnswers {
  /// How far all is settled, and what became of it.
  static let totals: [MethodField] = [
    .required(
      "acknowledged", .integer,
      Wording(
        en: "every item below this index is settled for good, and its reject told",
        fr: "tout item d’indice inférieur est réglé définitivement, et son refus annoncé")),
    .required(
      "created", .integer,
      Wording(en: "of those that this call sent: stored for the first time", fr: "parmi ceux de cet appel : créés")),
    .required("revised", .integer, Wording(en: "stored as a new revision", fr: "révisés")),
    .required("duplicates", .integer, Wording(en: "stored already", fr: "déjà enregistrés")),
    .required("rejected", .integer, Wording(en: "refused for good", fr: "refusés définitivement")),
  ]

  /// A message holds one of three: how far all is settled, an item that is refused, an item that is stored with warnings.
  static let messages: [MethodField] =
    totals.map { .optional($0.name, $0.content, $0.meaning) }.filter { $0.name != "rejected" } + [
      .optional(
        "rejected", .object,
        Wording(
          en: "beside `acknowledged`, a count; alone, an item that is refused: `index` and `error`",
          fr: "à côté de `acknowledged`, un nombre ; seul, un item refusé : `index` et `error`")),
      .optional(
        "warned", .object,
        Wording(
          en: "an item that is stored with warnings: `index`, `kind`, `programme`, `key` and `warnings`",
          fr: "un item enregistré avec des avertissements : `index`, `kind`, `programme`, `key` et `warnings`")),
    ]

  static func acknowledged(_ index: Int, _ totals: SettledItems.Totals) -> [UInt8] {
    var json = JSONWriter(capacity: 96)
    json.beginObject()
    json.member("acknowledged", index)
    json.member("created", totals.created)
    json.member("revised", totals.revised)
    json.member("duplicates", totals.duplicates)
    json.member("rejected", totals.rejected)
    json.endObject()
    return json.bytes
  }

  static func rejected(_ index: Int, _ status: Status, in language: MessageLanguage) -> [UInt8] {
    var json = JSONWriter(capacity: 512)
    json.beginObject()
    json.key("rejected")
    json.beginObject()
    json.member("index", index)
    json.key("error")
    status.write(to: &json, language: language)
    json.endObject()
    json.endObject()
    return json.bytes
  }

  static func warned(
    _ index: Int, _ identity: RecordIdentity, _ warnings: [FieldViolation], in language: MessageLanguage
  ) -> [UInt8] {
    var json = JSONWriter(capacity: 512)
    json.beginObject()
    json.key("warned")
    json.beginObject()
    json.member("index", index)
    json.member("kind", identity.kind.name)
    json.member("programme", identity.programme)
    json.member("key", identity.key)
    json.key("warnings")
    json.beginArray()
    for warning in warnings { warning.write(to: &json, language: language) }
    json.endArray()
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
