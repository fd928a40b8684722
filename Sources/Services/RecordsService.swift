import Disclosure
import JSONBytes
import LineRPC
public import MethodCatalogue
public import PluginHost
public import RecordStore
import Records
import Violations

/// `kurukan.v1.Records`: records in, reviews, and records out.
public struct RecordsService: Sendable {
  private let store: Store
  private let reader: RecordReader
  private let advice: RecordAdvice

  /// The service over a store, and the plugins in whose reports its records may appear.
  public init(store: Store, host: PluginHost) {
    self.store = store
    reader = RecordReader(kinds: store.kinds, pseudonyms: store.pseudonyms)
    advice = RecordAdvice(reports: InstalledReach(host: host))
  }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .immediate(Self.submitting, reading: read, body: submit), .unary(Self.reviewing, review),
      .unary(Self.getting, get), RecordListing(store: store).method, RevisionListing(store: store).method,
      RecordExport(store: store).method, RecordStream(store: store, reader: reader, advice: advice).method,
    ] + RecordEnding(store: store).methods + [RecordRetentionMethod(store: store).method]
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
        record: record, sender: Sender(principal), requestID: context.requestID, deadline: context.deadline,
        isTooLate: { reply.isTooLate }
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
    let identity = parameters.identity(among: store.kinds)
    let revision = parameters.integer("revision") ?? 0
    let decision = parameters.code("decision", as: ReviewDecision.self)
    let reason = parameters.reason(of: decision)
    try parameters.finish()
    if let identity { call.note(identity) }
    call.notes.note("decision", parameters.text("decision"))
    guard let identity, let decision else { throw Status(.parameterInvalid, Reason.parameterInvalid.summary) }
    let outcome = try await store.reviews.review(
      identity, revision: revision, decision: decision, reason: reason, by: principal)
    return try RecordAnswers.reviewed(identity, revision, decision, outcome)
  }

  // MARK: - Reads

  @Sendable private func get(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let identity = parameters.identity(among: store.kinds)
    try parameters.finish()
    if let identity { call.note(identity) }
    guard let identity, principal.mayUse(programme: identity.programme),
      let record = try await store.reads.get(identity, scope: principal.scope, deadline: call.context.deadline)
    else { throw RecordAnswers.noSuchRecord }
    return RecordAnswers.stored(record)
  }
}

extension CallParameters {
  /// The record that a call names; nil if its kind is unknown, which is noted.
  mutating func identity(among kinds: KindCatalogue) -> RecordIdentity? {
    kind("kind", among: kinds).map {
      RecordIdentity(kind: $0, programme: text("programme"), key: text("key"))
    }
  }

  /// Why a revision goes back, which its submitter must be told; nothing else has a reason.
  fileprivate mutating func reason(of decision: ReviewDecision?) -> String? {
    let given = string("reason")
    guard decision == .return else {
      if given != nil, decision != nil {
        note(
          "reason",
          Wording(
            "reason_of_return", en: "Only a revision that is returned has a reason.",
            fr: "Seule une révision renvoyée a un motif."))
      }
      return nil
    }
    let isBlank = given?.unicodeScalars.allSatisfy(\.properties.isWhitespace) ?? true
    guard let given, !isBlank, given.unicodeScalars.count <= ReviewLimits.reasonCharacters else {
      note(
        "reason",
        Wording(
          "reason_needed",
          en: "Say in at most \(ReviewLimits.reasonCharacters) characters what the submitter has to change.",
          fr: "Dites en \(ReviewLimits.reasonCharacters) caractères au plus ce que l’auteur doit modifier."))
      return nil
    }
    return given
  }
}
