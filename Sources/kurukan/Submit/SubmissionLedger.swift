import JSONBytes
import LineRPC
import Synchronization
import Violations

/// What becomes of every record, from being handed to a sender to its fate.
final class SubmissionLedger: Sendable {
  /// Rejected records that are told one by one; all of them stand in the file of rejects.
  static let rejectsTold = 10

  private struct State: @unchecked Sendable {
    var summary = SubmissionSummary()
    /// Records on their way, the first of which has the index `first`.
    var onTheirWay: ArraySlice<RecordLine> = []
    var first = 0
    /// Their bytes.
    var bytes = 0
    var openLines = OpenLines()
    var warnings = FaultGroups()
    var rejects: RejectsFile
    /// Rejected records that were told.
    var rejected = 0
    /// Records on their way that were rejected, and those that were warned of: after a cut the server says it again.
    var knownRejects: Set<Int> = []
    var knownWarnings: Set<Int> = []
    var rejectsFault: FileError?
    /// How far each file is settled, where that is not noted yet.
    var marks: [String: FileMark] = [:]
    /// Where the last record ends in each file that was stored, rather than rejected.
    var stored: [String: Int] = [:]
    /// The files of rejected records.
    var filesOfRejects: Set<String> = []
    var lastNews = ContinuousClock.now
    /// Whether it was said that the server is waited for.
    var saidWaiting = false

    func line(_ index: Int) -> RecordLine? {
      let place = onTheirWay.startIndex + index - first
      return onTheirWay.indices.contains(place) ? onTheirWay[place] : nil
    }
  }

  /// Whether each warning is told, rather than each kind of warning once.
  let tellsAllWarnings: Bool
  private let state: Mutex<State>

  init(rejects: String, tellsAllWarnings: Bool) {
    self.tellsAllWarnings = tellsAllWarnings
    state = Mutex(State(rejects: RejectsFile(rejects)))
  }

  // MARK: - The sending side

  /// Notes that a record was read.
  func read() { state.withLock { $0.summary.read += 1 } }

  /// Notes that an earlier run has settled the record that was read.
  func passOver() { state.withLock { $0.summary.settledBefore += 1 } }

  /// Notes that a record is on its way; its index.
  @discardableResult
  func begin(_ line: RecordLine) -> Int {
    state.withLock { state in
      if state.onTheirWay.isEmpty { state.lastNews = .now }
      state.onTheirWay.append(line)
      state.bytes += line.bytes.count
      return state.first + state.onTheirWay.count - 1
    }
  }

  /// The record of an index, if it is on its way.
  func line(_ index: Int) -> RecordLine? { state.withLock { $0.line(index) } }

  /// The records that are on their way.
  struct OnTheirWay: Equatable {
    /// How many there are, and how large.
    var count: Int
    var bytes: Int
  }

  /// How many records are on their way.
  var onTheirWay: OnTheirWay { state.withLock { OnTheirWay(count: $0.onTheirWay.count, bytes: $0.bytes) } }

  // MARK: - Fates

  /// Every record before `index` is settled for good, and so many of them in each way. Rejects and warnings of theirs
  /// were told before.
  func settle(upTo index: Int, _ counts: SubmissionSummary.Counts) {
    state.withLock { state in
      let count = min(index - state.first, state.onTheirWay.count)
      guard count >= 0 else { return }
      if !state.openLines.isClosed {
        for (index, line) in zip(state.first..., state.onTheirWay.prefix(count)) {
          state.marks[line.file] = line.mark
          if !state.knownRejects.contains(index) { state.stored[line.file] = line.mark.offset }
        }
        state.summary.counts = state.summary.counts + counts
      }
      state.openLines.settle(count)
      state.bytes -= state.onTheirWay.prefix(count).reduce(0) { $0 + $1.bytes.count }
      state.onTheirWay.removeFirst(count)
      state.first += count
      state.knownRejects = state.knownRejects.filter { $0 >= index }
      state.knownWarnings = state.knownWarnings.filter { $0 >= index }
      state.lastNews = .now
      if state.saidWaiting {
        Terminal.error(Wording(en: "The server answers again.", fr: "Le serveur répond de nouveau.").text)
      }
      state.saidWaiting = false
    }
  }

  /// A record on its way was refused for good. What is looked at again was stored, whatever a second look says: that
  /// another revision followed, for one.
  func reject(_ index: Int, _ status: Status) {
    state.withLock { state in
      guard !state.openLines.isClosed, let line = state.line(index), state.knownRejects.insert(index).inserted else {
        return
      }
      Self.tell(line, status, &state)
    }
  }

  /// A record is refused that need not be sent for that.
  func rejectUnsent(_ line: RecordLine, _ status: Status) {
    state.withLock { state in
      state.summary.counts.rejected += 1
      Self.tell(line, status, &state)
    }
  }

