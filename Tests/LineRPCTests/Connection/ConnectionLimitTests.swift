import JSONBytes
import Testing
import Violations

@testable import LineRPC

/// When a connection takes no lines for a while, and when it closes for what its client does.
@Suite struct ConnectionLimitTests {
  @Test("Lines are taken while there are places for calls")
  func calls() throws {
    var driven = DrivenConnection { $0.callsPerConnection = 2 }
    driven.begin(1)
    #expect(driven.machine.takesLines)
    driven.begin(2)
    #expect(!driven.machine.takesLines)
    try driven.end(1)
    #expect(driven.machine.takesLines && driven.actions.mustLook)
  }

  @Test("A call that is answered late holds its place until its work has ended")
  func latePlaces() throws {
    var driven = DrivenConnection { $0.callsPerConnection = 2 }
    driven.begin(1, bytes: 5, within: .seconds(1))
    driven.begin(2, bytes: 7)
    driven.pass(.seconds(1))
    driven.tell { machine, _ in machine.cancel(CallID(2)) }
    #expect(!driven.machine.takesLines)
    #expect(driven.actions.released == CallPlacesHeld())
    try driven.end(2)
    #expect(driven.machine.takesLines)
    #expect(driven.actions.released.calls == 1 && driven.actions.released.bytes == 7)
    try driven.end(1)
    try driven.end(1)
    #expect(driven.actions.released.calls == 2 && driven.actions.released.bytes == 12)
    #expect(driven.machine.held == CallPlacesHeld())
    try driven.look()
    #expect(driven.said == ["1 DEADLINE_EXCEEDED", "2 CANCELLED"])
  }

  @Test("Lines are taken while their requests hold little")
  func requests() throws {
    var driven = DrivenConnection { $0.requestBytesPerConnection = 10 }
    driven.begin(1, bytes: 9)
    #expect(driven.machine.takesLines)
    driven.begin(2, bytes: 1)
    #expect(!driven.machine.takesLines)
    try driven.end(2)
    #expect(driven.machine.takesLines)
  }

  @Test("Lines are taken while answers are read, and streams wait for a smaller window")
  func answers() throws {
    var driven = DrivenConnection {
      $0.answerBytesPerConnection = 60_000
      $0.streamWindowBytes = 40_000
    }
    driven.begin(1, .stream)
    let call = try driven.call(1)
    let message = Array("\"\(String(repeating: "x", count: 19_000))\"".utf8)
    #expect(driven.machine.write(message, of: call) == .written)
    #expect(driven.machine.write(message, of: call) == .written)
    #expect(driven.machine.write(message, of: call) == .written)
    #expect(driven.machine.write(message, of: call) == .full)
    #expect(driven.machine.takesLines)
    driven.begin(2)
    driven.begin(3)
    try driven.succeed(2, message)
    #expect(!driven.machine.takesLines)
    try driven.look(reading: 1)
    #expect(driven.machine.takesLines)
    #expect(!driven.actions.streamsGoOn)
    // Half the window is free: a stream wakes to write many messages, not one.
    try driven.look(reading: 2)
    #expect(driven.actions.streamsGoOn)
    #expect(driven.machine.write(message, of: call) == .written)
  }

  @Test("No more is handed on than a little, and all of it in the end")
  func handingOn() throws {
    var driven = DrivenConnection()
    let answer = Array("\"\(String(repeating: "x", count: 9_998))\"".utf8)
    for id in 1...100 {
      driven.begin(id)
      try driven.succeed(id, answer)
    }
    try driven.look(reading: 0)
    #expect(driven.handed.reduce(0, +) < Outbox.handedBytes + 40_000)
    #expect(driven.lines.count < 40)
    try driven.look()
    #expect(driven.said == (1...100).map { "\($0) result" })
  }

  @Test("Over-long lines in a row close, with good ones between them not")
  func breaches() throws {
    var driven = DrivenConnection { $0.breachesPerConnection = 3 }
    let tooLong = { (machine: inout ConnectionMachine, now: ContinuousClock.Instant) in
      machine.lineTooLong(beginning(""), at: now)
    }
    driven.tell(tooLong)
    driven.tell(tooLong)
    driven.begin(1)
    driven.tell(tooLong)
    driven.tell(tooLong)
    driven.tell { machine, _ in machine.cancel(CallID(1)) }
    driven.tell(tooLong)
    driven.tell(tooLong)
    #expect(driven.machine.phase == .open)
    driven.tell(tooLong)
    try driven.look()
    #expect(driven.said.suffix(2) == ["null LINE_TOO_LONG", "null REPEATED_BREACH"])
    #expect(driven.actions.closing == .repeatedBreach)
  }

  @Test("Refusals for want of a credential close, unless one is shown in between")
  func refusals() throws {
    var driven = DrivenConnection { $0.authenticationFailures = 3 }
    let unknown = Status(.unauthenticated, "Who?")
    func refuse(_ times: Int) throws {
      for id in 0..<times {
        driven.begin(id)
        try driven.end(id, unknown)
      }
    }
    try refuse(2)
    driven.begin(9, .barrier)
    try driven.end(9)
    try refuse(2)
    driven.begin(9, .barrier)
    try driven.end(9, unknown)
    try driven.look()
    #expect(driven.said.suffix(2) == ["9 UNAUTHENTICATED", "null AUTHENTICATION_FAILURES"])
  }

  @Test("Nothing is taken behind a barrier until it is answered, whatever answers it")
  func barrier() throws {
    var driven = DrivenConnection()
    driven.begin(1, .barrier)
    #expect(!driven.machine.takesLines)
    try driven.end(1, Status(.unauthenticated, "Who?"))
    #expect(driven.machine.takesLines && driven.actions.mustLook)
    driven.begin(2, .barrier, within: .seconds(1))
    driven.pass(.seconds(1))
    #expect(driven.machine.takesLines)
    // Its work ends while the next barrier is open.
    driven.begin(3, .barrier)
    try driven.end(2)
    #expect(!driven.machine.takesLines)
    try driven.end(3)
    #expect(driven.machine.takesLines)
  }
}
