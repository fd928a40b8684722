import JSONBytes
public import LineRPC
public import PluginHost
public import RecordStore
import Records
import Violations

/// `kurukan.v1.Records`: records in, reviews, and single records and lists out.
public struct RecordsService: Sendable {
  private let store: Store
  private let authorisation: Authorisation
  private let reader: RecordReader
  private let advice: RecordAdvice

  /// The service over a store, and the reports in which its records may appear.
  public init(store: Store, reports: [InstalledReport]) {
    self.store = store
    reader = RecordReader(kinds: store.kinds, pseudonyms: store.pseudonyms)
    advice = RecordAdvice(reports: ReportReach(reports, kinds: store.kinds))
    authorisation = Authorisation(tokens: store.tokens)
  }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .immediate(
        "kurukan.v1.Records/Submit", "Takes one record of any kind in; answers when it is committed.", reading: read,
        body: submit),
      .unary("kurukan.v1.Records/Review", "Validates, publishes or returns one revision.", review),
      .unary("kurukan.v1.Records/Get", "Reads one record.", get),
      .serverStreaming("kurukan.v1.Records/List", "Streams records, filtered.", list),
    ]
  }

  // MARK: - Submit

  /// Reads a record where it stands in its line.
  @Sendable private func read(
    _ params: inout JSONReader
  ) throws(JSONError) -> Result<Record, RecordFault> {
    try reader.read(&params)
  }

  /// Runs where lines are read: everything but the token's first look-up is done without a task.
  @Sendable private func submit(_ context: CallContext, _ read: Result<Record, RecordFault>, _ reply: Reply) {
    if let principal = authorisation.knownPrincipal(context) {
      submit(context, read, reply, as: principal)
      return
    }
    Task {
      do {
        submit(context, read, reply, as: try await authorisation.principal(context))
      } catch {
        reply.fail(StatusMapping.status(of: error))
      }
    }
  }

  private func submit(
    _ context: CallContext, _ read: Result<Record, RecordFault>, _ reply: Reply, as principal: Principal
  ) {
    do {
      try Authorisation.require([.submitter], of: principal, for: context.method)
      let record = try read.get()
      let submission = Submission(
        record: record, principal: principal.name, requestID: context.requestID, deadline: context.deadline
      ) { [advice] submission, result in
        switch result {
        case .success(let answer):
          let warnings = advice.warnings(of: submission.record, answer)
          reply.succeed(RecordAnswers.submitted(submission.identity, answer, warnings, in: context.language))
        case .failure(let fault): reply.fail(StatusMapping.status(of: fault))
        }
      }
      try Authorisation.requireProgramme(submission.identity.programme, of: principal)
      store.intake.submit(submission)
    } catch {
      reply.fail(StatusMapping.status(of: error))
    }
  }

  // MARK: - Review

  @Sendable private func review(_ context: CallContext, _ params: [UInt8]) async throws -> [UInt8] {
    let principal = try await authorisation.principal(context, roles: [.reviewer])
    var parameters = try CallParameters(params)
    let identity = identity(&parameters)
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
    let identity = identity(&parameters)
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
      kind: parameters.kind(among: store.kinds), programme: parameters.string("programme"),
      reviewStatuses: parameters.codes("reviewStatus", of: CodeLists.reviewStatus))
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

  private func identity(_ parameters: inout CallParameters) -> RecordIdentity? {
    let kind = parameters.requiredKind(among: store.kinds)
    let programme = parameters.requiredString(
      "programme", Wording(en: "the programme's key", fr: "la clé du programme"))
    let key = parameters.requiredString("key", Wording(en: "the record's key", fr: "la clé de l’enregistrement"))
    return kind.map { RecordIdentity(kind: $0, programme: programme, key: key) }
  }
}
