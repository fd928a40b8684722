import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Violations

/// `kurukan.v1.Records/Withdraw`, `Restore` and `Erase`: how a record leaves reports, comes back, or ends.
struct RecordEnding: Sendable {
  let store: Store

  var methods: [Method] {
    [.unary(Self.withdrawing, withdraw), .unary(Self.restoring, restore), .unary(Self.erasing, erase)]
  }

  private static let answer: [MethodField] =
    RecordsService.identity + [
      .required(
        "changed", .boolean, Wording(en: "false where it had been so before", fr: "false si c’était déjà fait"))
    ]

  static let withdrawing = MethodDeclaration(
    "kurukan.v1.Records/Withdraw",
    Wording(
      en: "Takes a record out of every report at once; a submitter, of the own team's.",
      fr: "Retire aussitôt un enregistrement de tous les rapports ; un soumetteur, parmi ceux de son équipe."),
    access: .roles([.submitter, .reviewer]), cost: .database, timeout: .seconds(60),
    parameters: .fields(
      RecordsService.identity + [
        .optional(
          "reason", .string, Wording(en: "why, for those who read the record", fr: "pourquoi, pour ses lecteurs"))
      ]), answer: answer)

  static let restoring = MethodDeclaration(
    "kurukan.v1.Records/Restore",
    Wording(
      en: "Puts a withdrawn record back: reports use its last validated revision again.",
      fr: "Rétablit un enregistrement retiré : les rapports reprennent sa dernière révision validée."),
    access: .roles([.reviewer]), cost: .database, timeout: .seconds(60),
    parameters: .fields(RecordsService.identity), answer: answer)

  static let erasing = MethodDeclaration(
    "kurukan.v1.Records/Erase",
    Wording(
      en: "Erases every revision of a record for good; its key, the day and the reason's code stay.",
      fr:
        "Efface définitivement toutes les révisions d’un enregistrement ; sa clé, le jour et le code du motif restent."),
    access: .roles([.reviewer]), cost: .database, timeout: .seconds(60),
    parameters: .fields(
      RecordsService.identity + [
        .required(
          "reason", .string,
          Wording(
            en: "consent_withdrawn, request, retention or mistake",
            fr: "consent_withdrawn, request, retention ou mistake"
          ))
      ]), answer: answer)

  @Sendable private func withdraw(_ call: Call) async throws -> [UInt8] {
    try await end(call) { parameters in
      let reason = parameters.string("reason")
      if let reason, reason.unicodeScalars.count > EndingLimits.reasonCharacters {
        parameters.note(
          "reason",
          Wording(
            "too_long", en: "Say it in at most \(EndingLimits.reasonCharacters) characters.",
            fr: "Dites-le en \(EndingLimits.reasonCharacters) caractères au plus."))
      }
      return { [store] in try await store.endings.withdraw($0, reason: reason, by: $1) }
    }
  }

  @Sendable private func restore(_ call: Call) async throws -> [UInt8] {
    try await end(call) { [store] _ in { try await store.endings.restore($0, by: $1) } }
  }

  @Sendable private func erase(_ call: Call) async throws -> [UInt8] {
    try await end(call) { parameters in
      guard let reason = parameters.code("reason", as: ErasureReason.self) else { return nil }
      call.notes.note("reason", reason.rawValue)
      return { [store] in try await store.endings.erase($0, reason: reason, by: $1) }
    }
  }

  private typealias Act = @Sendable (RecordIdentity, Principal) async throws -> EndingOutcome

  private func end(_ call: Call, _ read: (inout CallParameters) -> Act?) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let identity = parameters.identity(among: store.kinds)
    let act = read(&parameters)
    try parameters.finish()
    guard let identity, let act else { throw Status(.parameterInvalid, Reason.parameterInvalid.summary) }
    call.note(identity)
    let outcome = try await act(identity, principal)
    switch outcome {
    case .notFound: throw RecordAnswers.noSuchRecord
    case .erased: throw Status(.recordErased, Reason.recordErased.summary)
    case .done, .unchanged: break
    }
    var json = JSONWriter()
    json.beginObject()
    json.member("kind", identity.kind.name)
    json.member("programme", identity.programme)
    json.member("key", identity.key)
    json.member("changed", outcome == .done)
    json.endObject()
    return json.bytes
  }
}
