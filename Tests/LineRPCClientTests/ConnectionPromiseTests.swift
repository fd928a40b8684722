import LineRPC
import NIOPosix
import Synchronization
import TestSupport
import Testing
import Violations

@testable import LineRPCClient

/// What a connection promises, whatever is asked of it and whatever its server says, without a socket.
@Suite(.timeLimit(.minutes(1))) struct ConnectionPromiseTests {
  private static let limit = 4 << 10

  @Test("Every call ends once, and nothing is left", arguments: 1...60)
  func randomEvents(seed: Int) async throws {
    var dice = Dice(seed: UInt64(seed))
    let configuration = LineClientConfiguration(
      requestLineBytes: 1 << 10, openCalls: dice.roll(1...8), unsentBytes: Self.limit, unreadBytes: 1 << 10)
    let connection = ClientConnection(
      eventLoop: MultiThreadedEventLoopGroup.singleton.next(), configuration: configuration)
    var calls: [Task<Result<[UInt8], CallFailure>, Never>] = []
    var sends: [Task<Bool, Never>] = []
    var streams: [(id: CallID, buffer: StreamBuffer)] = []
    var onTheWay = 0
    var (outgoing, splitter) = (Set<String>(), LineSplitter(limit: 1 << 20))
    for number in 0..<300 {
      switch dice.roll(0...9) {
      case 0, 1:
        let params = Array("{\"a\":\"\(String(repeating: "x", count: dice.roll(0...1_200)))\"}".utf8)
        calls.append(Task { await connection.call(OpenedCall.Start("t.A/B\(number)", params, CallOptions())) })
      case 2:
        let start = OpenedCall.Start("t.A/C\(number)", [], CallOptions(), sendsItems: dice.once(in: 2))
        streams.append(try connection.stream(start))
      case 3:
        guard let stream = streams.randomElement(using: &dice) else { continue }
        let line = Array("{\"id\":\(stream.id),\"item\":\(number)}\n".utf8)
        sends.append(Task { await connection.send(line, of: stream.id) })
      case 4: dice.pick(calls + [Task { .success([]) }]).cancel()
      case 5:
        if let stream = streams.randomElement(using: &dice) { connection.cancel(stream.id) }
      case 6:
        let bytes = connection.takeOutgoing(isWritable: true)
        onTheWay += bytes.count
        _ = bytes.withUnsafeBytes { bytes in
          splitter.take(bytes) { piece in
            if case .line(let line) = piece { outgoing.insert(String(decoding: line, as: UTF8.self)) }
            return true
          }
        }
      case 7:
        let count = dice.roll(0...onTheWay)
        connection.didSend(count)
        onTheWay -= count
      default:
        let line = Self.line(about: dice.roll(1...number + 1), &dice)
        Array(line.utf8).withUnsafeBytes { connection.receive($0) }
      }
      #expect(connection.unsentBytes < Self.limit + 2_048)
      if dice.once(in: 4) { await Task.yield() }
    }
    // Each line that left is a whole one.
    for line in outgoing { #expect((try? Array(line.utf8).withUnsafeBytes { try ClientFrame.parse($0) }) != nil) }
    connection.fail(.connectionEnded)
    for call in calls { _ = await call.value }
    for send in sends { _ = await send.value }
    for stream in streams {
      var (items, ends) = (0, 0)
      while let event = await withCheckedContinuation({ stream.buffer.take($0) }) {
        guard case .success(.item(let json)) = event else {
          ends += 1
          continue
        }
        #expect(ends == 0)
        items += 1
        connection.didRead(json.count)
      }
      #expect(ends == 1)
    }
    #expect(!connection.isFull)
    let late = await connection.call(OpenedCall.Start("t.A/Late", [], CallOptions()))
    #expect(late == .failure(CallFailure(status: connection.failure ?? .callHasEnded, wasSent: false)))
  }

  /// A line of a server, right or wrong, about one of the calls.
  private static func line(about id: Int, _ dice: inout Dice) -> String {
    switch dice.roll(0...7) {
    case 0, 1: #"{"id":\#(id),"result":{"n":\#(id)}}"#
    case 2, 3: #"{"id":\#(id),"item":"\#(String(repeating: "y", count: dice.roll(0...300)))"}"#
    case 4: #"{"id":\#(id),"error":{"status":"NOT_FOUND","reason":"NOT_FOUND","message":"m"}}"#
    case 5:
      #"{"id":null,"error":{"status":"INVALID_ARGUMENT","reason":"INVALID_REQUEST","message":"m","#
        + #""details":[{"path":"id","message":"m","found":"\#(id)"}]}}"#
    case 6:
      dice.once(in: 4)
        ? #"{"id":null,"error":{"status":"INVALID_ARGUMENT","reason":"PARSE_ERROR","message":"m"}}"# : "{}"
    default: #"{"id":"\#(id)","result":1}"#
    }
  }
}
