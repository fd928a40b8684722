import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// Sends records, many at a time, until each has an answer that stands.
struct RecordSubmission {
  /// Times that a record is sent again before its failure stands.
  static let attempts = 8
  /// The pause before the first try again; each further one is twice as long.
  static let firstPause: Duration = .milliseconds(200)

  let options: ClientOptions
  let window: Int
  let rejectsPath: String
  /// Whether warnings are written to standard error, beside being counted.
  let saysWarnings: Bool
  private var summary = SubmissionSummary()
  /// Records that named something which had not arrived.
  private var openLines = OpenLines()
  private var rejects: OutputFile?
  private var client: LineClient?

  init(options: ClientOptions, window: Int, rejectsPath: String, saysWarnings: Bool = true) {
    self.options = options
    self.window = window
    self.rejectsPath = rejectsPath
    self.saysWarnings = saysWarnings
  }

  /// Submits all lines of `files` and returns what became of them. Throws ``CommandFailure`` when the server can be
  /// reached no more, or refuses the caller: what was answered until then is stored.
  mutating func submit(_ files: [String]) async throws -> SubmissionSummary {
    summary = SubmissionSummary(rejectsPath: rejectsPath)
    var lines = RecordLines(files: files)
    var batch: [RecordLine] = []
    while let line = lines.next() {
      // What belongs to a programme is refused until the programme exists, so nothing overtakes it.
      let isProgramme = Self.isProgramme(line)
      if isProgramme || batch.count == window {
        try await send(&batch)
      }
      batch.append(line)
      if isProgramme { try await send(&batch) }
    }
    try await send(&batch)
    try await lookAgain()
    Terminal.endProgress()
    try rejects?.finish()
    await client?.close()
    if let fault = lines.fault { throw CommandFailure("\(fault.text)\n\(summary.text)") }
    return summary
  }

  private static func isProgramme(_ line: RecordLine) -> Bool {
    (try? JSONValue(parsing: line.bytes))?["kind"]?.string == "programme"
  }

  /// What a record names often comes later in the same files. Sent once more, such a record is a duplicate, and its
  /// answer has the warnings that still hold.
  private mutating func lookAgain() async throws {
    let lines = openLines.close()
    for start in stride(from: 0, to: lines.count, by: window) {
      var batch = Array(lines[start..<min(start + window, lines.count)])
      try await send(&batch)
    }
  }

  /// Sends a batch and waits for all of its answers; sends again what may be.
  private mutating func send(_ batch: inout [RecordLine]) async throws {
    var waiting = batch
    batch = []
    var pause = Self.firstPause
    for attempt in 1...Self.attempts where !waiting.isEmpty {
      let answers = try await answers(to: waiting)
      var again: [RecordLine] = []
      for (line, answer) in zip(waiting, answers) {
        switch answer {
        case .success(let json): count(json, line)
        case .failure(let status) where status.isRetryable && attempt < Self.attempts: again.append(line)
        case .failure(let status): try reject(line, status)
        }
      }
      waiting = again
      Terminal.progress(summary.text)
      guard !waiting.isEmpty else { break }
      Terminal.progress(
        Wording(
          en: "\(summary.text); trying \(waiting.count) again",
          fr: "\(summary.text) ; nouvel essai pour \(waiting.count)"
        ).text)
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(10))
    }
  }

  private mutating func answers(to lines: [RecordLine]) async throws -> [Result<[UInt8], Status>] {
    let client = try await connected()
    return await withTaskGroup(of: (Int, Result<[UInt8], Status>).self) { group in
      for (index, line) in lines.enumerated() {
        group.addTask { (index, await Self.answer(to: line, from: client)) }
      }
      var results = [Result<[UInt8], Status>?](repeating: nil, count: lines.count)
      for await (index, result) in group { results[index] = result }
      return results.map { $0 ?? .failure(Self.unanswered) }
    }
  }

  private static let unanswered = Status(
    .unexpected,
    Wording(en: "The call ended without an answer.", fr: "L’appel a pris fin sans réponse."))

  /// A function of its own: with this inside the group's closure, Swift 6.3.1 with optimization makes garbage of the
  /// index that the closure returns beside it.
  private static func answer(to line: RecordLine, from client: LineClient) async -> Result<[UInt8], Status> {
    do throws(Status) {
      return .success(try await client.call("kurukan.v1.Records/Submit", line.bytes))
    } catch {
      return .failure(error)
    }
  }

  private mutating func connected() async throws -> LineClient {
    if let client, client.isOpen { return client }
    let new = try await options.connect()
    client = new
    return new
  }

  private mutating func count(_ json: [UInt8], _ line: RecordLine) {
    let answer = try? JSONValue(parsing: json)
    let warnings = answer?["warnings"]?.array ?? []
    let isSecondLook = openLines.isClosed
    if isSecondLook || !openLines.keep(line, warnings) { warn(warnings, line) }
    guard !isSecondLook else { return }
    switch answer?["outcome"]?.string {
    case "created": summary.created += 1
    case "revised": summary.revised += 1
    default: summary.duplicates += 1
    }
  }

  /// A record that is stored and cannot be validated as it is.
  private mutating func warn(_ warnings: [JSONValue], _ line: RecordLine) {
    summary.warnings += warnings.count
    guard saysWarnings else { return }
    for warning in warnings {
      Terminal.error("\(line.place): \(warning["path"]?.string ?? ""): \(warning["message"]?.string ?? "")")
    }
  }

  /// A refusal of the caller ends it all; a refusal of a record is written down.
  private mutating func reject(_ line: RecordLine, _ status: Status) throws {
    if [.unauthenticated, .permissionDenied, .unavailable].contains(status.code) {
      throw CommandFailure(
        status,
        doing: Wording(
          en: "\(line.place) was not taken; \(summary.text)",
          fr: "\(line.place) n’a pas été accepté ; \(summary.text)"))
    }
    // What is looked at again was stored, whatever a second look says: that another revision followed, for one.
    guard !openLines.isClosed else { return }
    summary.rejected += 1
    Terminal.error("\(line.place): \(StatusText.lines(status))")
    let file = try rejects ?? OutputFile(rejectsPath)
    rejects = file
    var json = JSONWriter(capacity: line.bytes.count + 512)
    json.beginObject()
    json.member("file", line.file)
    json.member("line", line.number)
    json.key("error")
    status.write(to: &json, language: .ofEnvironment)
    json.member("record", String(decoding: line.bytes, as: UTF8.self))
    json.endObject()
    json.newline()
    try file.write(json.bytes)
  }
}
