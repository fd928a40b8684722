import JSONBytes
import Records
import Testing

@testable import RecordStore

@Suite("What waits for a writer")
struct IntakePartitionTests {
  private static func submission(_ key: String, _ text: String = "Un constat.") throws -> Submission {
    Submission(
      record: try StoreFixture.reader.read(finding(key, engagement: nil, ["statement": .string(text)]).bytes),
      sender: Sender(name: "amina"), requestID: key
    ) { _, _ in }
  }

  /// Fills a partition up to what makes streams wait; the number of submissions in it.
  private static func fill(_ partition: IntakePartition) throws -> Int {
    for number in 0..<IntakeLimits.streamedRecords {
      let fault = partition.append(try submission("f\(number)"))
      #expect(fault == nil)
    }
    return IntakeLimits.streamedRecords
  }

  /// Starts a stream that waits for room, and returns when it does.
  private static func waitingStream(_ partition: IntakePartition) async -> Task<Void, Never> {
    let before = partition.waitingStreams
    let task = Task { await partition.waitForRoom() }
    while partition.waitingStreams == before { await Task.yield() }
    return task
  }

  @Test("Streams wait while too many records do, and go on as soon as a batch is taken")
  func records() async throws {
    let partition = IntakePartition()
    await partition.waitForRoom()
    _ = try Self.fill(partition)
    let streams = [await Self.waitingStream(partition), await Self.waitingStream(partition)]
    // Calls are taken all the same.
    let call = partition.append(try Self.submission("call"))
    #expect(call == nil)
    let batch = await partition.nextBatch()
    #expect(batch?.count == IntakeLimits.batchRecords)
    for stream in streams { await stream.value }
    #expect(partition.waitingStreams == 0)
  }

  @Test("Streams wait while too many bytes do")
  func bytes() async throws {
    let partition = IntakePartition()
    let text = String(repeating: "x", count: 3_900)
    var bytes = 0
    while bytes < IntakeLimits.streamedBytes {
      let submission = try Self.submission("f\(bytes)", text)
      bytes += submission.record.text.count
      let fault = partition.append(submission)
      #expect(fault == nil)
    }
    #expect(partition.count < IntakeLimits.streamedRecords)
    let stream = await Self.waitingStream(partition)
    _ = await partition.nextBatch()
    await stream.value
  }

  @Test("A stream that is cancelled, and all when the store closes, wait no longer")
  func endings() async throws {
    let partition = IntakePartition()
    _ = try Self.fill(partition)
    let (cancelled, other) = (await Self.waitingStream(partition), await Self.waitingStream(partition))
    cancelled.cancel()
    await cancelled.value
    #expect(partition.waitingStreams == 1)
    partition.close()
    await other.value
    // What was cancelled before it waited does not wait either.
    let late = IntakePartition()
    _ = try Self.fill(late)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await late.waitForRoom()
    }
    await task.value
    #expect(late.waitingStreams == 0)
  }

  @Test("A batch has each record once, whatever waits, in the order in which it came")
  func batches() async throws {
    let partition = IntakePartition()
    for round in 0..<3 {
      for key in ["a", "b"] {
        let fault = partition.append(try Self.submission(key, "\(round)"))
        #expect(fault == nil)
      }
    }
    partition.close()
    var batches: [[String]] = []
    while let batch = await partition.nextBatch() {
      batches.append(batch.map { "\($0.identity.key)\($0.record["statement"]?.string ?? "")" })
    }
    #expect(batches == [["a0", "b0"], ["a1", "b1"], ["a2", "b2"]])
    let fault = partition.append(try Self.submission("late"))
    #expect(fault?.code == .closing)
  }
}
