import Testing
import Violations

@testable import LineRPC

@Suite struct ReasonTests {
  @Test func namesAreUniqueAndUpperSnake() {
    let names = Reason.catalogue.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0) })
      #expect(Reason.named(name)?.name == name)
    }
    #expect(Reason.named("NOT_A_REASON") == nil)
  }

  @Test func everyReasonSaysWhatHappenedAndWhatToDo() {
    for reason in Reason.catalogue {
      for sentence in [reason.summary, reason.remedy] {
        #expect(sentence.fr?.contains("'") == false, "\(reason.name)")
        for text in [sentence.en, sentence.fr ?? ""] {
          #expect(text.hasSuffix(".") && text.count > 10, "\(reason.name)")
        }
      }
    }
  }

  @Test func codesAreGRPCsInOrder() {
    #expect(StatusCode.all.map(\.number) == Array(0...16))
    #expect(StatusCode(name: "INTERNAL") == .internal)
    #expect(StatusCode(name: "internal") == nil)
  }

  @Test func aStatusReadsAsOneLine() {
    let status = Status(
      .parameterInvalid, "Wrong.", hint: "Mend it.", details: [.init(path: "a", message: "is bad.")],
      requestID: "r")
    #expect("\(status)" == "INVALID_ARGUMENT/PARAMETER_INVALID: Wrong. [a: is bad.] Mend it. (request r)")
    #expect(!status.isRetryable && Status(.draining, "").isRetryable)
  }
}
