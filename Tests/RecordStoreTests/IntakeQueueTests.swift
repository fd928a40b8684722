import JSONBytes
import Records
import Synchronization
import TestSupport
import Testing

@testable import RecordStore

@Suite("What waits for the writers")
struct IntakeQueueTests {
  private static func record(_ key: String, _ text: String = "Un constat.") throws -> Record {
    try StoreFixture.reader.read(finding(key, engagement: nil, ["statement": .string(text)]).bytes)
  }

  private static func submission(_ record: Record) -> Submission {
    Submission(record: record, sender: Sender(name: "amina"), requestID: "r") { _, _ in }
  }

  private static func submission(_ key: String, _ text: String = "Un constat.") throws -> Submission {
    submission(try record(key, text))
  }

  /// Fills a queue up to what makes streams wait, with more records than a batch has.
  private static func fill(_ queue: IntakeQueue) throws {
    let records = try (0..<300).map { try record("f\($0)") }
    for number in 0..<IntakeLimits.streamedRecords {
      let fault = queue.append(submission(records[number % records.count]))
      #expect(fault == nil)
    }
  }

  /// Starts a stream that waits for room, and returns when it does.
  private static func waitingStream(_ queue: IntakeQueue) async -> Task<Void, Never> {
    let before = queue.waitingStreams
    let task = Task { await queue.waitForRoom() }
    while queue.waitingStreams == before { await Task.yield() }
    return task
  }

  @Test("Streams wait while too many records do, and go on as soon as a batch is taken")
  func records() async throws {
    let queue = IntakeQueue(writers: 2)
    await queue.waitForRoom()
    try Self.fill(queue)
    let streams = [await Self.waitingStream(queue), await Self.waitingStream(queue)]
    // Calls are taken all the same.
    let call = queue.append(try Self.submission("call"))
    #expect(call == nil)
    let batch = await queue.nextBatch(for: 0)
    #expect(batch?.count == IntakeLimits.batchRecords)
    for stream in streams { await stream.value }
    #expect(queue.waitingStreams == 0)
  }

  @Test("Streams wait while too many bytes do")
  func bytes() async throws {
    let queue = IntakeQueue(writers: 2)
    let record = try Self.record("f", String(repeating: "x", count: 3_950))
    for _ in 0...(IntakeLimits.streamedBytes / record.text.count) {
      let fault = queue.append(Self.submission(record))
      #expect(fault == nil)
    }
    #expect(queue.count < IntakeLimits.streamedRecords)
    let stream = await Self.waitingStream(queue)
    _ = await queue.nextBatch(for: 0)
    await stream.value
  }

