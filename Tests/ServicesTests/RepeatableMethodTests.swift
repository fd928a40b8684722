import LineRPCClient
import Testing

@Suite("What a client repeats") struct RepeatableMethodTests {
  @Test("Only methods that there are, and none that makes something new each time") func exist() {
    let known = Set(AccessTests.expected.keys.map { "kurukan.v1." + $0 })
    #expect(RepeatableMethods.kurukan.subtracting(known).isEmpty)
    #expect(RepeatableMethods.kurukan.contains("kurukan.v1.Records/Submit"))
    for method in ["Access/Issue", "Reports/Render", "Records/Withdraw", "Records/Restore", "Records/Erase"] {
      #expect(known.contains("kurukan.v1." + method))
      #expect(!RepeatableMethods.kurukan.contains("kurukan.v1." + method), "\(method)")
    }
  }
}
