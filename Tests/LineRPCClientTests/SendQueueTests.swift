import LineRPC
import TestSupport
import Testing

@testable import LineRPCClient

/// What waits to be sent, without a socket.
@Suite struct SendQueueTests {
  private static func line(_ count: Int) -> [UInt8] { Array(repeating: 0x78, count: count) }

  @Test func lendsRoomInOrder() {
    var queue = SendQueue<Int>(limit: 10)
    queue.wait(1, with: Self.line(8), of: CallID(1))
    queue.wait(2, with: Self.line(8), of: CallID(2))
    queue.wait(3, with: Self.line(1), of: CallID(1))
    // The first fits; the second may pass the limit once; the third has to wait, small as it is.
    #expect(queue.admit() == 1 && queue.admit() == 2 && queue.admit() == nil)
    #expect(queue.unsent == 16 && queue.isAwaited)
    #expect(queue.take().count == 16 && queue.take().isEmpty)
    #expect(queue.unsent == 16 && queue.admit() == nil)
    queue.sent(6)
    #expect(queue.admit() == nil)
    queue.sent(10)
    #expect(queue.admit() == 3 && queue.unsent == 1 && !queue.isAwaited)
  }

  @Test func forgetsTheLinesOfACallThatHasEnded() {
    var queue = SendQueue<Int>(limit: 1)
    for number in 1...6 { queue.wait(number, with: [0x78], of: CallID(number % 2)) }
    #expect(queue.drop(CallID(1)) == [1, 3, 5] && queue.drop(CallID(1)).isEmpty)
    #expect(queue.admit() == 2 && queue.take() == [0x78])
    #expect(queue.dropAll() == [4, 6])
    #expect(!queue.isAwaited && queue.unsent == 0)
  }

  @Test("Random events", arguments: 1...40)
  func randomEvents(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let limit = dice.roll(1...200)
    let longest = 100
    var queue = SendQueue<Int>(limit: limit)
    // What the test knows: the lines of waiting senders in order, and what came out.
    var waiting: [(sender: Int, call: Int, line: [UInt8])] = []
    var admitted: [UInt8] = []
    var taken: [UInt8] = []
    var onTheWay = 0
    for sender in 0..<3_000 {
      switch dice.roll(0...9) {
      case 0...4:
        let line = Array(repeating: UInt8(truncatingIfNeeded: sender), count: dice.roll(1...longest))
        let call = dice.roll(0...3)
        waiting.append((sender, call, line))
        queue.wait(sender, with: line, of: CallID(call))
      case 5, 6:
        while let next = queue.admit() {
          #expect(next == waiting.first?.sender)
          admitted += waiting.removeFirst().line
        }
        #expect(waiting.isEmpty || queue.unsent >= limit)
      case 7:
        let bytes = queue.take()
        taken += bytes
        onTheWay += bytes.count
      case 8:
        let count = dice.roll(0...onTheWay)
        queue.sent(count)
        onTheWay -= count
      default:
        let call = dice.roll(0...3)
        #expect(queue.drop(CallID(call)) == waiting.filter { $0.call == call }.map(\.sender))
        waiting.removeAll { $0.call == call }
      }
      #expect(queue.unsent < limit + longest && queue.isAwaited == !waiting.isEmpty)
    }
    taken += queue.take()
    #expect(taken == admitted)
  }
}
