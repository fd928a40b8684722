import Testing
import Violations

@testable import LineRPC

/// What offices that work in French are told.
@Suite struct FrenchTests {
  @Test(arguments: [
    "{", "[]", "3", "{}", "GET / HTTP/1.1", #"{"id":1}"#, #"{"id":[],"method":7,"params":3,"mehtod":1}"#,
    #"{"id":1,"end":0,"cancel":false,"jsonrpc":2,"meta":7}"#, #"{"id":1,"method":"m","end":true}"#,
    #"{"id":1,"meta":{"timeout":"x","language":"bm","kurukan-x":1,"authorization":1}}"#,
  ]) func everyFaultOfTheEnvelopeIsInFrench(_ line: String) throws {
    let status = try fault(line).status
    #expect(status.message.fr != nil && status.message.fr?.contains("'") == false)
    #expect(status.hint == nil || status.hint?.fr != nil)
    for detail in status.details {
      #expect(detail.message.fr != nil && !detail.message.rule.isEmpty, "\(detail.path)")
      #expect(detail.message.fr?.contains("'") == false, "\(detail.path)")
    }
  }

  @Test func aFaultIsAnsweredInItsLinesLanguage() throws {
    let fault = try fault(#"{"id":1,"meta":{"language":"fr-ML"},"parms":{}}"#)
    #expect(fault.language == .french)
    #expect(fault.status.details.first?.suggestion == "params")
    #expect(
      fault.status.message.text(in: .french)
        == "parms n’est pas un membre d’une requête. Vouliez-vous dire «\u{A0}params\u{A0}»\u{A0}?")
    #expect(try LineRPCTests.fault(#"{"id":1,"parms":{}}"#).language == .english)
  }

  @Test func whatIsNoJSONIsAnsweredInTheLanguageReadSoFar() throws {
    #expect(try fault(#"{"meta":{"language":"fr"},"id":NaN}"#).language == .french)
    #expect(try fault(#"{"id":NaN,"meta":{"language":"fr"}}"#).language == .english)
  }
}
