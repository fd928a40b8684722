import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan review`
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Validates, publishes or returns records.",
    discussion: """
      Reports use a record only once somebody other than its submitter has validated it.

        kurukan review --token-file reviewer.token --decision validate --kind finding \\
            --programme cri2002-undef --key rt-2023-gao-f01 --revision 1
        kurukan review --token-file reviewer.token --decision return --reason "Date manquante" --kind finding \\
            --programme cri2002-undef --key rt-2023-gao-f01 --revision 1
        kurukan review --token-file reviewer.token --list
        kurukan review --token-file reviewer.token --decision validate --all
      """)

  enum Decision: String, ExpressibleByArgument, CaseIterable {
    case validate, publish, `return`
  }

  @OptionGroup var client: ClientOptions

  @Option(help: "validate, publish or return.")
  var decision: Decision = .validate

  @Option(help: "What the submitter has to change; with --decision return.")
  var reason: String?

  @Flag(help: "Lists what waits for review, the longest waiting first, one JSON object a line.")
  var list = false

  @Flag(help: "Decides on everything that waits for review, within --kind and --programme.")
  var all = false

  @Option(help: "The record's kind.")
  var kind: String?

  @Option(help: "The record's programme.")
  var programme: String?

  @Option(help: "The record's key.")
  var key: String?

  @Option(help: "The revision that was read.")
  var revision: Int?

  func validate() throws {
    if !list, (decision == .return) != (reason != nil) {
      throw ValidationError(
        Wording(
          en: "--decision return needs --reason, and no other decision has one.",
          fr: "--decision return exige --reason, et aucune autre décision n’en a."
        ).text)
    }
    guard !list && !all else { return }
    guard kind != nil, programme != nil, key != nil, revision != nil else {
      throw ValidationError(
        Wording(
          en: "Name the record with --kind, --programme, --key and --revision, or use --list or --all.",
          fr: "Désignez l’enregistrement par --kind, --programme, --key et --revision, ou employez --list ou --all."
        ).text)
    }
  }

  func run() async throws {
    let client = try await self.client.connect()
    let reviews = RecordReviewing(client: client, decision: decision.rawValue, reason: reason)
    do {
      if list {
        try await reviews.waiting(kind, programme) { try Terminal.output($0.text) }
      } else if all {
        let summary = try await reviews.decideAll(kind, programme)
        Terminal.endProgress()
        try Terminal.output(
          Wording(
            en: "\(summary.done) records decided: \(decision.rawValue); \(summary.refused) refused",
            fr: "enregistrements décidés : \(summary.done) (\(decision.rawValue)), refusés : \(summary.refused)"
          ).text)
        if summary.refused > 0 { throw ExitCode(64 + Int32(StatusCode.failedPrecondition.number)) }
      } else {
        let reference = RecordReference(
          kind: kind ?? "", programme: programme ?? "", key: key ?? "", revision: revision ?? 0)
        try Terminal.output(bytes: try await reviews.decide(reference) + [UInt8(ascii: "\n")])
      }
    } catch let status as Status {
      throw CommandFailure(status, doing: Wording(en: "Cannot review", fr: "La revue est impossible"))
    }
    await client.close()
  }
}

/// One revision of one record.
struct RecordReference: Sendable {
  let kind: String
  let programme: String
  let key: String
  let revision: Int
}

/// Finds what waits for review, and decides on it.
struct RecordReviewing {
  /// Reviews on their way at once: half of what a server lets one caller do, so that others of the caller's go on.
  static let window = 8

  let client: LineClient
  let decision: String
  var reason: String?

  /// Hands every record that waits for review to `body`, the longest waiting first.
  func waiting(
    _ kind: String?, _ programme: String?, _ body: (JSONValue) throws -> Void
  ) async throws {
    var parameters: JSONObject = [
      "reviewStatus": ["submitted"], "withdrawn": false, "order": "submittedAt",
    ]
    parameters["kind"] = kind.map(JSONValue.string)
    parameters["programme"] = programme.map(JSONValue.string)
    try await RecordPages(client: client, method: "kurukan.v1.Records/List").forEach(parameters, body)
  }

  func decide(_ reference: RecordReference) async throws(Status) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("kind", reference.kind)
    json.member("programme", reference.programme)
    json.member("key", reference.key)
    json.member("revision", reference.revision)
    json.member("decision", decision)
    json.member("reason", ifPresent: reason)
    json.endObject()
    return try await client.call("kurukan.v1.Records/Review", json.bytes)
  }

  /// Decides on all that waits; a refusal is said and passed over.
  func decideAll(
    _ kind: String?, _ programme: String?
  ) async throws -> (done: Int, refused: Int) {
    var references: [RecordReference] = []
    try await waiting(kind, programme) { value in
      references.append(
        RecordReference(
          kind: value["record"]?["kind"]?.string ?? "", programme: value["record"]?["programme"]?.string ?? "",
          key: value["record"]?["key"]?.string ?? "", revision: Int(value["revision"]?.integer ?? 0)))
    }
    var done = 0
    var refused = 0
    for start in stride(from: 0, to: references.count, by: Self.window) {
      let part = references[start..<min(start + Self.window, references.count)]
      let failures = await withTaskGroup(of: (RecordReference, Status)?.self) { group in
        for reference in part {
          group.addTask {
            do throws(Status) {
              _ = try await decide(reference)
              return nil
            } catch {
              return (reference, error)
            }
          }
        }
        var failures: [(RecordReference, Status)] = []
        for await failure in group { if let failure { failures.append(failure) } }
        return failures
      }
      for (reference, status) in failures {
        Terminal.error("\(reference.kind) \(reference.programme)/\(reference.key): \(StatusText.lines(status))")
      }
      refused += failures.count
      done += part.count - failures.count
      Terminal.progress(
        Wording(en: "\(done) of \(references.count) decided", fr: "décidés : \(done) sur \(references.count)").text)
    }
    return (done, refused)
  }
}
