import JSONBytes
import Testing
import Violations

@testable import LineRPC

/// Every event in every state: what is answered, and how the connection goes on.
@Suite struct ConnectionStateTests {
  enum State: String, CaseIterable {
    /// Nothing is open.
    case quiet
    /// Call 1 is open.
    case busy
    /// Call 1 is a stream.
    case streaming
    /// Call 1 is a stream in both directions.
    case exchanging
    /// Call 1 has been told that there are no more messages.
    case itemsEnded
    /// Call 1 decides how the lines after it are read.
    case barrier
    /// The client has closed its side, call 1 is open.
    case halfClosed
    /// The server shuts down, call 1 is open.
    case draining
    /// The last line waits for the client, call 1 is open.
    case lastLine
    /// Our side is closed, call 1 has not ended.
    case lingering
    case closed
  }

  enum Event: String, CaseIterable {
    case beginOther, beginSame, cancel, item, endItems, brokenItem, fail, succeed, message, refusal, tooLong,
      inputEnded, drain, endDrain,
      close
    case lost, late, wait
  }

  private static func connection(_ state: State) throws -> DrivenConnection {
    var driven = DrivenConnection { $0.idleSeconds = 60 }
    switch state {
    case .quiet: break
    case .busy, .halfClosed, .draining: driven.begin(1, within: .seconds(10))
    case .streaming: driven.begin(1, .stream, within: .seconds(10))
    case .exchanging, .itemsEnded: driven.begin(1, .exchange, within: .seconds(10))
    case .barrier: driven.begin(1, .barrier, within: .seconds(10))
    case .lastLine, .lingering, .closed: driven.begin(1, within: .seconds(10))
    }
    switch state {
    case .halfClosed: driven.tell { machine, _ in machine.inputEnded() }
    case .itemsEnded: driven.tell { machine, _ in machine.endItems(of: CallID(1)) }
    case .draining: driven.tell { machine, _ in machine.drain() }
    case .lastLine, .lingering: driven.tell { $0.close(.idle(1), at: $1) }
    case .closed: driven.tell { machine, _ in machine.lost() }
    default: break
    }
    try driven.look(reading: state == .lastLine ? 0 : .max)
    return driven
  }

