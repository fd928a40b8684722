import Violations

/// Writes down now and then how far files are settled.
struct SubmissionNotes {
  private var journal: SubmissionJournal?
  private let isStored: (RecordLine) async -> Bool?
  private var lastSave = ContinuousClock.now
  private var file: String?
  /// Where earlier runs stopped in the files that were begun.
  private var stops: [String: SubmissionJournal.Stop] = [:]

  /// - Parameter isStored: whether the server still has a record that it has stored, nil if it does not say.
  init(_ journal: SubmissionJournal?, isStored: @escaping (RecordLine) async -> Bool?) {
    self.journal = journal
    self.isStored = isStored
  }

  /// Whether an earlier run has settled a record.
  mutating func isSettled(_ line: RecordLine, _ ledger: SubmissionLedger) async -> Bool {
    if line.file != file {
      file = line.file
      if let stop = journal?.stop(in: line.file), await isStillTrue(stop, of: line.file) {
        stops[line.file] = stop
        ledger.noteRejectsBefore(stop.rejects)
      }
    }
    return stops[line.file].map { line.mark.offset <= $0.mark.offset } ?? false
  }

  /// Whether the server has what an earlier run has settled: under the same address another one may stand today, or the same
  /// after a restore. It is asked for the last record that was stored, since those before it came earlier.
  private func isStillTrue(_ stop: SubmissionJournal.Stop, of file: String) async -> Bool {
    guard let stored = stop.stored, let last = Self.record(endingAt: stored, of: file) else { return false }
    if await isStored(last) == true { return true }
    guard !Task.isCancelled else { return false }
    Terminal.error(
      Wording(
        en: "\(file): the server does not have what an earlier run sent last, as it was; everything is sent again.",
        fr: "\(file) : le serveur n’a pas, tel quel, ce qu’un envoi antérieur a transmis en dernier ; tout est renvoyé."
      ).text)
    return false
  }

  private static func record(endingAt offset: Int, of file: String) -> RecordLine? {
    guard var reader = try? RecordFileReader(file) else { return nil }
    while let line = try? reader.next(), line.mark.offset <= offset {
      if line.mark.offset == offset { return line }
    }
    return nil
  }

  /// Takes what the ledger has settled; writes it down if that was not done just now.
  mutating func note(_ ledger: SubmissionLedger) {
    guard journal != nil else { return }
    take(ledger)
    guard .now - lastSave >= Submission.journalPause else { return }
    lastSave = .now
    save(ledger)
  }

  /// Writes down everything that is settled, and that files are settled as a whole.
  mutating func end(_ ledger: SubmissionLedger, finished: [String]) {
    take(ledger)
    // What stands in no file of rejects must come up again.
    if ledger.rejectsFault == nil { for file in finished { journal?.finish(file) } }
    save(ledger)
  }

  private func take(_ ledger: SubmissionLedger) {
    for (file, stop) in ledger.takeStops() {
      var stop = stop
      let before = stops[file]
      stop.stored = stop.stored ?? before?.stored
      stop.rejects = (before?.rejects ?? []) + stop.rejects
      journal?.note(file, stop)
    }
  }

  /// Rejects first: what is noted as settled and rejected must be on disk.
  private mutating func save(_ ledger: SubmissionLedger) {
    guard journal != nil, ledger.keepRejects() else { return }
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
