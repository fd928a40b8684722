import JSONBytes
import TestSupport
import Testing
import Violations

@testable import LineRPC

/// Parses `text` as a line.
func parse(
  _ text: String, parametersReader: (String) -> ParametersReader? = { _ in nil }
) throws(FrameFault) -> ClientFrame {
  let bytes = Array(text.utf8)
  let outcome = bytes.withUnsafeBytes { line in
    Result { () throws(FrameFault) in try ClientFrame.parse(line, parametersReader: parametersReader) }
  }
  return try outcome.get()
}

/// The fault of a line that must be refused.
func fault(
  _ text: String, parametersReader: (String) -> ParametersReader? = { _ in nil }
) throws -> FrameFault {
  do {
    let frame = try parse(text, parametersReader: parametersReader)
    Issue.record("accepted as \(frame)")
    throw FrameFault(
      id: nil, isJSONRPC: false, isItem: false, language: .english, status: Status(.unexpected, "accepted"))
  } catch let fault as FrameFault {
    return fault
  }
}

@Suite struct ClientFrameTests {
  @Test func aCallWithEverything() throws {
    let line =
      #"{"id":7,"method":"a.B/C","params":{"x":[1,2]},"meta":{"authorization":"Bearer t","#
      + #""timeout":"2.5s","own":[],"#
      + #""traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}"#
    guard case .call(let call) = try parse(line) else {
      Issue.record("not a call")
      return
    }
    #expect(call.id == CallID(7))
    #expect(call.method == "a.B/C")
    #expect(!call.isJSONRPC)
    #expect(params(of: call, in: line) == #"{"x":[1,2]}"#)
    #expect(call.authorization == "Bearer t")
    #expect(call.timeout == .milliseconds(2500))
    #expect(call.traceparent == "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
  }

