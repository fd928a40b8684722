import JSONBytes
import TestSupport
import Testing
import Violations

@testable import LineRPC

@Suite struct ServerFrameTests {
  private let status = Status(
    .parameterInvalid, "2 fields are \"wrong\".", hint: "Correct them.",
    details: [
      FieldViolation(
        path: "a[2].b", message: Wording("unknown_code", en: "is unknown."), found: "x", allowed: ["y", "z"],
        suggestion: "y"),
      FieldViolation(path: "", message: "is empty."),
    ], retryAfter: .milliseconds(1500), requestID: "r-1", offset: 4,
    resumeFrom: 120)

  private func read(_ line: [UInt8]) throws -> ServerFrame? {
    try line.dropLast().withUnsafeBytes { try ServerFrame.parse($0) }
  }

  @Test func anErrorReadsBackWhole() throws {
    var bytes: [UInt8] = []
    ServerFrame.appendError(status, id: CallID(7), isJSONRPC: false, to: &bytes)
    #expect(try read(bytes) == .error(CallID(7), status))
  }

  @Test func noAnswerRepeatsWhatAClientSentInFull() {
    let long = String(repeating: "é", count: 1 << 20)
    let status = Status(
      .parameterInvalid, Wording(en: long),
      details: [
        FieldViolation(
          path: long, message: Wording("unknown_parameter", en: "There is no parameter `\(long)`."), found: long)
      ])
    var bytes: [UInt8] = []
    ServerFrame.appendError(status, id: CallID(7), isJSONRPC: false, to: &bytes)
    #expect(bytes.count < 10_000)
    #expect(bytes.count > 2 * (2 * LineLimits.messageCharacters + LineLimits.quotedCharacters))
  }

