import Disclosure
import JSONBytes
import LineRPC
public import MethodCatalogue
public import PluginHost
public import RecordStore
import Records
import Violations

/// `kurukan.v1.Records`: records in, reviews, and single records and lists out.
public struct RecordsService: Sendable {
  private let store: Store
  private let reader: RecordReader
  private let advice: RecordAdvice

  /// The service over a store, and the reports in which its records may appear.
  public init(store: Store, reports: [InstalledReport]) {
    self.store = store
    reader = RecordReader(kinds: store.kinds, pseudonyms: store.pseudonyms)
    advice = RecordAdvice(reports: ReportReach(reports, kinds: store.kinds))
  }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .immediate(Self.submitting, reading: read, body: submit), .unary(Self.reviewing, review),
      .unary(Self.getting, get), .serverStreaming(Self.listing, list),
    ]
  }

  // MARK: - Submit

  /// Reads a record where it stands in its line.
  @Sendable private func read(
    _ params: inout JSONReader
  ) throws(JSONError) -> Result<Record, RecordFault> {
    try reader.read(&params)
  }

  @Sendable private func submit(_ call: Call, _ read: Result<Record, RecordFault>, _ reply: Reply) {
    do {
      let context = call.context
      let principal = try call.principal
      let record = try read.get()
      let submission = Submission(
        record: record, sender: Sender(principal), requestID: context.requestID, deadline: context.deadline
      ) { [advice] submission, result in
        switch result {
        case .success(let answer):
          let warnings = advice.warnings(of: submission.record, answer)
          reply.succeed(RecordAnswers.submitted(submission.identity, answer, warnings, in: context.language))
        case .failure(let fault): reply.fail(StatusMapping.status(of: fault))
        }
      }
      try principal.require(programme: submission.identity.programme)
      store.intake.submit(submission)
    } catch {
      reply.fail(StatusMapping.status(of: error))
    }
  }

  // MARK: - Review

  @Sendable private func review(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let identity = identity(&parameters)
    let revision = parameters.integer("revision") ?? 0
    let decision = parameters.code("decision", as: ReviewDecision.self)
    try parameters.finish()
    if let identity { call.note(identity) }
    call.notes.note("decision", parameters.text("decision"))
    guard let identity, let decision else { throw Status(.parameterInvalid, Reason.parameterInvalid.summary) }
    let outcome = try await store.reviews.review(identity, revision: revision, decision: decision, by: principal)
    return try RecordAnswers.reviewed(identity, revision, decision, outcome)
  }

  // MARK: - Reads

  @Sendable private func get(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let identity = identity(&parameters)
    try parameters.finish()
    if let identity { call.note(identity) }
    guard let identity, principal.mayUse(programme: identity.programme),
      let record = try await store.reads.get(identity, scope: principal.scope)
    else { throw RecordAnswers.noSuchRecord }
    return RecordAnswers.stored(record)
  }

  @Sendable private func list(_ call: Call, _ writer: ResponseWriter) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let filter = RecordFilter(
      kind: parameters.kind("kind", among: store.kinds), programme: parameters.string("programme"),
      reviewStatuses: parameters.codes("reviewStatus", of: CodeLists.reviewStatus))
    try parameters.finish()
    call.notes.note("kind", filter.kind?.name ?? "")
    call.notes.note("programme", filter.programme ?? "")
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
    parameters.kind("kind", among: store.kinds).map {
      RecordIdentity(kind: $0, programme: parameters.text("programme"), key: parameters.text("key"))
    }
  }
}
