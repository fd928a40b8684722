import JSONBytes
import LineRPC
import LineRPCClient
import RecordStore
import Records
import Services
import Synchronization
import Violations

/// Sends the records of files until each has an answer that stands.
struct Submission: Sendable {
  /// How it ended, and what became of the records whatever happened.
  struct Outcome: Sendable {
    var summary: SubmissionSummary
    /// Why not everything was sent; nil if it was.
    var failure: Status?
    /// Whether a rejected record could not be written down.
    var hasLostRejects = false

    /// Whether every record is stored.
    var isWhole: Bool {
      failure == nil && summary.counts.rejected == 0 && summary.rejectsBefore.isEmpty && summary.unreadable == 0
    }
  }

  /// Records on their way at once, unless said otherwise: twice as many as a server works on.
  static let standardWindow = 2_048
  /// The most that may be asked for.
  static let largestWindow = 65_536
  /// How often it is written down how far files are settled.
  static let journalPause: Duration = .seconds(1)
  /// How long nothing is heard before that is said.
  static let silence: Duration = .seconds(3)

  let client: ClientOptions
  /// Records on their way at once.
  var window = Self.standardWindow
  /// How long the server may be away.
  var patience: Duration = .seconds(300)
  /// The name of a file of rejects.
  var rejects = RejectsFile.standardName()
  /// Where it is written down how far files are settled; nil for nowhere.
  var journal: String?
  /// Whether it is a fault if that cannot be written.
  var needsJournal = false
  var tellsAllWarnings = false
  /// Whether warnings are told, beside being counted.
  var tellsWarnings = true

  /// Submits all records of `files`.
  ///
  /// - Throws: ``CommandFailure`` when nothing was read, because the server cannot be reached or refuses the caller.
  func run(_ files: [String]) async throws -> Outcome {
    // Before anything is read: a caller without a right to send learns it even if there is nothing to send.
    let connection = try await client.connect()
    let principal = try await principal(connection)
    let ledger = SubmissionLedger(rejects: rejects, tellsAllWarnings: tellsAllWarnings)
    let journal = try openJournal(principal)
    let sender = StreamSender(connection, ledger, window: window, patience: patience) { try await client.connect() }
    var notes = SubmissionNotes(journal) { await Self.isStored($0, sender) }
    var lines = RecordLines(files: files, isSending: true) { fault in
      Terminal.error(fault.text)
      ledger.noteUnreadable()
    }
    let consumed = ConsumedBytes()
    let reporter = report(ledger, SubmissionProgress(totalBytes: lines.totalBytes), consumed)
    var failure: Status?
    do throws(Status) {
      try await send(&lines, to: sender, ledger, &notes, consumed)
      try await lookAgain(sender, ledger)
    } catch {
      failure = error
      ledger.endWithoutSecondLook()
    }
    reporter.cancel()
    Terminal.endProgress()
    notes.end(ledger, finished: failure == nil ? lines.finished : [])
    await sender.close()
    if tellsWarnings { for line in ledger.warningLines { Terminal.error(line) } }
    return Outcome(summary: ledger.summary, failure: failure, hasLostRejects: ledger.rejectsFault != nil)
  }

  private func principal(_ connection: LineClient) async throws -> String {
    do {
      let answer = try await connection.call("kurukan.v1.Session/WhoAmI")
      return (try? JSONValue(parsing: answer))?["principal"]?.string ?? ""
    } catch {
      throw CommandFailure(
        error, doing: Wording(en: "Nothing can be submitted", fr: "Rien ne peut être soumis"))
    }
  }

  /// Without the user's own journal records are sent all the same; one that was asked for must be there.
  private func openJournal(_ principal: String) throws -> SubmissionJournal? {
    guard let path = journal else { return nil }
    do {
      let journal = try SubmissionJournal(path, server: "\(try client.address())", principal: principal)
      try journal.prepare()
      return journal
    } catch let error as FileError {
      guard needsJournal else {
        SubmissionNotes.tellMissing(error)
        return nil
      }
      throw CommandFailure(error.description)
    }
  }