  private static func tell(_ line: RecordLine, _ status: Status, _ state: inout State) {
    state.rejected += 1
    state.filesOfRejects.insert(line.file)
    if state.rejected <= rejectsTold { Terminal.error("\(line.place): \(StatusText.lines(status))") }
    do throws(FileError) {
      try state.rejects.add(line, status)
      if state.rejected == rejectsTold + 1, let path = state.rejects.path {
        Terminal.error(
          Wording(en: "All further rejects stand in \(path).", fr: "Tous les rejets suivants sont dans \(path).").text)
      }
    } catch {
      if state.rejectsFault == nil { Terminal.error(error.description) }
      state.rejectsFault = error
    }
  }

  /// A record on its way was stored and cannot be validated as it is.
  func warn(_ index: Int, _ warnings: [JSONValue]) {
    state.withLock { state in
      guard let line = state.line(index), state.knownWarnings.insert(index).inserted else { return }
      if !state.openLines.isClosed, state.openLines.keep(line, warnings) { return }
      tell(line, warnings, &state)
    }
  }

  private func tell(_ line: RecordLine, _ warnings: [JSONValue], _ state: inout State) {
    for warning in warnings {
      state.summary.warnings += 1
      let (path, message) = (warning["path"]?.string ?? "", warning["message"]?.string ?? "")
      if tellsAllWarnings {
        Terminal.error("\(line.place): \(path): \(message)")
      } else {
        state.warnings.add(path: path, message: message, place: line.place)
      }
    }
  }

  /// The records that are looked at again: whatever is told from now on does not count as theirs.
  func closeForSecondLook() -> [RecordLine] { state.withLock { $0.openLines.close() } }

  /// There will be no second look, or none further: what was said at the first is told. The next run passes these records
  /// over, so nobody would ever say it.
  func endWithoutSecondLook() {
    state.withLock { state in
      let (first, isClosed) = (state.first, state.openLines.isClosed)
      for (index, open) in zip(first..., state.openLines.drop()) {
        if isClosed, state.knownWarnings.contains(index) { continue }
        tell(open.line, open.warnings, &state)
      }
    }
  }

  // MARK: - What is said

  /// Says why the server is waited for, once until it answers again.
  func sayWaiting(_ text: String) {
    state.withLock { state in
      if !state.saidWaiting { Terminal.error(text) }
      state.saidWaiting = true
    }
  }

  /// How long nothing was heard of records that are on their way; nil if there are none.
  var silence: Duration? {
    state.withLock { $0.onTheirWay.isEmpty ? nil : .now - $0.lastNews }
  }

  /// What was settled in each file since this was asked last, and where rejects of this run stand.
  func takeStops() -> [String: SubmissionJournal.Stop] {
    state.withLock { state in
      // Of what is settled, a reject may stand nowhere: the next run must be told of it again.
      guard state.rejectsFault == nil else { return [:] }
      var stops: [String: SubmissionJournal.Stop] = [:]
      for (file, mark) in state.marks {
        let rejects = state.filesOfRejects.contains(file) ? state.rejects.path : nil
        stops[file] = SubmissionJournal.Stop(
          mark: mark, stored: state.stored[file], rejects: rejects.map { [$0] } ?? [])
      }
      state.marks = [:]
      return stops
    }
  }

  /// Waits until all rejects that were told are on disk; false if one of them is not.
  func keepRejects() -> Bool {
    state.withLock { state in
      guard state.rejectsFault == nil else { return false }
      do throws(FileError) {
        try state.rejects.sync()
      } catch {
        Terminal.error(error.description)
        state.rejectsFault = error
      }
      return state.rejectsFault == nil
    }
  }

  /// What became of all records until now.
  var summary: SubmissionSummary {
    state.withLock { state in
      var summary = state.summary
      summary.counts.rejected += state.knownRejects.count
      summary.unknown = state.openLines.isClosed ? 0 : state.onTheirWay.count - state.knownRejects.count
      summary.rejects = state.rejects.path
      return summary
    }
  }

  /// A line for each kind of warning.
  var warningLines: [String] { state.withLock { $0.warnings.lines } }

  /// Whether a rejected record could not be written down.
  var rejectsFault: FileError? { state.withLock { $0.rejectsFault } }

  /// Notes files that could not be read to their end.
  func noteUnreadable() { state.withLock { $0.summary.unreadable += 1 } }

  /// Names files of rejects of earlier runs.
  func noteRejectsBefore(_ paths: [String]) {
    state.withLock { state in
      for path in paths where !state.summary.rejectsBefore.contains(path) { state.summary.rejectsBefore.append(path) }
    }
  }
}
