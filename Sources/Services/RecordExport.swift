import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Violations

/// `kurukan.v1.Records/Export`: records as a stream that can be resumed.
///
/// A page is read, its connection to the database given back, and then written at the client's pace: a client that never
/// reads holds one page and nothing else.
struct RecordExport: Sendable {
  let store: Store

  var method: Method { .serverStreaming(Self.declaration, export) }

  static let declaration = MethodDeclaration(
    "kurukan.v1.Records/Export",
    Wording(
      en: "Streams records, filtered, in the order of kind, programme and key; a stream that was cut is resumed.",
      fr: "Transmet les enregistrements, filtrés, dans l’ordre des genres, programmes et clés ; un flux coupé se"
        + " reprend."),
    access: .exporters, cost: .transfer, timeout: .seconds(3_600),
    parameters: .fields(
      RecordFilterParameters.declared + [
        .optional(
          "after", .object,
          Wording(
            en: "the `position` of the last message that arrived: kind, programme and key",
            fr: "la `position` du dernier message reçu : genre, programme et clé"))
      ]),
    messages: [
      .required("position", .object, Wording(en: "what `after` takes", fr: "ce que prend `after`"))
    ] + RecordAnswers.fields,
    answer: [.required("count", .integer, Wording(en: "how many messages there were", fr: "le nombre de messages"))])

  @Sendable private func export(_ call: Call, _ writer: ResponseWriter) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let filter = parameters.recordFilter(principal, among: store.kinds)
    let after = parameters.identity("after", among: store.kinds)
    try parameters.finish()
    var position: RecordPosition?
    if let after {
      // What is out of scope does not exist, a programme no more than a record.
      guard principal.mayUse(programme: after.programme) else { throw RecordAnswers.noSuchRecord }
      position = try await store.reads.position(of: after, deadline: call.context.deadline)
      guard position != nil else { throw RecordAnswers.noSuchRecord }
    }
    var count = 0
    repeat {
      try await call.requireCaller()
      let page = try await store.reads.page(
        filter, scope: principal.scope, after: position, deadline: call.context.deadline)
      for record in page.records { try await writer.write(RecordAnswers.exported(record)) }
      count += page.records.count
      position = page.next
    } while position != nil
    call.notes.note("records", "\(count)")
    var json = JSONWriter()
    json.beginObject()
    json.member("count", count)
    json.endObject()
    return json.bytes
  }
}

extension CallParameters {
  /// The identity of a record, if it is there.
  fileprivate mutating func identity(_ name: String, among kinds: KindCatalogue) -> RecordIdentity? {
    guard let object = object(name) else { return nil }
    var texts: [String: String] = [:]
    for member in ["kind", "programme", "key"] {
      guard let text = object[member]?.string, !text.isEmpty else {
        note(
          "\(name).\(member)",
          Wording(
            "required", en: "Send the whole `position` of a message.",
            fr: "Envoyez toute la `position` d’un message."))
        continue
      }
      texts[member] = text
    }
    guard let kindName = texts["kind"] else { return nil }
    guard let kind = kinds.kind(kindName) else {
      unknownCode("\(name).kind", kindName, allowed: kinds.names)
      return nil
    }
    guard let programme = texts["programme"], let key = texts["key"] else { return nil }
    return RecordIdentity(kind: kind, programme: programme, key: key)
  }
}
