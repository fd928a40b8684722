import JSONBytes
import LineRPC
import TestSupport
import Testing
import Violations

@testable import LineRPCClient

/// How far a stream has come, without a socket.
@Suite struct StreamProgressTests {
  private func progress(from first: Int = 0, sending count: Int) -> StreamProgress {
    var progress = StreamProgress(firstIndex: first)
    progress.begin()
    for _ in 0..<count { progress.willSend() }
    return progress
  }

  private let refused = Status(.recordInvalid, "Wrong.")

  @Test func tellsEachThingOnce() throws {
    var progress = progress(from: 100, sending: 5)
    #expect(try progress.take(.rejected(101, refused)) == .rejected(101, refused))
    #expect(try progress.take(.rejected(101, refused)) == nil)
    #expect(try progress.take(.warned(102, [1])) == .warned(102, [1]))
    #expect(try progress.take(.warned(102, [1])) == nil)
    let totals = StreamTotals(created: 2, rejected: 1)
    #expect(try progress.take(.acknowledged(103, totals)) == .acknowledged(103, totals))
    #expect(try progress.take(.acknowledged(103, totals)) == nil)
    #expect(try progress.take(.acknowledged(102, totals)) == nil)
    #expect(progress.acknowledged == 103 && progress.totals == totals && !progress.isAllSettled)
    // What is settled is past; nothing is remembered of it.
    #expect(progress.remembered == 0)
    #expect(try progress.take(.rejected(101, refused)) == nil)
  }

