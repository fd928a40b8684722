import Violations

/// Writes down now and then how far files are settled.
struct SubmissionNotes {
  private var journal: SubmissionJournal?
  private var lastSave = ContinuousClock.now
  private var file: String?
  private var stop: SubmissionJournal.Entry?

  init(_ journal: SubmissionJournal?) { self.journal = journal }

  /// Whether an earlier run has settled a record.
  mutating func isSettled(_ line: RecordLine, _ ledger: SubmissionLedger) -> Bool {
    if line.file != file {
      file = line.file
      stop = journal?.stop(in: line.file)
      ledger.noteRejectsBefore(stop?.rejects)
    }
    return stop.map { line.mark.offset <= $0.mark.offset } ?? false
  }

  /// Takes what the ledger has settled; writes it down if that was not done just now.
  mutating func note(_ ledger: SubmissionLedger) {
    guard journal != nil else { return }
    take(ledger)
    guard .now - lastSave >= Submission.journalPause else { return }
    lastSave = .now
    save()
  }

  /// Writes down everything that is settled, and that files are settled as a whole.
  mutating func end(_ ledger: SubmissionLedger, finished: [String]) {
    take(ledger)
    for file in finished { journal?.finish(file) }
    save()
  }

  private func take(_ ledger: SubmissionLedger) {
    let (marks, rejects) = ledger.takeMarks()
    for (file, mark) in marks { journal?.note(file, mark, rejects: rejects ?? stop?.rejects) }
  }

  private mutating func save() {
    do throws(FileError) {
      try journal?.save()
    } catch {
      Self.tellMissing(error)
      journal = nil
    }
  }

  /// Records are sent all the same: sending them again is harmless.
  static func tellMissing(_ error: FileError) {
    Terminal.error(
      Wording(
        en: "\(error). If this submission is broken off, the next one sends everything again.",
        fr: "\(error). Si cet envoi est interrompu, le suivant renverra tout."
      ).text)
  }
}