  @Test func anErrorsMembersStandAsDocumented() {
    var bytes: [UInt8] = []
    ServerFrame.appendError(
      Status(.notFound, "No such record."), id: nil, isJSONRPC: false, to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"id":null,"error":{"code":5,"status":"NOT_FOUND","reason":"NOT_FOUND","#
        + #""message":"No such record.","hint":"Check the key and the programme."}}"# + "\n")
  }

  @Test func anErrorIsWordedInTheLanguageAskedFor() throws {
    let status = Status(
      .notFound, Wording(en: "Gone.", fr: "Disparu."), hint: "Not translated.",
      details: [FieldViolation(path: "a", message: Wording("required", en: "is missing.", fr: "manque."))])
    var bytes: [UInt8] = []
    ServerFrame.appendError(status, id: nil, isJSONRPC: false, language: .french, to: &bytes)
    let error = try JSONValue(parsing: bytes)["error"]
    #expect(error?["message"] == "Disparu." && error?["hint"] == "Not translated.")
    #expect(error?["details"]?.array == [["path": "a", "rule": "required", "message": "manque."]])
    bytes = []
    ServerFrame.appendError(
      Status(.notFound, "Gone."), id: nil, isJSONRPC: true, language: .french, to: &bytes)
    let hint = try JSONValue(parsing: bytes)["error"]?["data"]?["hint"]
    #expect(hint?.string == Reason.notFound.remedy.fr)
  }

  @Test func jsonRPCKeepsOnlyCodeAndMessageOutsideData() throws {
    var bytes: [UInt8] = []
    ServerFrame.appendError(status, id: CallID(string: "a"), isJSONRPC: true, to: &bytes)
    let value = try JSONValue(parsing: bytes)
    #expect(value["jsonrpc"] == "2.0" && value["id"] == "a")
    #expect(value["error"]?.object?.members.map(\.key) == ["code", "message", "data"])
    #expect(value["error"]?["code"] == -32_602)
    #expect(value["error"]?["data"]?["reason"] == "PARAMETER_INVALID")
    #expect(value["error"]?["data"]?["details"]?.array?.count == 2)
    #expect(value["error"]?["data"]?["resumeFrom"] == 120)
  }

  @Test(arguments: [
    (Reason.parseError, -32_700), (.invalidRequest, -32_600), (.missingID, -32_600),
    (.unknownMethod, -32_601),
    (.recordInvalid, -32_602), (.unexpected, -32_603), (.notFound, 5), (.draining, 14),
  ]) func jsonRPCCodes(_ reason: Reason, _ code: Int) {
    #expect(Status(reason, "").jsonRPCCode == code)
  }

  @Test func aResultStaysOnOneLine() throws {
    var bytes: [UInt8] = []
    ServerFrame.appendResult("{\n  \"a\": 1\n}".utf8, id: CallID(1), isJSONRPC: true, to: &bytes)
    #expect(bytes.filter { $0 == 0x0A }.count == 1)
    #expect(try JSONValue(parsing: bytes)["result"] == ["a": 1])
  }

  @Test func resultsAndItemsReadBackInPlace() throws {
    var bytes: [UInt8] = []
    ServerFrame.appendItem("[1]".utf8, id: CallID(1), isJSONRPC: false, to: &bytes)
    guard case .item(let id, let range)? = try read(bytes) else {
      Issue.record("not an item")
      return
    }
    #expect(id == CallID(1) && Array(bytes[range]) == Array("[1]".utf8))
  }

  @Test func aReasonFromANewerServerKeepsItsNameAndCode() throws {
    let line = Array(
      #"{"id":1,"error":{"status":"UNAVAILABLE","reason":"NEW_ONE","message":"m"},"new":1}"#.utf8)
    guard case .error(_, let status)? = try line.withUnsafeBytes({ try ServerFrame.parse($0) }) else {
      Issue.record("not an error")
      return
    }
    #expect(status.reason.name == "NEW_ONE" && status.code == .unavailable && status.isRetryable)
  }

  @Test(arguments: [
    ("0", 0), ("9223372036854775807", Int.max), ("-1", nil), ("1.5", nil), (#""7""#, nil), ("null", nil),
  ]) func whereAStreamGoesOnIsANumberOfItems(_ text: String, _ index: Int?) throws {
    let line = Array(
      #"{"id":1,"error":{"status":"UNAVAILABLE","reason":"DRAINING","message":"m","resumeFrom":\#(text)}}"#.utf8)
    guard case .error(_, let status)? = try line.withUnsafeBytes({ try ServerFrame.parse($0) }) else {
      Issue.record("not an error")
      return
    }
    #expect(status.resumeFrom == index)
  }

  @Test func aLogSaysWhereAStreamGoesOn() {
    let status = Status(.draining, "Going down.", resumeFrom: 120)
    #expect(String(describing: status) == "UNAVAILABLE/DRAINING: Going down. Resume from item 120.")
    #expect(!String(describing: Status(.draining, "Going down.")).contains("Resume"))
  }

  @Test func linesThatSayNothingAreNil() throws {
    for line in [#"{"id":1}"#, #"{"result":1}"#, "{}"] {
      #expect(try Array(line.utf8).withUnsafeBytes { try ServerFrame.parse($0) } == nil)
    }
  }

  @Test func mutatedLinesNeverTrap() throws {
    var random = Dice(seed: 20_251_128)
    var whole: [UInt8] = []
    ServerFrame.appendError(status, id: CallID(7), isJSONRPC: false, to: &whole)
    let lines = [Array(whole.dropLast()), Array(#"{"id":"a","item":{"a":[1.5e3,"é😀"],"b":null}}"#.utf8)]
    var accepted = 0
    for _ in 0..<20_000 {
      var mutant = random.pick(lines)
      for _ in 0..<random.roll(1...3) { mutate(&mutant, &random) }
      let frame = try? mutant.withUnsafeBytes { try ServerFrame.parse($0) }
      if case .item(_, let range)? = frame { #expect(range.upperBound <= mutant.count) }
      if frame != nil { accepted += 1 }
    }
    #expect(accepted > 0)
  }
}
