import JSONBytes
import TestSupport
import Testing
import Violations

@testable import LineRPC

/// What a connection promises, whatever happens in whatever order, checked against a bookkeeping of the test's own.
@Suite struct ConnectionPromiseTests {
  /// What a client and the work of its calls know.
  private struct Books {
    /// Calls that began, and by which id.
    var begun: [CallReference] = []
    /// Calls whose work goes on.
    var working: [CallReference] = []
    var bytes: [CallNumber: Int] = [:]
    /// Calls begun and answers seen, by id.
    var begunByID: [CallID: Int] = [:]
    var messages: Int64 = 0
    /// Messages of clients that calls have not taken, in their order, and bytes that were held for messages at all.
    var sent: [CallNumber: [Int64]] = [:]
    var items: Int64 = 0
    var isOver = false
  }

  @Test("Random events", arguments: 1...60)
  func randomEvents(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    var driven = DrivenConnection {
      $0.idleSeconds = 100
      $0.callsPerConnection = 6
      $0.authenticationFailures = 40
      $0.breachesPerConnection = 5
    }
    var books = Books()
    for _ in 0..<400 where !books.isOver { try step(&driven, &books, &dice) }
    // All work ends, and the client reads what there is.
    for call in books.working { driven.tell { machine, _ in machine.end(call, .success(Array("1".utf8))) } }
    let answers = driven.machine.phase == .open || driven.machine.phase == .draining
    try driven.look()

    // Every place is given back once.
    #expect(driven.machine.held == CallPlacesHeld())
    #expect(driven.actions.released.calls == books.begun.count)
    #expect(driven.actions.released.bytes == books.bytes.values.reduce(0, +) + driven.actions.held)
    // Every call is answered once, or at most once where the connection has ended before.
    var ends: [CallID: Int] = [:]
    for line in driven.lines where line["item"] == nil {
      if let id = line["id"], id != .null { ends[try id.callID(), default: 0] += 1 }
    }
    for (id, count) in books.begunByID {
      let seen = ends[id] ?? 0
      #expect(answers ? seen == count : seen <= count, "\(id): \(seen) answers to \(count) calls")
    }
    #expect(Set(ends.keys).isSubset(of: books.begunByID.keys))
    // Nothing follows the last line, and no message its call's end.
    let last = ["IDLE", "REPEATED_BREACH", "AUTHENTICATION_FAILURES", "NOT_FOUND"]
    for line in driven.lines.dropLast() where line["id"] == .null {
      #expect(!last.contains(line["error"]?["reason"]?.string ?? ""))
    }
    try checkOrder(driven.lines)
  }

  /// Between the beginning of a call and its end, its messages stand in their order; the test numbers them.
  private func checkOrder(_ lines: [JSONValue]) throws {
    var next: [CallID: Int64] = [:]
    for line in lines {
      guard let item = line["item"]?.integer else { continue }
      let id = try #require(line["id"]).callID()
      #expect(item > next[id] ?? -1)
      next[id] = item
    }
  }

  private func step(_ driven: inout DrivenConnection, _ books: inout Books, _ dice: inout Dice) throws {
    let id = dice.roll(0...5)
    switch dice.roll(0...99) {
    case 0..<30:
      guard driven.machine.takesLines else { return }
      let bytes = dice.roll(0...50)
      let manner = dice.pick([CallManner.single, .single, .stream, .exchange, .exchange, .barrier])
      let time: Duration? = dice.once(in: 3) ? .seconds(dice.roll(1...20)) : nil
      // The refusal of a call that does not begin is its end, and carries its id.
      let id = driven.machine.phase == .draining ? 9 : id
      guard let call = driven.begin(id, manner, bytes: bytes, within: time) else {
        if id == 9 { books.begunByID[CallID(id), default: 0] += 1 }
        return
      }
      books.begun.append(call)
      books.working.append(call)
      books.bytes[call.number] = bytes
      books.begunByID[call.id, default: 0] += 1
      if manner == .exchange { books.sent[call.number] = [] }
    case 30..<50:
      guard !books.working.isEmpty else { return }
      let call = books.working.remove(at: dice.roll(0...books.working.count - 1))
      let outcome: Result<[UInt8], Status> =
        switch dice.roll(0...9) {
        case 0: .failure(.cancelled)
        case 1: .failure(Status(.unauthenticated, "Who?"))
        case 2: .failure(Status(.parameterInvalid, "Wrong."))
        default: .success(Array("{}".utf8))
        }
      driven.tell { machine, _ in machine.end(call, outcome) }
    case 50..<55: driven.tell { machine, _ in machine.cancel(CallID(id)) }
    case 55..<63: send(to: id, &driven, &books)
    case 63..<64: driven.tell { machine, _ in machine.endItems(of: CallID(id)) }
    case 64..<69: takeItems(&driven, &books, &dice)
    case 69..<76:
      guard let call = books.working.last else { return }
      books.messages += 1
      _ = driven.machine.write(JSONValue.integer(books.messages).bytes, of: call)
    case 76..<79: driven.tell { $0.lineTooLong(beginning(""), at: $1) }
    case 79..<88: try driven.look(reading: dice.roll(0...3))
    case 88..<97: driven.pass(.seconds(dice.roll(0...9)))
    case 97: if dice.once(in: 4) { driven.tell { machine, _ in machine.drain() } }
    case 98: if dice.once(in: 8) { driven.tell { $0.close(Status(.notFound, "Enough."), at: $1) } }
    default:
      guard dice.once(in: 8) else { return }
      driven.tell { machine, _ in machine.lost() }
      books.isOver = true
    }
    let alarm = driven.machine.alarm
    #expect((alarm == nil) == (driven.machine.phase == .closed))
  }
}

extension ConnectionPromiseTests {
  private func send(to id: Int, _ driven: inout DrivenConnection, _ books: inout Books) {
    books.items += 1
    let item = books.items
    let (held, woken) = (driven.actions.held, driven.actions.itemsCame.count)
    driven.tell { machine, _ in machine.item(.json(JSONValue.integer(item).bytes), of: CallID(id)) }
    guard driven.actions.held > held, let number = driven.begun(id)?.number else { return }
    // Whoever waits because there was none is told.
    #expect((books.sent[number] != []) == (driven.actions.itemsCame.count == woken))
    books.sent[number]?.append(item)
  }

  /// Each message is taken once, in its order, as long as somebody waits for the call's answer.
  private func takeItems(_ driven: inout DrivenConnection, _ books: inout Books, _ dice: inout Dice) {
    let exchanges = books.working.filter { books.sent[$0.number] != nil }
    guard !exchanges.isEmpty else { return }
    let call = dice.pick(exchanges)
    let (taken, actions) = driven.machine.takeItems(of: call)
    driven.note(actions)
    switch taken {
    case .items(let items):
      #expect(items == books.sent[call.number]?.map { .json(JSONValue.integer($0).bytes) })
      books.sent[call.number] = []
    case .nothing, .ended, .cut: #expect(books.sent[call.number] == [])
    case .over: #expect(!driven.machine.isWanted(call))
    }
  }
}

extension JSONValue {
  fileprivate func callID() throws -> CallID { CallID(Int(try #require(integer))) }
}
