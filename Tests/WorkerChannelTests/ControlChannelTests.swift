import CLinux
import Foundation
import Glibc
import JSONBytes
import LineRPC
import TestSupport
import Testing
import Violations

@testable import WorkerChannel

/// A worker's socket to the server, with the test as the server.
@Suite("The control channel of a worker", .timeLimit(.minutes(2))) struct ControlChannelTests {
  /// Runs the worker's side on this thread while another one writes, in pieces, and hangs up.
  private static func with(
    _ bytes: [UInt8], in pieces: [Int] = [], _ body: (ControlChannel) throws -> Void
  ) throws {
    let (server, worker) = try pair()
    let writer = Thread {
      var rest = bytes[...]
      for size in pieces + [bytes.count] where !rest.isEmpty {
        var piece = rest.prefix(max(1, size))
        rest = rest.dropFirst(piece.count)
        while !piece.isEmpty {
          let sent = piece.withUnsafeBytes { send(server, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
          guard sent > 0 else { break }
          piece = piece.dropFirst(sent)
        }
      }
      close(server)
    }
    writer.start()
    defer { close(worker) }
    try body(ControlChannel(descriptor: worker))
  }

  private static func pair() throws -> (server: Int32, worker: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    return (ends[0], ends[1])
  }

  private static func frames(_ append: (inout [UInt8]) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    append(&bytes)
    return bytes
  }

  @Test("However lines are cut and however long they are, they come as they were sent; a line without an end is none")
  func lines() throws {
    var random = Dice(seed: 11)
    for _ in 0..<20 {
      let lines = (0..<6).map { _ in
        [UInt8](repeating: UInt8(ascii: "a") + UInt8(random.next() % 26), count: Int(random.next() % 300_000))
      }
      let pieces = (0..<40).map { _ in Int(random.next() % 90_000) }
      let bytes = Array(lines.map { $0 + [0x0A] }.joined()) + Array("unfinished".utf8)
      try Self.with(bytes, in: pieces) { (control) throws in
        for line in lines { #expect(try control.nextLine().map(Array.init) == line) }
        #expect(try control.nextLine() == nil)
        #expect(try control.nextLine() == nil)
      }
    }
  }

  @Test("The longest line is taken, and one byte more is too much")
  func longest() throws {
    let most = Int(KURUKAN_WORKER_LINE_BYTES)
    let longest = [UInt8](repeating: 0x20, count: most - 1)
    try Self.with(longest + [0x0A]) { (control) throws in #expect(try control.nextLine()?.count == most - 1) }
    try Self.with(longest + [0x20, 0x0A]) { (control) throws in
      let status = #expect(throws: Status.self) { try control.nextLine() }
      #expect(status?.reason == .lineTooLong)
    }
  }

  @Test("Items come until their end; a cancel, anything else, and a server that goes away end the work")
  func items() throws {
    let (id, json) = (ControlChannel.callID, Array(#"{"a":[1,"é"]}"#.utf8))
    let two = Self.frames { bytes in
      ClientFrame.appendItem(json, id: id, to: &bytes)
      ClientFrame.appendItem(Array("2".utf8), id: id, to: &bytes)
      ClientFrame.appendEnd(id: id, to: &bytes)
    }
    try Self.with(two) { (control) throws in
      #expect(try control.nextItem().map(Array.init) == json)
      #expect(try control.nextItem().map(Array.init) == Array("2".utf8))
      #expect(try control.nextItem() == nil)
    }
    let others: [([UInt8], Reason)] = [
      (Self.frames { ClientFrame.appendCancel(id: id, to: &$0) }, .cancelled),
      (Self.frames { ClientFrame.appendCall("a/B", params: [], id: id, to: &$0) }, .unexpected),
      (Array("nonsense\n".utf8), .unexpected),
    ]
    for (bytes, reason) in others {
      try Self.with(bytes) { (control) throws in
        let status = #expect(throws: Status.self) { try control.nextItem() }
        #expect(status?.reason == reason)
      }
    }
    try Self.with([]) { (control) throws in _ = #expect(throws: ServerGone.self) { try control.nextItem() } }
  }

  @Test("The first line is the call; what is none is refused")
  func call() throws {
    let bytes = Self.frames {
      ClientFrame.appendCall("worker/Compose", params: Array(#"{"n":1}"#.utf8), id: ControlChannel.callID, to: &$0)
    }
    try Self.with(bytes) { (control) throws in
      let call = try WorkerCall(control)
      #expect(call.method == "worker/Compose" && call.params == ["n": 1])
    }
    let others = [
      Self.frames { ClientFrame.appendCall("a/B", params: Array("{}".utf8), id: CallID(2), to: &$0) },
      Self.frames { ClientFrame.appendEnd(id: ControlChannel.callID, to: &$0) }, Array("{}\n".utf8),
    ]
    for bytes in others {
      try Self.with(bytes) { (control) throws in
        let status = #expect(throws: Status.self) { try WorkerCall(control) }
        #expect(status?.reason == .unexpected)
      }
    }
    try Self.with([]) { (control) throws in _ = #expect(throws: ServerGone.self) { try WorkerCall(control) } }
  }

  @Test("What is sent is one line each; a server that hung up is noticed")
  func sending() throws {
    let (server, worker) = try Self.pair()
    defer { close(worker) }
    let control = ControlChannel(descriptor: worker)
    #expect(!control.isClosed)
    try control.sendItem(Array("{\"a\":1}".utf8))
    try control.sendError(Status(.cancelled, "Enough."))
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = recv(server, &buffer, buffer.count, 0)
    let lines = String(decoding: buffer[..<max(0, count)], as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2 && lines[0] == #"{"id":1,"item":{"a":1}}"# && lines[1].contains("CANCELLED"), "\(lines)")
    close(server)
    #expect(control.isClosed)
    #expect(throws: ServerGone.self) { try control.sendItem([UInt8](repeating: 0x31, count: 1 << 20)) }
  }
}
