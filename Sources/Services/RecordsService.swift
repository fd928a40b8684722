import JSONBytes
public import LineRPC
public import RecordStore
import Records
import Violations

/// `kurukan.v1.Records`: records in, reviews, and single records and lists out.
public struct RecordsService: Sendable {
  private let store: Store
  private let authorisation: Authorisation

  /// The service over a store.
  public init(store: Store) {
    self.store = store
    authorisation = Authorisation(tokens: store.tokens)
  }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .immediate(
        "kurukan.v1.Records/Submit", "Takes one record of any kind in; answers when it is committed.", submit),
      .unary("kurukan.v1.Records/Review", "Validates, publishes or returns one revision.", review),
      .unary("kurukan.v1.Records/Get", "Reads one record.", get),
      .serverStreaming("kurukan.v1.Records/List", "Streams records, filtered.", list),
    ]
  }

  // MARK: - Submit

  /// Runs where lines are read: everything but the token's first look-up is done without a task.
  @Sendable private func submit(_ context: CallContext, _ params: UnsafeRawBufferPointer, _ reply: Reply) {
    if let principal = authorisation.knownPrincipal(context) {
      submit(context, params, reply, as: principal)
      return
    }
    let params = [UInt8](params)
    Task {
      do {
        let principal = try await authorisation.principal(context)
        params.withUnsafeBytes { submit(context, $0, reply, as: principal) }
      } catch {
        reply.fail(StatusMapping.status(of: error))
      }
    }
  }

  private func submit(
    _ context: CallContext, _ params: UnsafeRawBufferPointer, _ reply: Reply, as principal: Principal
  ) {
    do {
      try Authorisation.require([.submitter], of: principal, for: context.method)
      let record = try RecordIntake.decode(params)
      try Authorisation.requireProgramme(record.head.programme, of: principal)
      store.intake.submit(
        Submission(
          record: record, principal: principal.name, requestID: context.requestID, deadline: context.deadline
        ) { result in
          switch result {
          case .success(let answer): reply.succeed(RecordAnswers.submitted(record, answer, in: context.language))
          case .failure(let fault): reply.fail(StatusMapping.status(of: fault))
          }
        })
    } catch {
      reply.fail(StatusMapping.status(of: error))
    }
  }

  // MARK: - Review

  @Sendable private func review(_ context: CallContext, _ params: [UInt8]) async throws -> [UInt8] {
    let principal = try await authorisation.principal(context, roles: [.reviewer])
    var parameters = try CallParameters(params)
    let identity = Self.identity(&parameters)
    let revision = parameters.requiredInteger(
      "revision", Wording(en: "the revision that was reviewed", fr: "la révision qui a été revue"))
    let decision = parameters.requiredCode("decision", as: ReviewDecision.self)
    try parameters.finish()
    guard let identity, let decision else { throw Status(.parameterInvalid, Reason.parameterInvalid.summary) }
    let outcome = try await store.reviews.review(identity, revision: revision, decision: decision, by: principal)
    return try RecordAnswers.reviewed(identity, revision, decision, outcome)
  }

  // MARK: - Reads

  @Sendable private func get(_ context: CallContext, _ params: [UInt8]) async throws -> [UInt8] {
    let principal = try await authorisation.principal(context)
    var parameters = try CallParameters(params)
    let identity = Self.identity(&parameters)
    try parameters.finish()
    guard let identity, principal.mayUse(programme: identity.programme),
      let record = try await store.reads.get(identity, scope: principal.scope)
    else { throw RecordAnswers.noSuchRecord }
    return RecordAnswers.stored(record)
  }

  @Sendable private func list(
    _ context: CallContext, _ params: [UInt8], _ writer: ResponseWriter
  ) async throws -> [UInt8] {
    let principal = try await authorisation.principal(context)
    var parameters = try CallParameters(params)
    let filter = RecordFilter(
      kind: parameters.code("kind", as: RecordKind.self), programme: parameters.string("programme"),
      reviewStatuses: parameters.strings("reviewStatus"))
    try parameters.finish()
    let counter = Counter()
    try await store.reads.list(filter, scope: principal.scope) { records in
      for record in records { try await writer.write(RecordAnswers.stored(record)) }
      counter.add(records.count)
    }
    var json = JSONWriter()
    json.beginObject()
    json.member("count", counter.value)
    json.endObject()
    return json.bytes
  }

  private static func identity(_ parameters: inout CallParameters) -> RecordIdentity? {
    let kind = parameters.requiredCode("kind", as: RecordKind.self)
    let programme = parameters.requiredString(
      "programme", Wording(en: "the programme's key", fr: "la clé du programme"))
    let key = parameters.requiredString("key", Wording(en: "the record's key", fr: "la clé de l’enregistrement"))
    return kind.map { RecordIdentity(kind: $0, programme: programme, key: key) }
  }
}
