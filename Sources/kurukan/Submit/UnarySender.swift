import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// Sends records as calls of `Records/Submit`, many at a time.
actor UnarySender: RecordSender {
  private let link: ServerLink
  private let ledger: SubmissionLedger
  private let window: Int
  private var batch: [RecordLine] = []

  init(_ link: ServerLink, _ ledger: SubmissionLedger, window: Int) {
    (self.link, self.ledger, self.window) = (link, ledger, window)
  }

  func send(_ line: RecordLine) async throws(Status) {
    batch.append(line)
    if batch.count >= window { try await settle() }
  }

  func settle() async throws(Status) {
    guard !batch.isEmpty else { return }
    var waiting = batch.map { (index: ledger.begin($0), line: $0) }
    batch = []
    var counts = SubmissionSummary.Counts()
    while !waiting.isEmpty {
      let client = try await link.client()
      let answers = await Self.answers(to: waiting.map(\.line), from: client)
      var again: [(index: Int, line: RecordLine)] = []
      var failure: Status?
      for (sent, answer) in zip(waiting, answers) {
        switch answer {
        case .success(let json): count(json, sent.index, &counts)
        case .failure(let status) where status.isRetryable:
          again.append(sent)
          failure = status
        case .failure(let status) where [.unauthenticated, .permissionDenied, .cancelled].contains(status.code):
          throw status
        case .failure(let status):
          ledger.reject(sent.index, status)
          counts.rejected += 1
        }
      }
      if again.count < waiting.count { link.noteProgress() }
      waiting = again
      if let failure { try await link.wait(after: failure) }
    }
    ledger.settle(upTo: ledger.onTheirWay.first + ledger.onTheirWay.count, counts)
  }

  func close() async { await link.close() }

  private func count(_ json: [UInt8], _ index: Int, _ counts: inout SubmissionSummary.Counts) {
    let answer = try? JSONValue(parsing: json)
    ledger.warn(index, answer?["warnings"]?.array ?? [])
    switch answer?["outcome"]?.string {
    case "created": counts.created += 1
    case "revised": counts.revised += 1
    default: counts.duplicates += 1
    }
  }

  private static func answers(to lines: [RecordLine], from client: LineClient) async -> [Result<[UInt8], Status>] {
    await withTaskGroup(of: (Int, Result<[UInt8], Status>).self) { group in
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
}
