import JSONBytes
import Testing
import Violations

@testable import LineRPC

/// The messages that a client sends into its calls.
@Suite struct ConnectionItemTests {
  private func json(_ text: String) -> ClientItem { .json(Array(text.utf8)) }

  private func send(_ text: String, _ driven: inout DrivenConnection, to id: Int = 1) {
    driven.tell { machine, _ in machine.item(.json(Array(text.utf8)), of: CallID(id)) }
  }

  private func take(_ driven: inout DrivenConnection, _ id: Int = 1) throws -> ConnectionMachine.ItemsTaken {
    let (taken, actions) = driven.machine.takeItems(of: try driven.call(id))
    driven.note(actions)
    return taken
  }

  @Test("Messages are taken once, in order, and then their end")
  func order() throws {
    var driven = DrivenConnection()
    driven.begin(1, .exchange)
    #expect(try take(&driven) == .nothing)
    send("1", &driven)
    send("2", &driven)
    // Who waits for messages is woken once.
    #expect(driven.actions.itemsCame.count == 1)
    #expect(try take(&driven) == .items([json("1"), json("2")]))
    send("3", &driven)
    driven.tell { machine, _ in machine.endItems(of: CallID(1)) }
    #expect(try take(&driven) == .items([json("3")]))
    #expect(try take(&driven) == .ended)
    #expect(try take(&driven) == .ended)
    try driven.end(1)
    #expect(try take(&driven) == .over)
  }