  @Test("A stream that is cancelled, and all when the store closes, wait no longer")
  func endings() async throws {
    let queue = IntakeQueue(writers: 2)
    try Self.fill(queue)
    let (cancelled, other) = (await Self.waitingStream(queue), await Self.waitingStream(queue))
    cancelled.cancel()
    await cancelled.value
    #expect(queue.waitingStreams == 1)
    queue.close()
    await other.value
    // What was cancelled before it waited does not wait either.
    let late = IntakeQueue(writers: 2)
    try Self.fill(late)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await late.waitForRoom()
    }
    await task.value
    #expect(late.waitingStreams == 0)
  }

  /// The keys of a batch.
  private static func keys(_ batch: [Submission]?) -> [String] { batch?.map(\.identity.key) ?? [] }

  @Test("One writer works; another one helps where a whole batch waits, but never on what is at hand")
  func helpers() async throws {
    let queue = IntakeQueue(writers: 2)
    func add(_ keys: [String]) throws {
      for key in keys {
        let fault = queue.append(try Self.submission(key))
        #expect(fault == nil)
      }
    }
    try add(["a"])
    #expect(Self.keys(await queue.nextBatch(for: 0)) == ["a"])
    let helper = Task { await queue.nextBatch(for: 1) }
    while queue.idleWriters == 0 { await Task.yield() }
    // Less than a batch is left to who works already.
    let few = (1..<IntakeLimits.batchRecords).map { "f\($0)" }
    try add(few)
    #expect(queue.idleWriters == 1)
    try add(["a"])
    // The record that is at hand is left for who has it.
    #expect(Self.keys(await helper.value) == few)
    #expect(queue.count == 1)
    // Whoever is done last takes what is left; the other one waits, and a lone submission wakes one of them.
    let turns = [Task { await queue.nextBatch(for: 0) }, Task { await queue.nextBatch(for: 1) }]
    while queue.count > 0 || queue.idleWriters == 0 { await Task.yield() }
    queue.close()
    var taken: [String] = []
    for turn in turns { taken += Self.keys(await turn.value) }
    #expect(taken == ["a"])
  }

  @Test("A lone submission wakes one writer")
  func lone() async throws {
    let queue = IntakeQueue(writers: 2)
    let turns = [Task { await queue.nextBatch(for: 0) }, Task { await queue.nextBatch(for: 1) }]
    while queue.idleWriters < 2 { await Task.yield() }
    let fault = queue.append(try Self.submission("a"))
    #expect(fault == nil)
    while queue.count > 0 { await Task.yield() }
    #expect(queue.idleWriters == 1)
    queue.close()
    var taken: [String] = []
    for turn in turns { taken += Self.keys(await turn.value) }
    #expect(taken == ["a"])
  }

  /// Counts how many writers have a batch.
  private final class AtHand: Sendable {
    private let count = Atomic(0)

    func take() -> Int { count.add(1, ordering: .relaxed).newValue }
    func giveBack() { count.subtract(1, ordering: .relaxed) }
  }

  @Test("Of one record alone, however often it waits, never two writers have one, and all are taken")
  func hotKey() async throws {
    let queue = IntakeQueue(writers: 2)
    let count = 3 * IntakeLimits.batchRecords
    for _ in 0..<count {
      let fault = queue.append(try Self.submission("hot"))
      #expect(fault == nil)
    }
    queue.close()
    let atHand = AtHand()
    let taken = await withTaskGroup(of: Int.self) { group in
      for writer in 0..<2 {
        group.addTask {
          var taken = 0
          while let batch = await queue.nextBatch(for: writer) {
            #expect(Self.keys(batch) == ["hot"])
            #expect(atHand.take() == 1)
            taken += batch.count
            await Task.yield()
            atHand.giveBack()
          }
          return taken
        }
      }
      return await group.reduce(0, +)
    }
    #expect(taken == count)
    #expect(queue.count == 0)
  }

  @Test("A batch has each record once, whatever waits, in the order in which it came")
  func batches() async throws {
    let queue = IntakeQueue(writers: 2)
    for round in 0..<3 {
      for key in ["a", "b"] {
        let fault = queue.append(try Self.submission(key, "\(round)"))
        #expect(fault == nil)
      }
    }
    queue.close()
    var batches: [[String]] = []
    while let batch = await queue.nextBatch(for: 0) {
      batches.append(batch.map { "\($0.identity.key)\($0.record["statement"]?.string ?? "")" })
    }
    #expect(batches == [["a0", "b0"], ["a1", "b1"], ["a2", "b2"]])
    let fault = queue.append(try Self.submission("late"))
    #expect(fault?.code == .closing)
  }

  @Test("However many of one record wait, the next batch has what came after them")
  func hotKeyAndOther() async throws {
    let queue = IntakeQueue(writers: 2)
    let hot = try Self.record("hot")
    for _ in 0..<(4 * IntakeLimits.batchRecords) {
      let fault = queue.append(Self.submission(hot))
      #expect(fault == nil)
    }
    let fault = queue.append(try Self.submission("other"))
    #expect(fault == nil)
    #expect(Self.keys(await queue.nextBatch(for: 0)) == ["hot", "other"])
    #expect(Self.keys(await queue.nextBatch(for: 0)) == ["hot"])
    #expect(queue.count == 4 * IntakeLimits.batchRecords - 2)
  }

  /// What waits for each record, by the numbers of the submissions, and what the writers have.
  private struct Model {
    var waiting: [String: [Int]] = [:]
    var atHand: [Set<String>] = [[], []]

    var count: Int { waiting.values.reduce(0) { $0 + $1.count } }

    /// Whether there is a batch for a writer that is done with what it had.
    func hasBatch(for writer: Int) -> Bool {
      !free(for: writer).isEmpty && (count >= IntakeLimits.batchRecords || atHand[1 - writer].isEmpty)
    }

    /// The records that nobody else has.
    func free(for writer: Int) -> Set<String> { Set(waiting.keys).subtracting(atHand[1 - writer]) }

    /// Takes the next of a record; its number.
    mutating func take(_ key: String) -> Int? {
      guard var numbers = waiting[key] else { return nil }
      let first = numbers.removeFirst()
      waiting[key] = numbers.isEmpty ? nil : numbers
      return first
    }
  }

  @Test("Whatever comes, all of it is taken once, each record's in its order, and by one writer", arguments: 0..<8)
  func generated(seed: UInt64) async throws {
    var dice = Dice(seed: seed)
    let queue = IntakeQueue(writers: 2)
    let records = try (0..<400).map { try Self.record("f\($0)") }
    var model = Model()
    var (added, taken) = (0, 0)
    let total = 4_000
    func check(_ batch: [Submission], of writer: Int) {
      let keys = batch.map(\.identity.key)
      let free = model.free(for: writer)
      #expect(Set(keys).count == keys.count && free.isSuperset(of: keys))
      #expect(keys.count == min(free.count, IntakeLimits.batchRecords))
      for submission in batch {
        let expected = model.take(submission.identity.key)
        #expect(expected.map(String.init) == submission.requestID)
      }
      model.atHand[writer] = Set(keys)
      taken += batch.count
      #expect(queue.count == model.count)
    }
    while added < total || model.hasBatch(for: 0) || model.hasBatch(for: 1) {
      // Some records come far more often than others.
      for _ in 0..<dice.roll(0...300) where added < total {
        let record = dice.once(in: 2) ? records[dice.roll(0...3)] : dice.pick(records)
        let fault = queue.append(
          Submission(record: record, sender: Sender(name: "amina"), requestID: "\(added)") { _, _ in })
        #expect(fault == nil)
        model.waiting[record.key, default: []].append(added)
        added += 1
      }
      // One for whom there is nothing is still at work.
      let writer = dice.roll(0...1)
      guard model.hasBatch(for: writer) else { continue }
      check(try #require(await queue.nextBatch(for: writer)), of: writer)
    }
    // One waits until the other one has carried through what is left.
    queue.close()
    let waiting = Task { await queue.nextBatch(for: 0) }
    while queue.idleWriters == 0, model.count > 0 { await Task.yield() }
    model.atHand[0] = []
    while let batch = await queue.nextBatch(for: 1) { check(batch, of: 1) }
    #expect(await waiting.value == nil)
    #expect(taken == total && model.count == 0)
  }
}
