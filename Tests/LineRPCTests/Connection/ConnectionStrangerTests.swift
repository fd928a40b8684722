import JSONBytes
import Testing
import Violations

@testable import LineRPC

/// What a connection may before a valid credential has come over it, and while the server holds much for all.
@Suite struct ConnectionStrangerTests {
  @Test("A stranger's lines: some at once, then so many a second, whatever comes meanwhile")
  func pace() throws {
    var driven = DrivenConnection(isKnown: false) {
      $0.strangerLines = 8
      $0.strangerLinesPerSecond = 4
    }
    var taken = 0
    var times: [Duration] = []
    let start = driven.now
    // A client that always has another line.
    while driven.now < start + .seconds(10) {
      if driven.machine.takesLines {
        driven.machine.lineTaken()
        taken += 1
        times.append(driven.now - start)
      } else {
        let alarm = try #require(driven.machine.alarm)
        #expect(alarm > driven.now)
        driven.pass(alarm - driven.now)
        try driven.look()
      }
    }
    #expect(taken == 8 + 4 * 10 - 1)
    #expect(times[7] == .zero && times[8] == .milliseconds(250))
    #expect(zip(times.dropFirst(8), times.dropFirst(9)).allSatisfy { $1 - $0 == .milliseconds(250) })
  }

  @Test("A pace that was not used is saved up to the burst, no further")
  func saving() {
    var driven = DrivenConnection(isKnown: false) {
      $0.strangerLines = 3
      $0.strangerLinesPerSecond = 1
    }
    driven.pass(.seconds(60))
    var taken = 0
    while driven.machine.takesLines {
      driven.machine.lineTaken()
      taken += 1
    }
    #expect(taken == 3)
    // Who is known has no pace; who turns out not to be has it again.
    driven.machine.standing(isKnown: true, pressure: [])
    #expect(driven.machine.takesLines)
    for _ in 0..<1_000 { driven.machine.lineTaken() }
    driven.machine.standing(isKnown: false, pressure: [])
    #expect(!driven.machine.takesLines)
    driven.pass(.seconds(1))
    #expect(driven.machine.takesLines)
  }

  /// What is held, and the limits that a stranger and everybody have for it.
  enum Held: CaseIterable { case calls, requests, answers }

  @Test("A stranger holds less", arguments: Held.allCases)
  func less(held: Held) throws {
    for isKnown in [false, true] {
      var driven = DrivenConnection(isKnown: isKnown) {
        $0.strangerCalls = 2
        $0.callsPerConnection = 5
        $0.strangerRequestBytes = 20
        $0.requestBytesPerConnection = 50
        $0.strangerAnswerBytes = 2_000
        $0.answerBytesPerConnection = 5_000
      }
      var count = 0
      while driven.machine.takesLines {
        count += 1
        switch held {
        case .calls: driven.begin(count)
        case .requests: driven.begin(count, bytes: 11)
        case .answers:
          driven.begin(count)
          try driven.succeed(count, JSONValue.string(String(repeating: "x", count: 1_000)).bytes)
        }
      }
      #expect(count == (isKnown ? 5 : 2))
    }
  }

  @Test("While the server holds many unread answers, each connection holds few, and its streams wait for less")
  func pressure() throws {
    var driven = DrivenConnection {
      $0.strangerAnswerBytes = 1_500
      $0.answerBytesPerConnection = 50_000
      $0.streamWindowBytes = 40_000
    }
    driven.begin(1, .stream)
    let message = JSONValue.string(String(repeating: "x", count: 1_000)).bytes
    for _ in 0..<3 { #expect(driven.machine.write(message, of: try driven.call(1)) == .written) }
    driven.machine.standing(isKnown: true, pressure: .answers)
    #expect(!driven.machine.takesLines)
    #expect(driven.machine.write(message, of: try driven.call(1)) == .full)
    try driven.look()
    #expect(driven.machine.takesLines && driven.actions.streamsGoOn)
    // Calls and requests are bounded for the server elsewhere, and not cut for who is known.
    for id in 2...40 { driven.begin(id) }
    #expect(driven.machine.takesLines)
    driven.machine.standing(isKnown: true, pressure: [])
    for _ in 0..<3 { #expect(driven.machine.write(message, of: try driven.call(1)) == .written) }
    #expect(driven.machine.takesLines)
  }

  @Test("A stranger is closed in time, unless a call still runs; who is known is not")
  func credentialTime() throws {
    let change: (inout LineLimits) -> Void = { $0.strangerSeconds = 20 }
    var stranger = DrivenConnection(isKnown: false, change)
    stranger.pass(.seconds(10))
    stranger.machine.bytesRead(at: stranger.now)
    stranger.begin(1)
    stranger.pass(.seconds(10))
    #expect(stranger.machine.phase == .open)
    try stranger.end(1)
    try stranger.look()
    stranger.pass(.seconds(20))
    try stranger.look()
    #expect(stranger.said == ["1 result", "null AUTHENTICATION_TIMEOUT"])

    var known = DrivenConnection(change)
    known.pass(.seconds(500))
    #expect(known.machine.phase == .open)

    // Whose credential ends is a stranger from then on.
    known.machine.standing(isKnown: false, pressure: [])
    known.pass(.seconds(19))
    try known.look()
    #expect(known.machine.phase == .open)
    known.pass(.seconds(1))
    try known.look()
    #expect(known.said == ["null AUTHENTICATION_TIMEOUT"])
  }

  @Test("An old connection drains: its calls end, streams are stopped, and the last line names its age")
  func age() throws {
    var driven = DrivenConnection {
      $0.ageSeconds = 100
      $0.idleSeconds = 1_000
    }
    driven.begin(1)
    driven.begin(2, .stream)
    driven.pass(.seconds(100))
    driven.begin(3)
    try driven.end(2, .cancelled)
    try driven.look()
    try driven.end(1)
    try driven.look()
    #expect(driven.said == ["3 DRAINING", "2 DRAINING", "1 result", "null CONNECTION_AGE"])
  }
}