  /// Whether the server has a record that an earlier run has stored, as it is; nil if it does not say.
  ///
  /// It is submitted as what replaces a revision that there cannot be. So nothing is ever stored by that, and the answer is
  /// that of a duplicate only where the record stands as it was sent: whoever submits may not read.
  private static func isStored(_ line: RecordLine, _ sender: StreamSender) async -> Bool? {
    guard var record = (try? JSONValue(parsing: line.bytes))?.object else { return nil }
    record["ifRevision"] = .integer(Int64(RecordLimits.revisions.upperBound))
    do throws(Status) {
      let answer = try await sender.call("kurukan.v1.Records/Submit", JSONValue.object(record).bytes)
      return (try? JSONValue(parsing: answer))?["outcome"]?.string == "duplicate"
    } catch {
      switch error.reason {
      case .recordErased: return true
      case .revisionConflict, .programmeUnknown, .keyTaken: return false
      default: return nil
      }
    }
  }

  // MARK: - Sending

  private func send(
    _ lines: inout RecordLines, to sender: StreamSender, _ ledger: SubmissionLedger,
    _ notes: inout SubmissionNotes, _ consumed: ConsumedBytes
  ) async throws(Status) {
    while let line = lines.next() {
      guard !Task.isCancelled else { throw Self.interrupted }
      ledger.read()
      consumed.set(lines.consumedBytes)
      if await notes.isSettled(line, ledger) {
        ledger.passOver()
        continue
      }
      do throws(Status) {
        try Self.requireObject(line)
      } catch {
        ledger.rejectUnsent(line, error)
        continue
      }
      try await sender.send(line)
      notes.note(ledger)
    }
    try await sender.settle()
  }

  /// What a record names often comes later in the same files. Sent once more, such a record is a duplicate, and its
  /// answer has the warnings that still hold.
  private func lookAgain(_ sender: StreamSender, _ ledger: SubmissionLedger) async throws(Status) {
    for line in ledger.closeForSecondLook() { try await sender.send(line) }
    try await sender.settle()
  }

  static let interrupted = Status(
    .cancelled, Wording(en: "The submission was interrupted.", fr: "L’envoi a été interrompu."))

  /// Throws what the server would answer to a line that is no record at all.
  static func requireObject(_ line: RecordLine) throws(Status) {
    // The frame around a record takes less.
    let limit = LineLimits.standard.lineBytes - 1_024
    guard line.bytes.count <= limit else {
      throw Status(
        .lineTooLong,
        Wording(
          en: "The record has \(line.bytes.count) bytes, more than \(limit).",
          fr: "L’enregistrement compte \(line.bytes.count) octets, plus de \(limit)."))
    }
    do {
      let isObject = try JSONReader.read(line.bytes) { (reader) throws(JSONError) in
        let isObject = try reader.peek() == .object
        try reader.skipValue()
        try reader.finish()
        return isObject
      }
      if !isObject { _ = try RecordReader().read(line.bytes) }
    } catch {
      throw StatusMapping.status(of: error)
    }
  }

  // MARK: - What is said meanwhile

  private func report(
    _ ledger: SubmissionLedger, _ progress: SubmissionProgress, _ consumed: ConsumedBytes
  ) -> Task<Void, Never> {
    Task {
      while !Task.isCancelled {
        if let silence = ledger.silence, silence >= Self.silence {
          let seconds = Int(silence.components.seconds)
          ledger.sayWaiting(
            Wording(
              en: "The server has not answered for \(seconds) s; waiting.",
              fr: "Le serveur n’a pas répondu depuis \(seconds) s ; attente."
            ).text)
        }
        Terminal.progress(progress.text(ledger.summary, consumedBytes: consumed.count))
        try? await Task.sleep(for: .milliseconds(500))
      }
    }
  }
}

/// How many bytes of all files were read.
private final class ConsumedBytes: Sendable {
  private let value = Atomic(0)

  var count: Int { value.load(ordering: .relaxed) }

  func set(_ count: Int) { value.store(count, ordering: .relaxed) }
}