  @Test func membersInAnyOrderAndNullParamsAreNone() throws {
    let frame = try parse(#"{"params":null,"meta":null,"method":"m","id":"x"}"#)
    guard case .call(let call) = frame else {
      Issue.record("not a call")
      return
    }
    #expect(call.id == CallID(string: "x"))
    #expect(params(of: call, in: "") == nil)
  }

  @Test func itemEndCancelAndNotification() throws {
    #expect("\(try parse(#"{"id":1,"item":"x"}"#))" == "\(ClientFrame.item(CallID(1), 15..<18))")
    #expect("\(try parse(#"{"id":1,"end":true}"#))" == "\(ClientFrame.end(CallID(1)))")
    #expect("\(try parse(#"{"cancel":true,"id":1}"#))" == "\(ClientFrame.cancel(CallID(1)))")
    #expect("\(try parse(#"{"jsonrpc":"2.0","method":"m"}"#))" == "\(ClientFrame.notification)")
  }

  @Test(arguments: ["7", "-1", "1.50", "1e3", #""a""#, #""A é""#, #""""#])
  func idsAreEchoedByteForByte(_ spelling: String) throws {
    let frame = try parse("{\"id\":\(spelling),\"method\":\"m\"}")
    guard case .call(let call) = frame else {
      Issue.record("not a call")
      return
    }
    var bytes: [UInt8] = []
    ServerFrame.appendResult("{}".utf8, id: call.id, isJSONRPC: false, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "{\"id\":\(spelling),\"result\":{}}\n")
  }

  @Test(arguments: [
    (#"{"method":"m"}"#, Reason.missingID, "id"),
    (#"{"id":null,"method":"m"}"#, .missingID, "id"),
    (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, .missingID, "id"),
    (#"{"jsonrpc":"2.0","cancel":true}"#, .missingID, "id"),
    (#"[]"#, .invalidRequest, "batches"),
    (#"3"#, .invalidRequest, "not an object"),
    (#"{"id":1}"#, .invalidRequest, "needs one of"),
    (#"{"id":1,"method":"m","cancel":true}"#, .invalidRequest, "only one of"),
    (#"{"id":1,"item":1,"end":true}"#, .invalidRequest, "only one of"),
    (#"{"id":[1],"method":"m"}"#, .invalidRequest, "id must be"),
    (#"{"id":true,"method":"m"}"#, .invalidRequest, "id must be"),
    (#"{"id":1,"method":7}"#, .invalidRequest, "method must be"),
    (#"{"id":1,"method":"m","params":[1]}"#, .invalidRequest, "params must be"),
    (#"{"id":1,"method":"m","params":"x"}"#, .invalidRequest, "params must be"),
    (#"{"id":1,"cancel":false}"#, .invalidRequest, "cancel must be true"),
    (#"{"id":1,"end":1}"#, .invalidRequest, "end must be true"),
    (#"{"id":1,"method":"m","jsonrpc":"1.0"}"#, .invalidRequest, "jsonrpc must be"),
    (#"{"id":1,"method":"m","jsonrpc":2}"#, .invalidRequest, "jsonrpc must be"),
    (#"{"id":1,"method":"m","meta":[]}"#, .invalidRequest, "meta must be"),
    (#"{"id":1,"method":"m","meta":{"timeout":"soon"}}"#, .invalidRequest, "meta.timeout must be"),
    (#"{"id":1,"method":"m","meta":{"timeout":2}}"#, .invalidRequest, "meta.timeout must be"),
    (#"{"id":1,"method":"m","meta":{"timeout":"25h"}}"#, .invalidRequest, "meta.timeout must be"),
    (#"{"id":1,"method":"m","meta":{"authorization":1}}"#, .invalidRequest, "meta.authorization must be"),
    (#"{"id":1,"method":"m","meta":{"language":"bm"}}"#, .invalidRequest, "meta.language must be"),
    (#"{"id":1,"method":"m","meta":{"language":7}}"#, .invalidRequest, "meta.language must be"),
    (#"{"id":1,"method":"m","meta":{"kurukan-x":"1"}}"#, .invalidRequest, "reserved"),
    (#"{"id":1,"method":"m","mehtod":"m"}"#, .invalidRequest, #"Did you mean "method"?"#),
    (#"{"id":1,"id":1,"method":"m"}"#, .parseError, "twice"),
    (#"{"id":1,"method":"m"} {}"#, .parseError, "follows"),
    (#"{"id":1,"method":"m""#, .parseError, "too early"),
    (#"{"id":1,"method":"m","params":{"a":1,"\u0061":2}}"#, .parseError, "twice"),
    ("", .parseError, "too early"),
  ]) func refusals(_ line: String, _ reason: Reason, _ words: String) throws {
    let status = try fault(line).status
    #expect(status.reason == reason)
    #expect(status.message.en.contains(words), "\(status.message)")
  }

  @Test func aRefusalKeepsTheID() throws {
    #expect(try fault(#"{"id":5,"method":7}"#).id == CallID(5))
    #expect(try fault(#"{"id":5,"method":"m",}"#).id == CallID(5))
    #expect(try fault(#"{"jsonrpc":"2.0","id":5}"#).isJSONRPC)
  }

  @Test func everyFaultOfTheEnvelopeIsNamedAtOnce() throws {
    let status = try fault(#"{"id":1,"method":1,"parms":{},"meta":{"timeout":"x"}}"#).status
    #expect(status.details.map(\.path) == ["method", "parms", "meta.timeout"])
    #expect(status.details[1].suggestion == "params")
    #expect(status.details[2].found == "x")
  }

  @Test func aFaultOfJSONHasItsOffsetAndPath() throws {
    let status = try fault(#"{"id":1,"method":"m","params":{"a":[1,NaN]}}"#).status
    #expect(status.offset == 38)
    #expect(status.details.first?.path == "params.a[1]")
  }

  @Test(arguments: [
    ("GET / HTTP/1.1", "HTTP"), ("POST / HTTP/1.1", "HTTP"), ("\u{FEFF}{\"id\":1}", "byte order mark"),
    ("\u{16}\u{3}\u{1}", "TLS"),
  ]) func whatIsSentByMistakeIsRecognised(_ line: String, _ word: String) throws {
    #expect(try fault(line).status.hint?.en.contains(word) == true)
  }

  @Test func aBadTraceparentIsIgnored() throws {
    guard case .call(let call) = try parse(#"{"id":1,"method":"m","meta":{"traceparent":"00-x"}}"#) else {
      Issue.record("not a call")
      return
    }
    #expect(call.traceparent == nil)
  }

  @Test func limitsOfTheEnvelope() throws {
    let long = String(repeating: "x", count: LineLimits.methodBytes)
    _ = try parse("{\"id\":1,\"method\":\"\(long)\"}")
    #expect(try fault("{\"id\":1,\"method\":\"\(long)x\"}").status.reason == .invalidRequest)
    let id = String(repeating: "i", count: LineLimits.idBytes - 2)
    _ = try parse("{\"id\":\"\(id)\",\"method\":\"m\"}")
    #expect(try fault("{\"id\":\"\(id)i\",\"method\":\"m\"}").status.reason == .invalidRequest)
    let meta = String(repeating: "m", count: LineLimits.metaBytes)
    #expect(
      try fault("{\"id\":1,\"method\":\"m\",\"meta\":{\"own\":\"\(meta)\"}}").status.message.en.contains("meta"))
  }

  @Test(arguments: [
    (#"{"id":12,"method":"m","params":{"te"#, #"12"#), (#"{"method":"m","id":"a","x"#, #""a""#),
    (#"{"method":"m","params":{"a":[1,2"#, nil), (#"{"id":12"#, nil), ("[[[[", nil), ("", nil),
    (#"[{"id":12,"method":"m","params":{"te"#, nil),
  ]) func theIDOfALineThatWasTooLong(_ prefix: String, _ id: String?) {
    let found = Array(prefix.utf8).withUnsafeBytes { LineBeginning($0) }
    #expect(found.id?.text == id && !found.isJSONRPC)
  }

  @Test func theDialectOfALineThatWasTooLong() {
    let prefix = Array(#"{"jsonrpc":"2.0","method":"m","id":7,"params":{"te"#.utf8)
    let found = prefix.withUnsafeBytes { LineBeginning($0) }
    #expect(found.id?.text == "7" && found.isJSONRPC)
  }

  @Test func theDialectOfABatchThatWasTooLong() {
    let prefix = Array(#"[{"jsonrpc":"2.0","method":"m","id":7,"params":{"te"#.utf8)
    let found = prefix.withUnsafeBytes { LineBeginning($0) }
    #expect(found.id == nil && found.isJSONRPC)
  }

  @Test(
    "A line that was broken off with its connection is told as that, one that is wrong in itself as it is",
    arguments: [
      (#"{"id":7,"method":"kurukan.v1.He"#, .inputEnded), (#"{"id":7,"item":{"a":tr"#, .inputEnded),
      (#"{"id""#, .inputEnded), ("{", .inputEnded), (#"{"id":7,"method":1}"#, .invalidRequest),
      ("GET / HTTP/1.1", .parseError), ("{'id':1}", .parseError), (#"{"id":1,"params":{"a":NaN}}"#, .parseError),
      (#"{"id":1,"id":2}"#, .parseError), (#"{"id":1,"item":{"a":1,"a":2}}"#, .parseError),
      (#"{"id":1,"item":"\u00"#, .inputEnded), (#"{"id":1,"item":"\"#, .inputEnded),
      (#"{"id":1,"item":-"#, .inputEnded),
    ] as [(String, Reason)])
  func brokenOff(line: String, reason: Reason) {
    let fault = #expect(throws: FrameFault.self) {
      try Array(line.utf8).withUnsafeBytes { bytes in try ClientFrame.parse(bytes, isUnfinished: true) }
    }
    #expect(fault?.status.reason == reason && fault?.status.isRetryable == (reason == .inputEnded))
  }

  @Test(
    "A line that is no JSON is answered with the id that stands before the fault",
    arguments: [
      (#"{"id":7,"method":"m","params":{"a":NaN}}"#, "7"),
      (#"{"id":"a","method":"m","params":{"a":"\ud800"}}"#, #""a""#),
      (#"{"id":7,"method":"m","params":{"a":1,"a":2}}"#, "7"), (#"{"id":7,"method":"m""#, "7"),
      (#"{"method":"m","params":{"a":NaN},"id":7}"#, nil), (#"{"id":7,"id":8}"#, nil), (#"{"id":7x}"#, nil), ("{", nil),
      (#"{"id":7 "method":"m"}"#, "7"), (#"{"id":"a",method:"m"}"#, #""a""#), (#"{"id":7,}"#, "7"), (#"{"id":7"#, nil),
      (#"{"id":"a" "#, #""a""#), (#"{"id":"a"#, nil),
    ] as [(String, String?)])
  func faultyJSON(line: String, id: String?) throws {
    let fault = try fault(line)
    #expect(fault.id?.text == id && fault.status.reason == .parseError && fault.status.offset != nil)
  }

  @Test(
    "JSON-RPC's batches are refused in its dialect, and its notifications never answered",
    arguments: [
      (#"[{"jsonrpc":"2.0","id":1,"method":"m"}]"#, true), (#"[1,{"jsonrpc":"2.0"}]"#, true), ("[]", false),
      (#"[{"id":1}]"#, false), (#"[{"jsonrpc":"1.0"}]"#, false),
    ])
  func batches(line: String, isJSONRPC: Bool) throws {
    let fault = try fault(line)
    #expect(fault.id == nil && fault.isJSONRPC == isJSONRPC && fault.status.reason == .invalidRequest)
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"m"}"#, #"{"jsonrpc":"2.0","method":"m","params":[1]}"#,
    #"{"jsonrpc":"2.0","method":"m","extra":1}"#,
  ])
  func notifications(line: String) throws {
    guard case .notification = try parse(line) else {
      Issue.record("\(line) is answered")
      return
    }
  }

  @Test func writtenCallsReadBack() throws {
    var bytes: [UInt8] = []
    let options = CallOptions(timeout: .milliseconds(1500), authorization: "Bearer é", language: .french)
    ClientFrame.appendCall("a.B/C", params: "{\n\"x\":1}".utf8, id: CallID(3), options: options, to: &bytes)
    #expect(bytes.filter { $0 == 0x0A }.count == 1 && bytes.last == 0x0A)
    guard case .call(let call) = try parse(String(decoding: bytes.dropLast(), as: UTF8.self)) else {
      Issue.record("not a call")
      return
    }
    #expect(call.id == CallID(3) && call.method == "a.B/C")
    #expect(call.timeout == options.timeout && call.authorization == options.authorization)
    #expect(call.language == .french)
    bytes.removeAll()
    ClientFrame.appendCancel(id: CallID(string: "q\""), to: &bytes)
    let cancel = try parse(String(decoding: bytes.dropLast(), as: UTF8.self))
    #expect("\(cancel)" == "\(ClientFrame.cancel(CallID(string: "q\"")))")
  }

  @Test func writtenItemsReadBack() throws {
    var bytes: [UInt8] = []
    ClientFrame.appendItem("{\n\"x\":1}".utf8, id: CallID(3), to: &bytes)
    #expect(bytes.starts(with: "{\"id\":3,".utf8) && bytes.filter { $0 == 0x0A }.count == 1)
    let line = String(decoding: bytes.dropLast(), as: UTF8.self)
    guard case .item(let id, let range) = try parse(line) else {
      Issue.record("not an item: \(line)")
      return
    }
    #expect(id == CallID(3) && String(decoding: bytes[range], as: UTF8.self) == "{ \"x\":1}")
    bytes.removeAll()
    ClientFrame.appendEnd(id: CallID(string: "q\""), to: &bytes)
    let end = try parse(String(decoding: bytes.dropLast(), as: UTF8.self))
    #expect("\(end)" == "\(ClientFrame.end(CallID(string: "q\"")))")
  }

  @Test func mutatedLinesNeverTrap() {
    var random = Dice(seed: 20_240_630)
    let line = Array(
      #"{"jsonrpc":"2.0","id":"7","method":"m","params":{"a":"é😀","b":[-2.5e3]},"meta":{"timeout":"1s"}}"#
        .utf8)
    var accepted = 0
    for _ in 0..<20_000 {
      var mutant = line
      for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&mutant, &random) }
      if (try? mutant.withUnsafeBytes { try ClientFrame.parse($0) }) != nil { accepted += 1 }
      _ = mutant.withUnsafeBytes { LineBeginning($0) }
    }
    #expect(accepted > 0)
  }
}

/// The text of a call's parameters, if they stand in its line.
private func params(of call: CallStart, in line: String) -> String? {
  guard case .inLine(let range) = call.params else { return nil }
  return String(decoding: Array(line.utf8)[range], as: UTF8.self)
}

/// Changes one byte, removes some, or repeats some.
func mutate(_ bytes: inout [UInt8], _ random: inout Dice) {
  guard !bytes.isEmpty else { return }
  let place = Int.random(in: 0..<bytes.count, using: &random)
  switch Int.random(in: 0..<4, using: &random) {
  case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
  case 1: bytes.removeSubrange(place..<min(bytes.count, place + 3))
  case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 5)], at: place)
  default: bytes[place] = Array("{}[]\",:\\0eu".utf8).randomElement(using: &random) ?? 0
  }
}
