import JSONBytes
import LineRPC
import Testing
import Violations

@testable import PluginHost

@Suite struct AnswerTests {
  private static func take(_ text: String, pieces: Int = 1) -> (WorkerAnswer, [RenderEvent]) {
    var answer = WorkerAnswer(plugin: "P")
    var events: [RenderEvent] = []
    let bytes = Array(text.utf8)
    let length = max(1, bytes.count / pieces)
    for start in stride(from: 0, to: bytes.count, by: length) {
      bytes[start..<min(start + length, bytes.count)].withUnsafeBytes { events += answer.take($0) }
    }
    return (answer, events)
  }

  @Test(
    "Progress, diagnostics and the result are taken, however the bytes are cut", arguments: [1, 7, 1_000])
  func good(pieces: Int) {
    let (answer, events) = Self.take(
      """
      {"id":1,"item":{"progress":0.25}}
      {"id":1,"item":{"diagnostic":{"severity":"warning","summary":"s","other":1}}}
      {"id":1,"result":{"bytes":3}}

      """, pieces: pieces)
    #expect(answer.fault == nil)
    #expect(answer.isComplete)
    #expect(answer.result?["bytes"]?.integer == 3)
    #expect(events == [.progress(0.25), .diagnostic(["severity": "warning", "summary": "s"])])
  }

  @Test(
    "Whatever is not agreed is a breach",
    arguments: [
      "nonsense\n", "{\"id\":2,\"result\":{}}\n", "{\"id\":1,\"item\":{\"progress\":2}}\n",
      "{\"id\":1,\"item\":{\"progress\":\"much\"}}\n", "{\"id\":1,\"item\":{}}\n", "{\"id\":1}\n", "\n",
      "{\"id\":1,\"item\":{\"diagnostic\":{\"severity\":\"fatal\",\"summary\":\"s\"}}}\n",
      "{\"id\":1,\"result\":{}}\n{\"id\":1,\"result\":{}}\n", "{\"error\":{\"reason\":\"DRAINING\"}}\n",
      "{\"id\":1,\"result\":{},\"result\":{}}\n", "{\"id\":1,\"item\":{\"progress\":1e999}}\n", "\u{0}\n",
    ])
  func breaches(text: String) {
    let (answer, _) = Self.take(text)
    #expect(answer.fault?.reason == .pluginProtocol)
  }

  @Test("A line without an end is not kept for ever")
  func longLine() {
    var answer = WorkerAnswer(plugin: "P")
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 16)
    var taken = 0
    while answer.fault == nil, taken < 1 << 26 {
      piece.withUnsafeBytes { _ = answer.take($0) }
      taken += piece.count
    }
    #expect(answer.fault?.reason == .pluginProtocol)
    #expect(taken <= PluginHostLimits.controlLineBytes + 2 * piece.count)
  }

  @Test("Endless progress is a breach")
  func endlessProgress() {
    let line = "{\"id\":1,\"item\":{\"progress\":0.5}}\n"
    let (answer, events) = Self.take(String(repeating: line, count: 1_500))
    #expect(answer.fault?.reason == .pluginProtocol)
    #expect(events.count == PluginHostLimits.progressLines)
  }

  @Test("What would move a terminal's cursor does not pass")
  func escapes() {
    let (answer, _) = Self.take(
      #"{"id":1,"item":{"diagnostic":{"severity":"info","summary":"a\u001b[2Jb\u202e","path":"p\u0007"}}}"# + "\n")
    #expect(answer.diagnostics == [["severity": "info", "summary": "a[2Jb", "path": "p"]])
  }

  @Test("A worker cannot borrow a reason that is not its own")
  func borrowedReason() {
    let (answer, _) = Self.take(
      #"{"id":1,"error":{"status":"UNAUTHENTICATED","reason":"UNAUTHENTICATED","message":"log in"}}"# + "\n")
    #expect(answer.error?.reason == .pluginProtocol)
    let (rejected, _) = Self.take(
      #"{"id":1,"error":{"status":"FAILED_PRECONDITION","reason":"REPORT_REJECTED","message":"no"}}"# + "\n")
    #expect(rejected.error?.reason == .reportRejected)
  }

  @Test("Seeded noise never does more than breach")
  func noise() {
    var state: UInt64 = 42
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let line = Array(#"{"id":1,"item":{"diagnostic":{"severity":"error","summary":"s"}}}"#.utf8) + [0x0A]
    for _ in 0..<2_000 {
      var bytes = line + line
      for _ in 0...Int(next() % 4) { bytes[Int(next()) % bytes.count] = UInt8(next() & 0xFF) }
      var answer = WorkerAnswer(plugin: "P")
      bytes.withUnsafeBytes { _ = answer.take($0) }
      #expect(answer.diagnostics.count <= 2)
    }
  }
}

@Suite struct LastWordsTests {
  private static func words(_ text: String, piece: Int = 1_000) -> LastWords {
    var words = LastWords()
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes { words.append($0) }
    }
    return words
  }

  @Test("Control characters do not pass, and the end is kept")
  func controls() {
    #expect(Self.words("a\u{1B}[31mb\u{7}\nc\u{202E}d\r\n").text == "a[31mb | cd")
    let long = Self.words((1...5_000).map { "line \($0)\n" }.joined())
    #expect(long.text.hasSuffix("line 4999 | line 5000"))
    #expect(long.text.hasPrefix("line 4991"))
    #expect(long.count > 40_000)
    #expect(Self.words("").text == "")
  }

  @Test("A long line and bytes that are no UTF-8 are bounded")
  func long() {
    var words = LastWords()
    let bytes = [UInt8](repeating: 0xFF, count: 100_000)
    bytes.withUnsafeBytes { words.append($0) }
    #expect(words.count == 100_000)
    #expect(words.text.utf8.count < 2_000)
  }
}
