import JSONBytes
import Testing
import Violations

@testable import LineRPC

/// What the passing of time does to a connection. Every step is told when the machine has asked for it.
@Suite struct ConnectionClockTests {
  /// Passes time to the alarm, and returns how long that was.
  private func ring(_ driven: inout DrivenConnection) throws -> Duration {
    let time = try #require(driven.machine.alarm) - driven.now
    driven.pass(max(.zero, time))
    try driven.look(reading: 0)
    return time
  }

  @Test("Deadlines are kept to the moment, whichever came first")
  func deadlines() throws {
    var driven = DrivenConnection()
    driven.begin(1, within: .seconds(30))
    driven.begin(2, within: .seconds(5))
    driven.begin(3)
    driven.begin(4, within: .seconds(20))
    #expect(try ring(&driven) == .seconds(5))
    try driven.end(4)
    try driven.look()
    // The alarm of a call that has ended is rung for nothing and set anew.
    #expect(try ring(&driven) == .seconds(15))
    #expect(try ring(&driven) == .seconds(10))
    #expect(driven.said == ["2 DEADLINE_EXCEEDED", "4 result", "1 DEADLINE_EXCEEDED"])
    #expect(driven.actions.stop.count == 2)
  }

  @Test("Silence counts from the last byte in either direction, and not while a call is open")
  func silence() throws {
    var driven = DrivenConnection { $0.idleSeconds = 60 }
    driven.pass(.seconds(40))
    let time = driven.now
    driven.machine.bytesRead(at: time)
    driven.begin(1)
    #expect(try ring(&driven) == .seconds(60))
    driven.pass(.seconds(50))
    try driven.end(1)
    try driven.look()
    #expect(try ring(&driven) == .seconds(60))
    #expect(driven.said == ["1 result", "null IDLE"])
    #expect(driven.actions.closing == .idle)
  }

  @Test(
    "A client that reads at least the least rate is never closed",
    arguments: [(600, false), (1_200, false), (9_000, false), (400, true), (0, true)])
  func slowReaders(bytesPerSecond: Int, isClosed: Bool) throws {
    var driven = DrivenConnection()
    let answer = Array("\"\(String(repeating: "x", count: 400_000))\"".utf8)
    driven.begin(1)
    try driven.succeed(1, answer)
    try driven.look(reading: 0)
    var unread = driven.handed.reduce(0, +)
    // As the channel tells it: when parts of 16 KiB have gone.
    var owed = 0
    for _ in 0..<200 where driven.machine.phase == .open && unread > 0 {
      driven.pass(.seconds(1))
      owed += bytesPerSecond
      while owed >= 16_384, unread > 0 {
        let part = min(16_384, unread)
        owed -= part
        unread -= part
        let now = driven.now
        driven.tell { machine, _ in machine.written(part, at: now) }
      }
    }
    #expect((driven.machine.phase != .open) == isClosed)
    #expect(driven.actions.closing == (isClosed ? .slowReader : nil))
  }

  @Test("A slow reader is told why, after what was on its way, and nothing is cut")
  func lastLineOfSlowReaders() throws {
    var driven = DrivenConnection()
    let answer = Array("\"\(String(repeating: "x", count: 9_998))\"".utf8)
    for id in 1...200 {
      driven.begin(id)
      try driven.succeed(id, answer)
    }
    try driven.look(reading: 0)
    let underway = driven.lines.count
    driven.pass(.seconds(LineLimits.standard.slowReaderSeconds))
    // It has as long again, and every byte read renews that.
    driven.pass(.seconds(LineLimits.standard.slowReaderSeconds - 1))
    try driven.look(reading: 1)
    driven.pass(.seconds(LineLimits.standard.slowReaderSeconds - 1))
    try driven.look()
    #expect(driven.said == (1...underway).map { "\($0) result" } + ["null SLOW_READER"])
    #expect(underway < 40)
    #expect(driven.step == .closeOutput)
  }

  @Test("Closing gives up a client that does not read")
  func givingUp() throws {
    var driven = DrivenConnection()
    driven.tell { $0.close(.idle(1), at: $1) }
    try driven.look(reading: 0)
    #expect(try ring(&driven) == DrivenConnection.linger)
    #expect(driven.step == .close && driven.machine.alarm == nil)
  }

  @Test("Closing gives up a client that reads and does not close")
  func lingering() throws {
    var driven = DrivenConnection()
    driven.tell { $0.close(.idle(1), at: $1) }
    try driven.look()
    #expect(driven.step == .closeOutput)
    #expect(try ring(&driven) == DrivenConnection.linger)
    #expect(driven.step == .close)
  }
}