  @Test func anotherCallGoesOnFromWhatIsSettled() throws {
    var progress = progress(sending: 10)
    _ = try progress.take(.acknowledged(4, StreamTotals(created: 3, rejected: 1)))
    _ = try progress.take(.rejected(6, refused))
    progress.begin()
    #expect(progress.sent == 4)
    for _ in 4..<10 { progress.willSend() }
    // Told before the cut, and not again.
    #expect(try progress.take(.rejected(6, refused)) == nil)
    #expect(try progress.take(.rejected(7, refused)) == .rejected(7, refused))
    let all = StreamTotals(created: 4, duplicates: 3, rejected: 3)
    #expect(
      try progress.take(.acknowledged(10, StreamTotals(created: 1, duplicates: 3, rejected: 2)))
        == .acknowledged(10, all))
    #expect(progress.totals == all && all.settled == 10 && progress.isAllSettled)
  }

  @Test func theIndexToResumeFromSettlesWhatIsBelow() throws {
    var progress = progress(sending: 10)
    _ = try progress.take(.acknowledged(2, StreamTotals(created: 2)))
    _ = try progress.take(.rejected(3, refused))
    _ = try progress.take(.rejected(8, refused))
    let totals = StreamTotals(created: 2, duplicates: 3, rejected: 1)
    #expect(try progress.resume(from: 6) == .acknowledged(6, totals))
    #expect(try progress.resume(from: 6) == nil && progress.resume(from: 0) == nil)
    progress.begin()
    #expect(progress.sent == 6 && progress.totals == totals)
  }

  @Test func whatWasNotSentCannotBeSettled() throws {
    var progress = progress(from: 5, sending: 3)
    #expect(throws: Status.self) { try progress.take(.acknowledged(9, StreamTotals())) }
    #expect(throws: Status.self) { try progress.take(.rejected(8, refused)) }
    #expect(throws: Status.self) { try progress.take(.warned(8, [])) }
    let status = #expect(throws: Status.self) { try progress.resume(from: 9) }
    #expect(status?.isRetryable == false)
    #expect(try progress.take(.rejected(7, refused)) != nil)
    #expect(try progress.take(.acknowledged(8, StreamTotals(created: 3))) != nil)
  }

  @Test(arguments: [
    (
      #"{"acknowledged":120,"created":100,"revised":1,"duplicates":17,"rejected":2,"new":[]}"#,
      SubmitStreamMessage.acknowledged(
        120, StreamTotals(created: 100, revised: 1, duplicates: 17, rejected: 2))
    ),
    (#"{"acknowledged":0}"#, .acknowledged(0, StreamTotals())),
    (
      #"{ "warned" : {"key":"k","index":18,"warnings":[{"path":"a"}]}}"#,
      .warned(18, Array(#"{"key":"k","index":18,"warnings":[{"path":"a"}]}"#.utf8))
    ),
    (
      #"{"rejected":{"index":17,"error":{"status":"INVALID_ARGUMENT","reason":"PARAMETER_INVALID","message":"m"}}}"#,
      .rejected(17, Status(.parameterInvalid, "m"))
    ),
  ])
  func messages(_ json: String, _ message: SubmitStreamMessage) throws {
    #expect(try SubmitStreamMessage.read(Array(json.utf8)) == message)
  }

  @Test(arguments: ["{}", #"{"somethingNew":{}}"#, #"{"rejected":{"index":1}}"#, #"{"warned":{}}"#])
  func whatIsNotKnownIsPassedOver(_ json: String) throws {
    #expect(try SubmitStreamMessage.read(Array(json.utf8)) == nil)
  }

  @Test(arguments: ["1", "[]", #"{"acknowledged":"1"}"#, #"{"acknowledged":1.5}"#, #"{"rejected":[]}"#])
  func whatHasAnotherShapeIsRefused(_ json: String) {
    #expect(throws: JSONError.self) { try SubmitStreamMessage.read(Array(json.utf8)) }
  }

  /// A server that settles in order, rejects and warns by index, and loses what it likes on the way.
  @Test("Cut anywhere", arguments: 1...100)
  func promises(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let first = dice.roll(0...50)
    let end = first + dice.roll(0...300)
    func isRejected(_ index: Int) -> Bool { index % 7 == 3 }
    func isWarned(_ index: Int) -> Bool { index % 5 == 1 && !isRejected(index) }
    var progress = StreamProgress(firstIndex: first)
    // Below it stands all that was ever under way.
    var highest = first
    var (rejects, warnings, last) = ([Int](), [Int](), first)
    func note(_ event: ResumingStreamEvent?) {
      switch event {
      case .rejected(let index, _)?: rejects.append(index)
      case .warned(let index, _)?: warnings.append(index)
      case .acknowledged(let index, let totals)?:
        #expect(index > last && totals.settled == index - first)
        #expect(totals.rejected == (first..<index).count(where: isRejected))
        // Whatever an acknowledgement covers was told before it.
        #expect(Set((first..<index).filter(isRejected)).isSubset(of: rejects))
        #expect(Set((first..<index).filter(isWarned)).isSubset(of: warnings))
        last = index
      case nil: break
      }
    }
    while progress.acknowledged < end {
      progress.begin()
      let start = progress.sent
      var settled = start
      var counts = StreamTotals()
      while progress.acknowledged < end {
        for _ in 0..<dice.roll(0...20) where progress.sent < end { progress.willSend() }
        while settled < progress.sent, !dice.once(in: 6) {
          if isRejected(settled) {
            counts.rejected += 1
            note(try progress.take(.rejected(settled, refused)))
          } else {
            counts.created += 1
            if isWarned(settled) { note(try progress.take(.warned(settled, []))) }
          }
          settled += 1
        }
        if dice.once(in: 3) { note(try progress.take(.acknowledged(settled, counts))) }
        highest = max(highest, progress.sent)
        #expect(progress.remembered <= highest - progress.acknowledged)
        if dice.once(in: 20) {
          note(try progress.resume(from: dice.roll(start...settled)))
          break
        }
        if dice.once(in: 10) { break }
      }
    }
    #expect(rejects.sorted() == (first..<end).filter(isRejected))
    #expect(warnings.sorted() == (first..<end).filter(isWarned))
    #expect(progress.totals.settled == end - first && last == end)
  }
}
