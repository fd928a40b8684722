import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Violations

/// `kurukan.v1.Records/List`: records in pages.
struct RecordListing: Sendable {
  let store: Store

  var method: Method { .unary(Self.declaration, list) }

  static let declaration = MethodDeclaration(
    "kurukan.v1.Records/List",
    Wording(
      en: "Lists records in pages, filtered.", fr: "Énumère les enregistrements par pages, filtrés."),
    access: RecordsService.readers, cost: .database, timeout: .seconds(60),
    parameters: .fields(
      RecordFilterParameters.declared + [
        .optional(
          "order", .string,
          Wording(
            en: "key (kind, programme, key; by default), submittedAt (the longest waiting first) or severity (the"
              + " gravest first)",
            fr: "key (genre, programme, clé ; par défaut), submittedAt (ce qui attend depuis le plus longtemps d’abord)"
              + " ou severity (le plus grave d’abord)"))
      ] + PageParameters.declared),
    answer: [
      .required("records", .objects, Wording(en: "the records, as Get answers them", fr: "comme Get les donne")),
      PageParameters.next,
    ])

  @Sendable private func list(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let filter = parameters.recordFilter(principal, among: store.kinds)
    let order = parameters.code("order", as: RecordOrder.self) ?? .key
    if order == .severity { parameters.requireSeverity(of: filter.kind, among: store.kinds) }
    let size = parameters.pageSize()
    let after = parameters.pageToken { $0.position(in: order) }
    try parameters.finish()
    let page = try await store.reads.page(
      filter, scope: principal.scope, order: order, after: after, records: size, deadline: call.context.deadline)
    return RecordAnswers.page(page, order)
  }
}

extension CallParameters {
  fileprivate mutating func requireSeverity(of kind: RecordKind?, among kinds: KindCatalogue) {
    let ordered = kinds.kinds.filter { $0.columns.contains { $0.name == "severity" } }
    if let kind, ordered.contains(kind) { return }
    note(
      "order",
      Wording(
        "order_needs_kind", en: "This order needs a `kind` that has a severity.",
        fr: "Cet ordre exige un `kind` qui ait une gravité."), found: kind?.name, allowed: ordered.map(\.name))
  }
}