  @Test("What was meant as a message and cannot be read keeps its place among them")
  func unreadable() throws {
    var driven = DrivenConnection()
    driven.begin(1, .exchange)
    send("1", &driven)
    let broken = try fault(#"{"id":1,"item":{"a":}}"#)
    driven.tell { machine, _ in machine.refuse(broken) }
    driven.tell { $0.lineTooLong(beginning(#"{"id":1,"item":{"a":"xxxx"#), at: $1) }
    send("2", &driven)
    guard case .items(let items) = try take(&driven) else { throw UnexpectedItems() }
    #expect(items.count == 4 && items[0] == json("1") && items[3] == json("2"))
    #expect(items[1] == .unreadable(broken.status))
    guard case .unreadable(let status) = items[2] else { throw UnexpectedItems() }
    #expect(status.reason == .lineTooLong)
    try driven.look()
    #expect(driven.said == [])
  }

  private struct UnexpectedItems: Error {}

  @Test(
    "Only a line that shows its call and that it is a message counts as one",
    arguments: [
      (#"{"item":{"a":},"id":1}"#, "null"), (#"{"id":1,"itme":{}}"#, "null"), (#"{"id":1,"cancel":tru}"#, "null"),
      (#"{"id":2,"item":{"a":}}"#, "null"), (#"{"id":1}"#, "null"),
    ])
  func notMessages(line: String, id: String) throws {
    var driven = DrivenConnection()
    driven.begin(1, .exchange)
    let fault = try fault(line)
    driven.tell { machine, _ in machine.refuse(fault) }
    #expect(try take(&driven) == .nothing)
    try driven.look()
    #expect(driven.said.count == 1 && driven.said[0].hasPrefix("\(id) "))
  }

  @Test("A message that broke off with the connection's input counts as none: its stream is cut there")
  func brokenOff() throws {
    var driven = DrivenConnection()
    driven.begin(1, .exchange)
    let fault = try #require(
      #expect(throws: FrameFault.self) {
        try Array(#"{"id":1,"item":{"a"#.utf8).withUnsafeBytes { bytes in
          try ClientFrame.parse(bytes, isUnfinished: true)
        }
      })
    driven.tell { machine, _ in machine.refuse(fault) }
    #expect(try take(&driven) == .nothing)
    driven.tell { machine, _ in machine.inputEnded() }
    try driven.look()
    #expect(driven.said == [])
    #expect(try take(&driven) == .cut)
  }

  @Test("A number that may go on behind what is known of a line is no id")
  func cutNumber() {
    #expect(beginning(#"{"id":1"#).fault(.cancelled).id == nil)
    #expect(beginning(#"{"id":12,"item":"#).fault(.cancelled).id == CallID(12))
    #expect(beginning(#"{"id":12}   "#).fault(.cancelled).id == CallID(12))
  }

  @Test("Lines are taken while messages that wait hold little, and again when they are taken")
  func room() throws {
    var driven = DrivenConnection { $0.requestBytesPerConnection = 1_000 }
    driven.begin(1, .exchange)
    var count = 0
    while driven.machine.takesLines {
      send("{}", &driven)
      count += 1
    }
    // Small ones count with the memory that each of them takes.
    #expect((2...100).contains(count))
    _ = try take(&driven)
    #expect(driven.machine.takesLines && driven.actions.mustLook)
    #expect(driven.machine.held.bytes == 0 && driven.actions.released.bytes == driven.actions.held)
  }

  @Test("Messages that were taken are let go of, also where others always wait")
  func lettingGo() {
    var inbox = ItemInbox()
    let item = ClientItem.json([UInt8](repeating: 0x31, count: 60_000))
    for _ in 0..<20 { inbox.append(item) }
    var taken = 0
    for _ in 0..<500 {
      let some = inbox.take()
      #expect(!some.isEmpty && !inbox.isEmpty)
      taken += some.count
      for _ in some { inbox.append(item) }
      #expect(inbox.kept <= 2 * 20 && inbox.heldBytes == 20 * item.heldBytes)
    }
    #expect(taken >= 500)
  }

  @Test("While the server holds many requests, each connection holds as few as a stranger")
  func pressure() throws {
    var driven = DrivenConnection { $0.strangerRequestBytes = 100 }
    driven.begin(1, .exchange)
    send(#""\#(String(repeating: "x", count: 200))""#, &driven)
    #expect(driven.machine.takesLines)
    driven.machine.standing(isKnown: true, pressure: .requests)
    #expect(!driven.machine.takesLines)
    _ = try take(&driven)
    #expect(driven.machine.takesLines)
  }

  @Test("Messages that nobody has taken are given back with their call", arguments: [true, false])
  func leftOver(isCancelled: Bool) throws {
    var driven = DrivenConnection()
    driven.begin(1, .exchange, bytes: 5)
    send("1", &driven)
    if isCancelled { driven.tell { machine, _ in machine.cancel(CallID(1)) } }
    // To a call that is not open: it may have crossed the answer.
    if isCancelled { send("2", &driven) }
    #expect(driven.machine.held.bytes == driven.actions.held + 5)
    try driven.end(1)
    #expect(driven.machine.held == CallPlacesHeld())
    #expect(driven.actions.released.bytes == driven.actions.held + 5)
    try driven.look()
    #expect(driven.said == [isCancelled ? "1 CANCELLED" : "1 result"])
  }

  @Test("A client that closes its side without an end has cut its stream, once its lines are taken")
  func cut() throws {
    var driven = DrivenConnection()
    driven.begin(1, .exchange)
    driven.begin(2, .exchange)
    driven.tell { machine, _ in machine.inputEnded() }
    try driven.look(hasUnreadBytes: true)
    #expect(try take(&driven) == .nothing)
    send("1", &driven)
    driven.tell { machine, _ in machine.endItems(of: CallID(2)) }
    try driven.look()
    #expect(try take(&driven) == .items([json("1")]))
    #expect(try take(&driven) == .cut)
    #expect(try take(&driven, 2) == .ended)
  }

  @Test("A call that is to stop gets no more messages")
  func stopped() throws {
    var driven = DrivenConnection()
    driven.begin(1, .exchange)
    send("1", &driven)
    driven.tell { machine, _ in machine.drain() }
    #expect(try take(&driven) == .over)
  }
}