  private static func tell(_ driven: inout DrivenConnection, _ event: Event) throws {
    switch event {
    case .beginOther: driven.begin(2)
    case .beginSame: driven.begin(1)
    case .cancel: driven.tell { machine, _ in machine.cancel(CallID(1)) }
    case .item: driven.tell { machine, _ in machine.item(.json(Array("1".utf8)), of: CallID(1)) }
    case .endItems: driven.tell { machine, _ in machine.endItems(of: CallID(1)) }
    case .brokenItem:
      let broken = try fault(#"{"id":1,"item":{"#)
      driven.tell { machine, _ in machine.refuse(broken) }
    case .fail: if let call = driven.begun(1) { driven.tell { machine, _ in machine.end(call, .failure(.cancelled)) } }
    case .succeed: if driven.begun(1) != nil { try driven.end(1) }
    case .message: if let call = driven.begun(1) { _ = driven.machine.write(Array("1".utf8), of: call) }
    case .refusal:
      driven.tell { machine, _ in machine.refuse(Status(.notFound, "x"), CallID(1), false, .english) }
    case .tooLong: driven.tell { $0.lineTooLong(beginning(#"{"id":1,"method":"#), at: $1) }
    case .inputEnded: driven.tell { machine, _ in machine.inputEnded() }
    case .drain: driven.tell { machine, _ in machine.drain() }
    case .endDrain: driven.tell { $0.endDrain(at: $1) }
    case .close: driven.tell { $0.close(.idle(1), at: $1) }
    case .lost: driven.tell { machine, _ in machine.lost() }
    case .late: driven.pass(.seconds(10))
    case .wait: driven.pass(.seconds(3_600))
    }
  }

  /// What is answered after the event, and what goes on then. What is not listed answers nothing and goes on as before.
  private static let table: [State: [Event: String]] = [
    .quiet: [
      .beginOther: "read", .beginSame: "read",
      .refusal: "1 NOT_FOUND, read", .brokenItem: "null PARSE_ERROR, read", .tooLong: "1 LINE_TOO_LONG, read",
      .inputEnded: "close", .drain: "null DRAINING, closeOutput", .endDrain: "null DRAINING, closeOutput",
      .close: "null IDLE, closeOutput", .lost: "close", .wait: "null IDLE, closeOutput",
    ],
    .busy: [
      .beginSame: "null DUPLICATE_CALL_ID, read", .cancel: "1 CANCELLED, read", .item: "null INVALID_REQUEST, read",
      .endItems: "null INVALID_REQUEST, read",
      .fail: "1 CANCELLED, read", .succeed: "1 result, read", .message: "1 item, read",
      .refusal: "null NOT_FOUND, read", .brokenItem: "null PARSE_ERROR, read", .tooLong: "null LINE_TOO_LONG, read",
      .endDrain: "1 DRAINING, null DRAINING, closeOutput", .close: "null IDLE, closeOutput", .lost: "close",
      .late: "1 DEADLINE_EXCEEDED, read", .wait: "1 DEADLINE_EXCEEDED, read",
    ],
    .streaming: [
      .beginSame: "null DUPLICATE_CALL_ID, read", .cancel: "1 CANCELLED, read", .item: "null INVALID_REQUEST, read",
      .endItems: "null INVALID_REQUEST, read",
      .fail: "1 CANCELLED, read", .succeed: "1 result, read", .message: "1 item, read",
      .refusal: "null NOT_FOUND, read", .brokenItem: "null PARSE_ERROR, read", .tooLong: "null LINE_TOO_LONG, read",
      .endDrain: "1 DRAINING, null DRAINING, closeOutput", .close: "null IDLE, closeOutput", .lost: "close",
      .late: "1 DEADLINE_EXCEEDED, read", .wait: "1 DEADLINE_EXCEEDED, read",
    ],
    // A message, or what was meant as one, waits for the call's work and is not answered by the connection.
    .exchanging: [
      .beginSame: "null DUPLICATE_CALL_ID, read", .cancel: "1 CANCELLED, read",
      .fail: "1 CANCELLED, read", .succeed: "1 result, read", .message: "1 item, read",
      .refusal: "null NOT_FOUND, read", .tooLong: "null LINE_TOO_LONG, read",
      .endDrain: "1 DRAINING, null DRAINING, closeOutput", .close: "null IDLE, closeOutput", .lost: "close",
      .late: "1 DEADLINE_EXCEEDED, read", .wait: "1 DEADLINE_EXCEEDED, read",
    ],
    .itemsEnded: [
      .beginSame: "null DUPLICATE_CALL_ID, read", .cancel: "1 CANCELLED, read", .item: "null INVALID_REQUEST, read",
      .endItems: "null INVALID_REQUEST, read", .brokenItem: "null PARSE_ERROR, read",
      .fail: "1 CANCELLED, read", .succeed: "1 result, read", .message: "1 item, read",
      .refusal: "null NOT_FOUND, read", .tooLong: "null LINE_TOO_LONG, read",
      .endDrain: "1 DRAINING, null DRAINING, closeOutput", .close: "null IDLE, closeOutput", .lost: "close",
      .late: "1 DEADLINE_EXCEEDED, read", .wait: "1 DEADLINE_EXCEEDED, read",
    ],
    // The lines that come behind a barrier are not taken, but some may have been on their way.
    .barrier: [
      .beginSame: "null DUPLICATE_CALL_ID, wait", .cancel: "1 CANCELLED, read", .item: "null INVALID_REQUEST, wait",
      .endItems: "null INVALID_REQUEST, wait",
      .fail: "1 CANCELLED, read", .succeed: "1 result, read", .message: "1 item, wait",
      .refusal: "null NOT_FOUND, wait", .brokenItem: "null PARSE_ERROR, wait", .tooLong: "null LINE_TOO_LONG, wait",
      .endDrain: "1 DRAINING, null DRAINING, closeOutput", .close: "null IDLE, closeOutput", .lost: "close",
      .late: "1 DEADLINE_EXCEEDED, read", .wait: "1 DEADLINE_EXCEEDED, read",
    ],
    .halfClosed: [
      .beginSame: "null DUPLICATE_CALL_ID, read", .cancel: "1 CANCELLED, close", .item: "null INVALID_REQUEST, read",
      .endItems: "null INVALID_REQUEST, read",
      .fail: "1 CANCELLED, close", .succeed: "1 result, close", .message: "1 item, read",
      .refusal: "null NOT_FOUND, read", .brokenItem: "null PARSE_ERROR, read", .tooLong: "null LINE_TOO_LONG, read",
      .endDrain: "1 DRAINING, null DRAINING, close", .close: "null IDLE, close", .lost: "close",
      .late: "1 DEADLINE_EXCEEDED, close", .wait: "1 DEADLINE_EXCEEDED, close",
    ],
    .draining: [
      .beginOther: "2 DRAINING, read", .beginSame: "null DUPLICATE_CALL_ID, read",
      .cancel: "1 CANCELLED, null DRAINING, closeOutput", .item: "null INVALID_REQUEST, read",
      .endItems: "null INVALID_REQUEST, read",
      .fail: "1 CANCELLED, null DRAINING, closeOutput", .succeed: "1 result, null DRAINING, closeOutput",
      .message: "1 item, read", .refusal: "null NOT_FOUND, read", .brokenItem: "null PARSE_ERROR, read",
      .tooLong: "null LINE_TOO_LONG, read",
      .endDrain: "1 DRAINING, null DRAINING, closeOutput", .close: "null IDLE, closeOutput", .lost: "close",
      .late: "1 DEADLINE_EXCEEDED, null DRAINING, closeOutput",
      .wait: "1 DEADLINE_EXCEEDED, null DRAINING, closeOutput",
    ],
    // Until the client has read the last line or the patience with it is over.
    .lastLine: [.inputEnded: "close", .lost: "close", .late: "close", .wait: "close"],
    .lingering: [.inputEnded: "close", .lost: "close", .late: "close", .wait: "close"],
    .closed: [:],
  ]

  private static let unchanged: [State: String] = [
    .quiet: "read", .busy: "read", .streaming: "read", .exchanging: "read",
    .itemsEnded: "read", .barrier: "wait", .halfClosed: "read", .draining: "read",
    .lastLine: "closeOutput", .lingering: "closeOutput", .closed: "close",
  ]

  @Test("Each event in each state", arguments: State.allCases, Event.allCases)
  func event(state: State, event: Event) throws {
    var driven = try Self.connection(state)
    let before = driven.lines.count
    try Self.tell(&driven, event)
    try driven.look()
    let found = (driven.said.dropFirst(before) + ["\(driven.step)"]).joined(separator: ", ")
    let wanted = Self.table[state]?[event] ?? Self.unchanged[state]
    #expect(found == wanted, "\(state.rawValue), \(event.rawValue)")
  }

  @Test("What work is told to stop, in each state", arguments: State.allCases)
  func stopping(state: State) throws {
    for event in Event.allCases {
      var driven = try Self.connection(state)
      let before = driven.actions.stop.count
      try Self.tell(&driven, event)
      try driven.look()
      let isStopped = driven.actions.stop.count > before
      let stops: [Event]
      switch state {
      case .quiet: stops = []
      case .busy, .barrier, .halfClosed, .draining: stops = [.cancel, .endDrain, .close, .lost, .late, .wait]
      case .streaming, .exchanging, .itemsEnded: stops = [.cancel, .drain, .endDrain, .close, .lost, .late, .wait]
      // It was told before; being told again does no harm.
      case .lastLine, .lingering, .closed: stops = [.lost]
      }
      #expect(isStopped == stops.contains(event), "\(state.rawValue), \(event.rawValue)")
    }
  }

  @Test(
    "A stream that stops because the server shuts down says so, and how far it came", arguments: [true, false],
    [State.streaming, .exchanging])
  func drainedStream(saysCancelled: Bool, state: State) throws {
    var driven = try Self.connection(state)
    driven.tell { machine, _ in machine.drain() }
    var status = saysCancelled ? Status.cancelled : Status(.notFound, "Gone.")
    status.resumeFrom = 17
    try driven.end(1, status)
    try driven.look()
    // What else it says is its own.
    #expect(driven.said == [saysCancelled ? "1 DRAINING" : "1 NOT_FOUND", "null DRAINING"])
    #expect(driven.lines[0]["error"]?["resumeFrom"] == 17)
    let text = driven.lines[0]["error"]?["message"]?.string ?? ""
    #expect(!saysCancelled || text.contains("may have taken effect"))
  }

  @Test("A line whose id is taken says whose it is, in the dialect of the call that has it")
  func idInUse() throws {
    var driven = DrivenConnection()
    driven.begin(7, isJSONRPC: true)
    driven.begin(7)
    driven.tell { machine, _ in machine.refuse(Status(.notFound, "x"), CallID(7), false, .english) }
    try driven.look()
    #expect(driven.lines[0]["jsonrpc"] == "2.0")
    #expect(driven.lines[0]["error"]?["data"]?["details"]?.array?.map { $0["path"] } == ["id"])
    #expect(driven.lines[0]["error"]?["data"]?["details"]?.array?.first?["found"] == "7")
    #expect(driven.lines[1]["error"]?["details"]?.array?.first?["found"] == "7")
  }
}
