import Foundation
import Glibc
import JSONBytes
import LineRPC
import TestSupport
import Testing
import Violations

@testable import kurukan

/// What a submission is made of, without a server.
@Suite("Parts of a submission")
struct SubmissionPartsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }
  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
  }

  private static func line(_ number: Int, file: String = "f", offset: Int? = nil) -> RecordLine {
    RecordLine(
      bytes: Array("{\"n\":\(number)}".utf8), file: file, number: number,
      mark: FileMark(offset: offset ?? number * 10, checksum: UInt32(number)))
  }

  private static let refusal = Status(
    .recordInvalid, "Wrong.\nReally.",
    details: [
      FieldViolation(path: "theme", message: "Unknown code.", found: "x", allowed: (0..<70).map { "code\($0)" })
    ])

  // MARK: - Rejects

  @Test("Rejects are below their reasons, in a file of their own each time, and read again as they were sent")
  func rejects() throws {
    for name in ["rejected.ndjson", "rejected-2.ndjson", "rejected-3.ndjson"] {
      let file = RejectsFile(path("rejected.ndjson"))
      #expect(file.path == nil)
      for number in [3, 7] { try file.add(Self.line(number), Self.refusal) }
      #expect(file.path == path(name))
      var facts = stat()
      #expect(stat(path(name), &facts) == 0 && facts.st_mode & 0o777 == 0o600)
      var reader = try RecordFileReader(path(name))
      for number in [3, 7] { #expect(try reader.next()?.bytes == Self.line(number).bytes) }
      #expect(try reader.next() == nil)
      #expect(try text(name).contains("# f:3: INVALID_ARGUMENT RECORD_INVALID: Wrong.\n# Really.\n#   theme: Unknown"))
    }
    #expect(try names.count == 3)
  }

  @Test("Nothing is made where nothing is rejected, and a folder that cannot be written is told") func noRejects()
    throws
  {
    do { _ = RejectsFile(path("rejected.ndjson")) }
    #expect(try names == [])
    #expect(throws: FileError.self) { try RejectsFile(path("nowhere/r.ndjson")).add(Self.line(1), Self.refusal) }
    #expect(throws: FileError.self) { try RejectsFile("/dev/full").add(Self.line(1), Self.refusal) }
  }

  @Test("A line break of any kind in a reason begins a remark of its own") func brokenReason() throws {
    let file = RejectsFile(path("rejected"))
    let detail = FieldViolation(path: "theme", message: "Unknown.", found: "a\r\nb\u{2028}c\u{85}d\re")
    try file.add(Self.line(1), Status(.recordInvalid, "Wrong.", details: [detail]))
    let lines = try text("rejected").unicodeScalars.split { "\n\r\u{2028}\u{85}".unicodeScalars.contains($0) }.map(
      String.init)
    #expect(lines.count == 7 && lines.dropLast().allSatisfy { $0.hasPrefix("# ") })
  }

  @Test("No link is followed, and a device stays what it is") func rejectsElsewhere() throws {
    try Data("before".utf8).write(to: folder.url.appendingPathComponent("target"))
    try #require(symlink(path("target"), path("rejected")) == 0 && symlink(path("no"), path("rejected-2")) == 0)
    let file = RejectsFile(path("rejected"))
    try file.add(Self.line(1), Self.refusal)
    #expect(file.path == path("rejected-3"))
    #expect(try text("target") == "before" && names == ["rejected", "rejected-2", "rejected-3", "target"])
    var (before, after) = (stat(), stat())
    try #require(stat("/dev/null", &before) == 0)
    try RejectsFile("/dev/null").add(Self.line(1), Self.refusal)
    #expect(stat("/dev/null", &after) == 0 && after.st_mode == before.st_mode)
  }

  @Test("A run's rejects bear its time") func rejectsName() {
    #expect(RejectsFile.standardName(at: 1_795_878_245) == "rejected-2026-11-28-150405.ndjson")
    #expect(RejectsFile.standardName(at: 0) == "rejected-1970-01-01-000000.ndjson")
  }

  // MARK: - What is said

  @Test("What many records have is said once, with the first of them") func groups() {
    var groups = FaultGroups()
    for number in 1...7 { groups.add(path: "quotes[\(number)].text", message: "Missing.", place: "f:\(number)") }
    groups.add(path: "", message: "Once.", place: "f:9")
    #expect(groups.lines == ["7 × quotes[].text: Missing. (f:1, f:2, f:3 and 4 more)", "f:9: Once."])
    for number in 0..<60 { groups.add(path: "", message: "\(number)", place: "f") }
    #expect(groups.lines.count == FaultGroups.groups + 1 && groups.lines.last == "… and 12 of other kinds")
    #expect(groups.count == 68)
  }

  @Test("Every record that was read is in the summary once", arguments: [0, 1, 2, 3]) func summary(seed: UInt64) {
    var dice = Dice(seed: seed)
    var summary = SubmissionSummary()
    summary.counts = .init(
      created: dice.roll(0...9), revised: dice.roll(0...9), duplicates: dice.roll(0...9), rejected: dice.roll(0...9))
    (summary.settledBefore, summary.unknown) = (dice.roll(0...9), dice.roll(0...9))
    let notSent = dice.roll(0...9)
    summary.read = summary.counts.total + summary.settledBefore + summary.unknown + notSent
    #expect(summary.notSent == notSent)
    let json = try? JSONValue(parsing: summary.json)
    let parts = ["created", "revised", "duplicates", "rejected", "settledBefore", "unanswered", "notSent"]
    #expect(parts.reduce(0) { $0 + (json?[$1]?.integer ?? 0) } == json?["read"]?.integer)
    // The text names every part that is not nothing.
    let numbers = summary.text.matches(of: /\d+/).compactMap { Int($0.0) }
    #expect(numbers[0] == numbers.dropFirst().reduce(0, +))
  }

  @Test("Progress tells rate and time left where the end is known") func progress() {
    let start = ContinuousClock.now
    var summary = SubmissionSummary()
    summary.counts.created = 500
    let known = SubmissionProgress(totalBytes: 1_000, start: start)
    #expect(
      known.text(summary, consumedBytes: 250, at: start + .seconds(10)) == "500 records, 50/s, 25 % read, 30 s left")
    #expect(known.text(summary, consumedBytes: 1, at: start + .seconds(10)).hasSuffix("2 h 46 min left"))
    #expect(known.text(summary, consumedBytes: 1_000, at: start + .seconds(10)).hasSuffix("100 % read"))
    #expect(known.text(summary, consumedBytes: 250, at: start + .seconds(1)).hasSuffix("25 % read"))
    let unknown = SubmissionProgress(totalBytes: nil, start: start)
    #expect(unknown.text(summary, consumedBytes: 250, at: start + .seconds(10)) == "500 records, 50/s")
    #expect(unknown.text(summary, consumedBytes: 0, at: start) == "500 records, 0/s")
  }

  // MARK: - The ledger

  @Test("Records are settled in order; rejects are told once, whatever a second call says again") func ledger() throws {
    let ledger = SubmissionLedger(rejects: path("rejected"), tellsAllWarnings: false)
    for number in 0..<6 {
      ledger.read()
      if number == 5 { break }
      #expect(ledger.begin(Self.line(number)) == number)
    }
    ledger.reject(1, Self.refusal)
    ledger.reject(1, Self.refusal)
    ledger.warn(2, [["path": "title", "message": "m"]])
    ledger.warn(2, [["path": "title", "message": "m"]])
    var summary = ledger.summary
    #expect(summary.counts.rejected == 1 && summary.unknown == 4 && summary.notSent == 1)
    ledger.settle(upTo: 3, .init(created: 1, duplicates: 1, rejected: 1))
    summary = ledger.summary
    #expect(summary.counts == .init(created: 1, duplicates: 1, rejected: 1))
    #expect(summary.unknown == 2 && summary.notSent == 1 && summary.warnings == 1)
    #expect(ledger.line(4)?.number == 4 && ledger.line(2) == nil && ledger.line(5) == nil)
    let left = [3, 4].reduce(0) { $0 + Self.line($1).bytes.count }
    #expect(ledger.onTheirWay == .init(count: 2, bytes: left))
    let stop = SubmissionJournal.Stop(
      mark: FileMark(offset: 20, checksum: 2), stored: 20, rejects: [path("rejected")])
    #expect(ledger.takeStops() == ["f": stop])
    #expect(ledger.takeStops().isEmpty)
    #expect(try text("rejected").split(separator: "\n").filter { !$0.hasPrefix("#") } == [#"{"n":1}"#])
    // What was settled before cannot be settled again, nor rejected.
    ledger.settle(upTo: 2, .init(created: 9))
    ledger.reject(2, Self.refusal)
    #expect(ledger.summary.counts == summary.counts)
  }

  @Test("What may pass is looked at again at the end, and counts for nothing else then") func secondLook() {
    let ledger = SubmissionLedger(rejects: path("rejected"), tellsAllWarnings: false)
    let warning: JSONValue = ["rule": "reference_arrived", "path": "engagement", "message": "Not there."]
    for number in 0..<2 {
      ledger.read()
      _ = ledger.begin(Self.line(number))
      ledger.warn(number, [warning])
    }
    ledger.settle(upTo: 2, .init(created: 2))
    _ = ledger.takeStops()
    #expect(ledger.summary.warnings == 0)
    let again = ledger.closeForSecondLook()
    #expect(again.map(\.number) == [0, 1])
    for line in again { _ = ledger.begin(line) }
    ledger.warn(3, [warning])
    ledger.reject(2, Self.refusal)
    #expect(ledger.summary.unknown == 0)
    ledger.settle(upTo: 4, .init(duplicates: 2))
    let summary = ledger.summary
    #expect(summary.counts == .init(created: 2) && summary.warnings == 1 && summary.notSent == 0)
    #expect(ledger.takeStops().isEmpty && summary.rejects == nil)
    #expect(ledger.warningLines == ["f:1: engagement: Not there."])
  }

  // MARK: - The journal

  private func make(_ name: String, _ lines: Int) throws -> [RecordLine] {
    let text = (0..<lines).map { "{\"n\":\($0)}\n" }.joined()
    try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    var reader = try RecordFileReader(path(name))
    var result: [RecordLine] = []
    while let line = try reader.next() { result.append(line) }
    return result
  }

  private func journal(_ server: String = "s:1", _ principal: String = "amina", at time: Int = 1_000) throws
    -> SubmissionJournal
  {
    try SubmissionJournal(path("state/journal"), server: server, principal: principal) { time }
  }

  @Test("A journal knows where a file was left, for one server and one principal") func remembered() throws {
    let lines = try make("records", 20)
    let first = try journal()
    try first.prepare()
    first.note(path("records"), Stop(mark: lines[7].mark, stored: 40, rejects: ["r.ndjson", "/r-2"]))
    try first.save()
    let stop = try journal().stop(in: path("records"))
    #expect(stop?.mark == lines[7].mark && stop?.stored == 40)
    // The next run may begin in another folder.
    #expect(stop?.rejects == [FileManager.default.currentDirectoryPath + "/r.ndjson", "/r-2"])
    for other in [try journal("s:2"), try journal("s:1", "issa")] { #expect(other.stop(in: path("records")) == nil) }
    var facts = stat()
    #expect(stat(path("state/journal"), &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    // Others' entries stay, and by another way to the same file it is the same.
    let other = try journal("s:2")
    other.note(path("./records"), Stop(mark: lines[3].mark))
    try other.save()
    #expect(try journal().stop(in: path("records"))?.mark == lines[7].mark)
    #expect(try journal("s:2").stop(in: path("records"))?.mark == lines[3].mark)
    let last = try journal()
    last.finish(path("records"))
    try last.save()
    #expect(try journal().stop(in: path("records")) == nil)
    #expect(try journal("s:2").stop(in: path("records")) != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("state")) == ["journal"])
  }

  @Test("A file that was changed in what was settled is sent whole, as is one after a month") func stale() throws {
    let lines = try make("records", 20)
    let first = try journal()
    try first.prepare()
    first.note(path("records"), Stop(mark: lines[7].mark))
    try first.save()
    let month = SubmissionJournal.days * 86_400
    #expect(try journal(at: 1_000 + month).stop(in: path("records")) != nil)
    #expect(try journal(at: 1_001 + month).stop(in: path("records")) == nil)
    try Data(try text("records").replacing("\"n\":7}", with: "\"n\":0}").utf8)
      .write(to: folder.url.appendingPathComponent("records"))
    #expect(try journal().stop(in: path("records")) == nil)
    // What is written later drops what nobody wants any more.
    let later = try journal(at: 1_001 + month)
    _ = try make("other", 3)
    later.note(path("other"), Stop())
    try later.save()
    #expect(try !text("state/journal").contains("/records"))
  }

  @Test("A journal that is broken, empty or missing is one without entries; only regular files are in it")
  func broken() throws {
    let lines = try make("records", 3)
    try FileManager.default.createDirectory(atPath: path("state"), withIntermediateDirectories: false)
    for bytes in ["", "{", "\u{0}\n[1]\n{\"server\":\"s:1\"}\n", "{\"server\":\"s:1\",\"principal\":\"amina\"}\n"] {
      try Data(bytes.utf8).write(to: folder.url.appendingPathComponent("state/journal"))
      let journal = try journal()
      #expect(journal.stop(in: path("records")) == nil)
      for name in ["-", "/dev/null", path("missing")] { journal.note(name, Stop(mark: lines[0].mark)) }
      try journal.save()
      #expect(try text("state/journal") == bytes)
    }
  }

  @Test("Where a journal cannot be written, that is told") func unwritable() throws {
    _ = try make("file", 1)
    let journal = try SubmissionJournal(path("file/journal"), server: "s", principal: "p")
    #expect(throws: FileError.self) { try journal.prepare() }
    let missing = try SubmissionJournal(path("nowhere/journal"), server: "s", principal: "p")
    missing.note(path("file"), Stop())
    #expect(throws: FileError.self) { try missing.save() }
  }

  @Test("A pipe or a link is not replaced by a journal", arguments: ["pipe", "link"]) func elsewhere(name: String)
    throws
  {
    _ = try make("file", 1)
    try #require(name == "pipe" ? mkfifo(path(name), 0o600) == 0 : symlink(path("no"), path(name)) == 0)
    let journal = try SubmissionJournal(path(name), server: "s", principal: "p")
    let fault = #expect(throws: FileError.self) { try journal.prepare() }
    #expect(fault?.description.contains("--no-journal") == true)
    journal.note(path("file"), Stop())
    #expect(throws: FileError.self) { try journal.save() }
    var facts = stat()
    #expect(lstat(path(name), &facts) == 0 && facts.st_mode & S_IFMT == (name == "pipe" ? S_IFIFO : S_IFLNK))
    #expect(try names == ["file", name].sorted())
  }

  // MARK: - What is noted

  private typealias Stop = SubmissionJournal.Stop

  /// A ledger that has settled the lines of a file, of which every third was rejected.
  private func settled(_ lines: [RecordLine], rejects: String) -> SubmissionLedger {
    let ledger = SubmissionLedger(rejects: rejects, tellsAllWarnings: false)
    for line in lines {
      let index = ledger.begin(line)
      if index % 3 == 2 { ledger.reject(index, Self.refusal) }
    }
    ledger.settle(upTo: lines.count, .init(created: lines.count))
    return ledger
  }

  private func notes(_ isStored: @escaping (RecordLine) async -> Bool? = { _ in true }) throws -> SubmissionNotes {
    let journal = try journal()
    try journal.prepare()
    return SubmissionNotes(journal, isStored: isStored)
  }

  /// How many of the lines an earlier run has settled, as the next one sees it.
  private func passedOver(
    _ lines: [RecordLine], _ ledger: SubmissionLedger, _ isStored: @escaping (RecordLine) async -> Bool? = { _ in true }
  ) async throws -> Int {
    var notes = try notes(isStored)
    var count = 0
    for line in lines where await notes.isSettled(line, ledger) { count += 1 }
    return count
  }

  @Test("A server is asked for the last record that it has stored; without it, everything is sent again")
  func asked() async throws {
    let lines = try make("records", 12)
    var first = try notes()
    // The last of these was rejected.
    first.end(settled(Array(lines[..<9]), rejects: path("rejected")), finished: [])
    let ledger = SubmissionLedger(rejects: path("rejected"), tellsAllWarnings: false)
    var asked: [Int] = []
    for answer in [true, false, nil] as [Bool?] {
      let count = try await passedOver(lines, ledger) { line in
        asked.append(line.number)
        return answer
      }
      #expect(count == (answer == true ? 9 : 0))
    }
    #expect(asked == [8, 8, 8])
    #expect(ledger.summary.rejectsBefore == [path("rejected")])
  }

  @Test("Where nothing was stored, nothing can be asked, and everything is sent again") func nothingStored()
    async throws
  {
    let lines = try make("records", 2)
    let ledger = SubmissionLedger(rejects: path("rejected"), tellsAllWarnings: false)
    for line in lines { ledger.reject(ledger.begin(line), Self.refusal) }
    ledger.settle(upTo: 2, .init(rejected: 2))
    var first = try notes()
    first.end(ledger, finished: [])
    #expect(try await passedOver(lines, ledger) == 0)
  }

  @Test("Rejects of several runs and of several files are each named where they belong") func severalRuns() async throws
  {
    let (one, two) = (try make("one", 6), try make("two", 6))
    var first = try notes()
    first.end(settled(Array(one[..<3]), rejects: path("first")), finished: [])
    let second = settled(one + two, rejects: path("second"))
    var notes = try notes()
    for line in one + two { _ = await notes.isSettled(line, second) }
    notes.end(second, finished: [])
    let journal = try journal()
    #expect(journal.stop(in: path("one"))?.rejects == [path("first"), path("second")])
    #expect(journal.stop(in: path("two"))?.rejects == [path("second")])
  }

  @Test("What is rejected and cannot be written down is not noted as settled") func lostReject() async throws {
    let lines = try make("records", 6)
    var first = try notes()
    let ledger = settled(lines, rejects: "/dev/full")
    #expect(ledger.rejectsFault != nil)
    first.end(ledger, finished: [path("records")])
    #expect(try journal().stop(in: path("records")) == nil)
  }

  @Test("What was warned of and is not looked at again is told") func noSecondLook() {
    let warning: JSONValue = ["rule": "reference_arrived", "path": "engagement", "message": "Not there."]
    for seen in 0...3 {
      let ledger = SubmissionLedger(rejects: path("rejected"), tellsAllWarnings: false)
      for number in 0..<3 { ledger.warn(ledger.begin(Self.line(number)), [warning]) }
      ledger.settle(upTo: 3, .init(created: 3))
      if seen > 0 {
        for line in ledger.closeForSecondLook() { _ = ledger.begin(line) }
        // The first is known to be still true, and the look ends after so many.
        ledger.warn(3, [warning])
        ledger.settle(upTo: 3 + seen - 1, .init(duplicates: seen - 1))
      }
      ledger.endWithoutSecondLook()
      // Of those that were looked at, only the first has its warning still.
      #expect(ledger.summary.warnings == [3, 3, 3, 2][seen])
      ledger.endWithoutSecondLook()
      #expect(ledger.summary.warnings == [3, 3, 3, 2][seen])
    }
  }
}
