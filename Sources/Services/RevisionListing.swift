import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Violations

/// `kurukan.v1.Records/History`: the revisions of a record.
struct RevisionListing: Sendable {
  let store: Store

  var method: Method { .unary(Self.declaration, history) }

  static let declaration = MethodDeclaration(
    "kurukan.v1.Records/History",
    Wording(
      en: "Lists the revisions of a record, the latest first, with what was decided on each and what each changed.",
      fr: "Énumère les révisions d’un enregistrement, la dernière d’abord, avec ce qui a été décidé et modifié."),
    access: RecordsService.readers, cost: .database, timeout: .seconds(30),
    parameters: .fields(
      RecordsService.identity + [
        .optional(
          "withRecords", .boolean,
          Wording(en: "whether the records themselves are told too", fr: "si les enregistrements eux-mêmes sont donnés")
        )
      ] + PageParameters.declared),
    answer: [
      .required(
        "revisions", .objects,
        Wording(
          en: "each with revision, reviewStatus, effectiveLevel, submittedBy, submittedAt, reviewedBy, reviewedAt,"
            + " returnReason, and changes: the fields that differ from the revision before",
          fr: "chacune avec revision, reviewStatus, effectiveLevel, submittedBy, submittedAt, reviewedBy, reviewedAt,"
            + " returnReason, et changes : les champs qui diffèrent de la révision précédente")),
      PageParameters.next,
    ])

  @Sendable private func history(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let identity = parameters.identity(among: store.kinds)
    let withRecords = parameters.boolean("withRecords") ?? false
    let size = parameters.pageSize()
    let before = parameters.pageToken(\.revision)
    try parameters.finish()
    guard let identity,
      let page = try await store.reads.history(
        of: identity, scope: principal.scope, before: before, records: size, withRecords: withRecords,
        deadline: call.context.deadline)
    else { throw RecordAnswers.noSuchRecord }
    return RecordAnswers.history(page)
  }
}
